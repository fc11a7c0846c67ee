"""What OSCAL can hold of our records is held, and what it cannot is never turned into a pass."""

import copy
import gzip
import hashlib
import json
import re
from dataclasses import replace
from datetime import datetime
from importlib import import_module

import pytest

from conformance.edition import load_edition
from conformance.oscal import assessment, writing
from conformance.oscal.catalog import catalog
from marketplace.domain.verdict import Answered, Outcome, Reason, Ruling, Verdict

here = import_module("tests.conformance.oscal.conftest")
EXAMPLES = [
    ("fail-OTK-05-1-10001", "otasuke/2.0"),
    ("person-OTK-02-4-ndr", "otasuke/2.0"),
    ("fail-OTK-05-1-two-plans", "otasuke/2.0"),
]
STATES = {Verdict.CONFORMS: ("satisfied", "pass"), Verdict.FAILS: ("not-satisfied", "fail")}


def values(parts):
    """Give our own properties by name."""
    return {one["name"]: one["value"] for one in parts if one["ns"] == writing.NAMESPACE}


def first_changed(outcome, settled):
    return Outcome(outcome.report, (settled, *outcome.clauses[1:]), outcome.verdict)


def results_of(dossier, *outcomes):
    return assessment.assessment_results(dossier, outcomes, here.AT)["assessment-results"]


@pytest.mark.parametrize(("stem", "slug"), EXAMPLES)
def test_the_schemas_of_nist_accept_every_model(stem, slug, faults):
    for model, document in here.documents_of(stem, slug).items():
        assert faults(model, document) == [], model


@pytest.mark.parametrize("slug", ["otasuke/2.0", "otasuke-sc/draft"])
def test_every_edition_gives_a_catalog(slug, faults):
    edition = load_edition(slug)
    made = catalog(edition, here.AT)["catalog"]
    assert faults("catalog", made) == []
    controls = [one for group in made["groups"] for one in group["controls"]]
    assert [one["id"] for one in controls] == [clause.key for clause in edition.clauses]
    assert len({one["id"] for one in made["groups"]}) == len(made["groups"])


def test_a_spoilt_document_is_refused_by_the_schema(faults):
    """Else the schemas would prove nothing."""
    good = here.documents_of(*EXAMPLES[0])
    spoilt = copy.deepcopy(good)
    spoilt["catalog"]["groups"][0]["controls"][0]["id"] = "1-OTK"
    spoilt["component-definition"]["uuid"] = "0190163d-8694-739b-aea5-966c26f8ad91"
    spoilt["assessment-plan"].pop("import-ssp")
    status = spoilt["assessment-results"]["results"][0]["findings"][0]["target"]["status"]
    status["state"] = "needs-person"
    assert {model for model in good if faults(model, spoilt[model])} == set(good)


def test_the_vendored_schemas_are_the_published_ones():
    table = (here.SCHEMAS / "README.md").read_text("utf-8")
    for name, wanted in re.findall(r"\| `(\S+\.json)` \| `(\w{64})` \|", table):
        raw = gzip.decompress((here.SCHEMAS / f"{name}.gz").read_bytes())
        assert hashlib.sha256(raw).hexdigest() == wanted
        assert f"/oscal/{writing.VERSION}/" in json.loads(raw)["$id"]


def test_trestle_accepts_every_model_and_refuses_a_spoilt_one(trestle):
    documents = {
        (model, stem.lower()): document
        for stem, slug in EXAMPLES
        for model, document in here.documents_of(stem, slug).items()
    }
    draft = catalog(load_edition("otasuke-sc/draft"), here.AT)["catalog"]
    code, said = trestle(documents | {("catalog", "draft"): draft})
    assert (code, said.count("VALID: Model")) == (0, len(documents) + 1), said
    assert "INVALID" not in said
    spoilt = copy.deepcopy(draft)
    spoilt["groups"][0]["controls"][0]["id"] = "1:OTK"
    code, said = trestle({("catalog", "draft"): spoilt})
    assert code != 0, said


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_that_is_no_pass_is_never_satisfied(verdict, faults):
    """要確認 and 障害 are not-satisfied for another reason; 対象外 is no finding at all."""
    dossier, (outcome,) = here.judged(*EXAMPLES[0])
    reason = Reason.JUDGEMENT if verdict is Verdict.NEEDS_PERSON else None
    first = replace(outcome.clauses[0], answered=Answered(verdict, reason))
    made = results_of(dossier, first_changed(outcome, first))
    assert faults("assessment-results", made) == []
    (result,) = made["results"]
    observed = values(result["observations"][0]["props"])
    assert observed["verdict"] == verdict.value
    assert observed.get("reason") == (reason.value if reason else None)
    named = f"{first.finding.clause}_smt"
    found = [one for one in result["findings"] if one["target"]["target-id"] == named]
    if verdict is Verdict.NOT_APPLICABLE:
        assert found == []
        return
    status = found[0]["target"]["status"]
    wanted = STATES.get(verdict, ("not-satisfied", "other"))
    assert (status["state"], status["reason"]) == wanted


