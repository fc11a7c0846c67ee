"""A provider looks beforehand, submits, and may take it back."""

from dataclasses import replace

import pytest

from marketplace.desk import judging
from marketplace.desk.submission import (
    Submit,
    WithdrawSubmission,
    pre_check,
    submit,
    withdraw_submission,
)
from marketplace.domain.certificate import SubmissionState
from marketplace.domain.errors import BadInput, Conflict, Refused
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import Answered, Verdict
from marketplace.store import dossiers, reports

TOO_DEAR = {"plans__0__prices__0__amount": 10001}


def plan(tier, code):
    return {"code": code, "name": code, "tier": tier}


def refused(town, **changes):
    order = Submit(town.token(), town.manifest(**changes), "m.json")
    return town.refuses(Refused, submit, town.provider, order)


def test_a_submission_keeps_the_bytes_and_the_record(town):
    """What was handed in stays as it came, with the record of its judgement."""
    found = town.submitted()
    assert (found.state, found.tier) == (SubmissionState.SUBMITTED, ServiceClass.CLASS1)
    raw, media_type = town.see(dossiers.raw_dossier, town.provider, found.dossier_ref)
    assert (raw, media_type) == (town.manifest(), "application/json")
    record = town.see(reports.latest_report, town.provider, found.ref)
    assert b'"verdict":"conforms"' in record


def test_a_file_that_is_no_json_is_yaml(town):
    """The name of the file decides how it is read and what it is kept as."""
    order = Submit("t", town.manifest(), "m.yaml")
    (found,) = town.do(submit, town.provider, order)
    assert town.see(dossiers.raw_dossier, town.provider, found.dossier_ref)[1].endswith("yaml")


def test_one_submission_a_tier(town):
    """A dossier of two tiers is two submissions of one dossier."""
    prices = [{**town.plain()["plans"][0], "code": "second", "tier": "class2"}]
    raw = town.manifest(plans=town.plain()["plans"] + prices)
    made = town.do(submit, town.provider, Submit("t", raw, "m.json"))
    assert [one.tier for one in made] == [ServiceClass.CLASS1, ServiceClass.CLASS2]
    assert len({one.dossier_ref for one in made}) == 1
    assert town.do(submit, town.provider, Submit("t", raw, "m.json")) == made


def test_what_needs_a_person_is_no_obstacle(town):
    """要確認 goes to the examiner; so does a 不適合 that two examiners may overrule."""
    assert town.submitted(monitoring__tools=["NDR"])
    assert town.submitted(offering__code="other", dispatch__available=False)


def test_a_failing_dossier_is_refused_with_its_findings(town):
    """The list names each 不適合; the same dossier at a lower price passes."""
    code, values = refused(town, **TOO_DEAR)
    assert code == "has_fails"
    (found,) = values["findings"]
    assert found.finding.clause == "OTK-05-1"
    assert found.answered == Answered(Verdict.FAILS)
    assert town.submitted()


def test_a_fault_is_refused(town, monkeypatch):
    """Where something could not be computed, nothing is submitted."""
    honest = judging.settle

    def broken(*args):
        outcome = honest(*args)
        first = replace(outcome.clauses[0], answered=Answered(Verdict.FAULT))
        return replace(outcome, clauses=(first, *outcome.clauses[1:]), verdict=Verdict.FAULT)

    monkeypatch.setattr(judging, "settle", broken)
    code, values = refused(town)
    assert code == "has_fails"
    assert [found.answered.verdict for found in values["findings"]] == [Verdict.FAULT]


def test_a_tier_whose_clauses_are_all_not_applicable_is_refused(town, monkeypatch):
    """Such a tier is a 障害 as a whole although no clause is."""
    honest = judging.settle
    monkeypatch.setattr(
        judging, "settle", lambda *args: replace(honest(*args), clauses=(), verdict=Verdict.FAULT)
    )
    assert refused(town) == ("has_fails", {"findings": ()})


def test_another_providers_code_is_refused(town):
    """A provider speaks for itself alone."""
    code, values = refused(town, provider__code="aoba")
    assert (code, values) == ("not_your_provider_code", {"found": "aoba", "yours": "hinata"})


def test_a_tier_without_an_edition_in_force_is_refused(town):
    """Nothing is judged by a draft here; one such tier refuses the whole dossier."""
    plans = [*town.plain()["plans"], plan("SCstar3", "sc")]
    assert refused(town, plans=plans) == ("no_edition_in_force", {"tier": "SC★3"})


def test_a_second_open_submission_is_refused(town):
    """One at a time; after it is taken back, the next may come."""
    first = town.submitted()
    code, values = refused(town)
    assert (code, values) == ("already_submitted", {"tier": "1類", "ref": first.ref})
    assert town.submitted(offering__code="other")
    town.do(withdraw_submission, town.provider, WithdrawSubmission("t", first.ref))
    assert town.submitted()


@pytest.mark.parametrize(
    "changes",
    [{"format": "other/1"}, {"plans": []}, {"evidence__0__facts": ["unknown.fact"]}],
)
def test_a_bad_manifest_is_refused(town, changes):
    """Bad input leaves no row either."""
    order = Submit("t", town.manifest(**changes), "m.json")
    code, values = town.refuses(BadInput, submit, town.provider, order)
    assert code == "bad_input"
    assert values["faults"]


def test_a_bad_file_name_is_refused(town):
    """The name goes to the journal, so it has to be a name."""
    for name in ("a\x00b", "x" * 201, None, "\ud800"):
        order = Submit("bad", town.manifest(), name)
        code, _ = town.refuses(Refused, submit, town.provider, order)
        assert code == "bad_file_name"
    assert town.do(submit, town.provider, Submit("t", town.manifest(), "x" * 200))


def test_a_submission_can_be_taken_back_once(town):
    """Afterwards its state has moved on."""
    found = town.submitted()
    order = WithdrawSubmission("t", found.ref)
    assert town.do(withdraw_submission, town.provider, order).state is SubmissionState.WITHDRAWN
    order = WithdrawSubmission("t2", found.ref)
    code, values = town.refuses(Conflict, withdraw_submission, town.provider, order)
    assert (code, values) == ("not_open", {"state": SubmissionState.WITHDRAWN})


def test_a_pre_check_writes_nothing(town):
    """It says what the submission would, whether that would be refused or not."""
    before = town.everything()
    (outcome,) = pre_check(town.provider, town.manifest(**TOO_DEAR), "m.json", town.today)
    assert outcome.verdict is Verdict.FAILS
    with pytest.raises(Refused) as caught:
        pre_check(town.rival, town.manifest(), "m.json", town.today)
    assert caught.value.code == "not_your_provider_code"
    assert town.everything() == before


def test_a_pre_check_with_the_book_knows_what_people_decided(town):
    """A ruling on the same facts counts beforehand too."""
    changes = {"monitoring__tools": ["NDR"]}
    town.ruled(town.submitted(**changes))
    raw = town.manifest(**changes)
    (blind,) = pre_check(town.provider, raw, "m.json", town.today)
    (seeing,) = town.see(
        lambda book: pre_check(town.provider, raw, "m.json", town.today, book=book)
    )
    assert (blind.verdict, seeing.verdict) == (Verdict.NEEDS_PERSON, Verdict.CONFORMS)