def test_a_verdict_of_tomorrow_is_not_satisfied():
    """A word this module does not know is no pass."""
    dossier, (outcome,) = here.judged(*EXAMPLES[0])
    stranger = replace(outcome.clauses[0], answered=Answered("waved_through"))
    (result,) = results_of(dossier, first_changed(outcome, stranger))["results"]
    assert result["findings"][0]["target"]["status"] == {
        "state": "not-satisfied",
        "reason": "other",
    }


def test_findings_aim_at_statements_of_the_catalog_and_at_their_observations():
    documents = here.documents_of(*EXAMPLES[0])
    controls = [c for g in documents["catalog"]["groups"] for c in g["controls"]]
    statements = {part["id"] for control in controls for part in control["parts"]}
    (result,) = documents["assessment-results"]["results"]
    observed = {one["uuid"] for one in result["observations"]}
    assert len(observed) == len(result["observations"])
    for found in result["findings"]:
        assert found["target"]["target-id"] in statements
        assert found["related-observations"][0]["observation-uuid"] in observed
    reviewed = result["reviewed-controls"]["control-selections"][0]["include-controls"]
    assert {one["control-id"] for one in reviewed} <= {control["id"] for control in controls}


def test_every_reference_leads_to_a_resource():
    for model, document in here.documents_of(*EXAMPLES[0]).items():
        known = {one["uuid"] for one in document.get("back-matter", {}).get("resources", ())}
        named = re.findall(r'"(?:href|source)": "#([^"]+)"', json.dumps(document))
        assert set(named) <= known, model
    documents = here.documents_of(*EXAMPLES[0])
    plan = json.dumps(documents["assessment-plan"])
    assert f"urn:uuid:{documents['component-definition']['uuid']}" in plan
    assert f"urn:uuid:{documents['catalog']['uuid']}" in plan
    results = json.dumps(documents["assessment-results"])
    assert f"urn:uuid:{documents['assessment-plan']['uuid']}" in results


def test_the_same_record_gives_the_same_document_and_another_another():
    first, again = here.documents_of(*EXAMPLES[0]), here.documents_of(*EXAMPLES[0])
    assert writing.dump(first) == writing.dump(again)
    other = here.documents_of("pass-OTK-05-1-10000")
    assert first["catalog"] == other["catalog"]
    for model in ("component-definition", "assessment-plan", "assessment-results"):
        assert first[model]["uuid"] != other[model]["uuid"]


def test_the_time_is_given_and_has_a_zone():
    made = catalog(load_edition("otasuke/2.0"), here.AT)["catalog"]
    assert made["metadata"]["last-modified"] == "2026-11-25T00:00:00+09:00"
    with pytest.raises(ValueError, match="time zone"):
        catalog(load_edition("otasuke/2.0"), datetime(2026, 11, 25))  # noqa: DTZ001 - the point


def test_the_catalog_holds_our_words_only():
    edition = load_edition("otasuke/2.0")
    made = catalog(edition, here.AT)["catalog"]
    ours = {t for c in edition.clauses for t in ("\n\n".join(c.steps), c.interpretation, c.source)}
    for control in (one for group in made["groups"] for one in group["controls"]):
        for part in control["parts"]:
            assert re.sub(r"\\(.)", r"\1", part["prose"]) in ours


def test_what_was_declared_is_never_markup(faults):
    dossier, outcomes = here.judged(*EXAMPLES[0])
    named = replace(dossier.offering, name="<b>*太字*</b>\n{{ insert }}", summary="[x](y) `z`")
    spoilt = replace(dossier, offering=named)
    made = results_of(spoilt, *outcomes)
    assert faults("assessment-results", made) == []
    assert made["metadata"]["title"].startswith(r"\<b\>\*太字\*\</b\> \{\{ insert \}\}")


def test_a_ruling_is_told_with_its_people():
    dossier, (outcome,) = here.judged(*EXAMPLES[0])
    first = outcome.clauses[0]
    ruling = Ruling(
        "p", "o", first.finding.clause, "t", "f", Verdict.CONFORMS, "見た", ("甲", "乙"), here.DAY
    )
    settled = replace(first, answered=Answered(Verdict.CONFORMS), ruling=ruling)
    (result,) = results_of(dossier, first_changed(outcome, settled))["results"]
    assert result["observations"][0]["methods"] == ["EXAMINE"]
    assert result["observations"][1]["methods"] == ["TEST"]
    assert "甲、乙（2026-11-25）の確認: 見た" in result["findings"][0]["remarks"]


def test_every_plan_declares_for_itself():
    documents = here.documents_of("fail-OTK-05-1-two-plans")
    (component,) = documents["component-definition"]["components"]
    (implementation,) = component["control-implementations"]
    told = {
        one["control-id"]: one["description"] for one in implementation["implemented-requirements"]
    }
    assert told["OTK-05-1"].count("月額") > 1
    assert told["OTK-01-1"].count("相談窓口") <= 1
