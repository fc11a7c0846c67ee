"""A table by another hand: a small change to a conforming manifest, and the verdict it brings."""

import json
import os
import tomllib
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from conformance.edition import load_edition
from conformance.facts import check_names
from conformance.formal import run_formal
from conformance.judge import judge
from marketplace.codec.dossier import load_dossier, read_dossier
from marketplace.domain.errors import BadInput
from marketplace.domain.tier import TIERS

EDITION = "otasuke/2.0"
DAY = date(2026, 11, 25)
TABLE = tomllib.loads(Path(__file__).with_name("table.toml").read_text(encoding="utf-8"))


def row_of(group, row):
    """Complete a row: its clause, the base of its group, the tier of the base, the usual day."""
    whole = {"clause": group["clause"], "base": group["base"], "day": DAY} | row
    tier = TABLE["base"][whole["base"]]["plans"][0]["tier"]
    return {"tier": tier} | whole


ROWS = {
    f"{group['clause']} {group['about']}: {row['value']}": row_of(group, row)
    for group in TABLE["group"]
    for row in group["rows"]
}


def place(manifest, path):
    """Find the holder of a value and the key or index under which it stands there."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        manifest = manifest[step]
    return manifest, last


def put(manifest, path, value):
    """Set one value, or append it to a list; 「@part」 stands for a part of the table."""
    if isinstance(value, str) and value.startswith("@"):
        value = TABLE["parts"][value[1:]]
    holder, last = place(manifest, path)
    if isinstance(holder, list) and last == len(holder):
        holder.append(deepcopy(value))
    else:
        holder[last] = deepcopy(value)


def changed(*rows):
    """Give the manifest of the rows' common base with the changes of each, as plain values."""
    manifest = deepcopy(TABLE["base"][rows[0]["base"]])
    for row in rows:
        for path, value in row.get("set", {}).items():
            put(manifest, path, value)
        for path in row.get("drop", ()):
            holder, last = place(manifest, path)
            del holder[last]
    return manifest


def answered(verdict, reason):
    return f"{verdict}:{reason}" if reason else str(verdict)


def compiled(*rows):
    """Judge rows together; every clause with its answer, the answer beneath, and plan."""
    dossier = load_dossier(changed(*rows))
    report = judge(load_edition(EDITION), dossier, TIERS[rows[0]["tier"]], rows[0]["day"])
    return {
        found.clause: (
            answered(found.answered.verdict, found.answered.reason),
            answered(found.beneath.verdict, found.beneath.reason),
            found.plan,
        )
        for found in report.findings
    }


def keeps(row, found):
    """Whether the clause of the row is answered as the row says."""
    answer, beneath, plan = found.get(row["clause"], (None, None, None))
    said = (row["is"], row.get("beneath", beneath), row.get("plan", plan))
    return said == (answer, beneath, plan)


def apart(row, others):
    """Whether a row changes nothing that another row changes, and is judged on the same terms."""
    terms = [(one["base"], one["tier"], one["day"]) for one in (row, *others)]
    paths = [(*one.get("set", {}), *one.get("drop", ())) for one in (row, *others)]
    mine, theirs = paths[0], [path for other in paths[1:] for path in other]
    meeting = [p for p in mine for q in theirs if f"{p}.".startswith(f"{q}.")]
    meeting += [q for p in mine for q in theirs if f"{q}.".startswith(f"{p}.")]
    return len(set(terms)) == 1 and not meeting


def fits(row, batch):
    """Whether rows of different clauses still bring their answers in one dossier."""
    if not apart(row, batch) or row["clause"] in {one["clause"] for one in batch}:
        return False
    found = compiled(*batch, row)
    return all(keeps(one, found) for one in (*batch, row))


def batched():
    """Put the first row of each clause and answer into as few dossiers as their changes allow."""
    first = {}
    for name in reversed(ROWS):
        row = ROWS[name]
        first[row["clause"], row["is"], row.get("beneath")] = row
    batches = []
    for row in first.values():
        home = next((batch for batch in batches if fits(row, batch)), None)
        if home is None:
            batches.append([row])
        else:
            home.append(row)
    return batches


BATCHES = batched()


@pytest.fixture(scope="module", name="formal")
def _formal(tmp_path_factory):
    """Run the batches, as many at a time as there are processors."""
    folder = tmp_path_factory.mktemp("rows")

    def run(number):
        batch = BATCHES[number]
        path = folder / f"{number}.json"
        path.write_text(json.dumps(changed(*batch), ensure_ascii=False), encoding="utf-8")
        tier, day = batch[0]["tier"], batch[0]["day"]
        return run_formal(path, edition=EDITION, tier=tier, day=day)["findings"]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(run, range(len(BATCHES))))


@pytest.mark.parametrize("name", ROWS)
def test_a_change_brings_the_verdict_of_the_table(name):
    """The clause of the row answers as written, and names the plan where the row does."""
    row = ROWS[name]
    answer, beneath, plan = compiled(row)[row["clause"]]
    assert answer == row["is"]
    assert beneath == row.get("beneath", beneath)
    assert plan == row.get("plan", plan)


@pytest.mark.parametrize("number", range(len(BATCHES)))
def test_the_formal_run_reads_the_rows_alike(number, formal):
    """All clauses, not only the rows' own, have the same verdict, reasons and plan."""
    batch = BATCHES[number]
    found = {
        row["clause"]: (
            answered(row["verdict"], row["reason"]),
            answered(row["beneath"]["verdict"], row["beneath"].get("reason")),
            row["plan"],
        )
        for row in formal[number]
    }
    assert found == compiled(*batch)
    assert [row["value"] for row in batch if not keeps(row, found)] == []


def test_the_formal_run_sees_every_answer_of_every_clause():
    """No row of a new kind is left out of the batches."""
    kinds = {(ROWS[n]["clause"], ROWS[n]["is"], ROWS[n].get("beneath")) for n in ROWS}
    seen = {(row["clause"], row["is"], row.get("beneath")) for rows in BATCHES for row in rows}
    assert seen == kinds


@pytest.mark.parametrize("clause", [clause.key for clause in load_edition(EDITION).clauses])
def test_a_clause_is_tried_on_every_side(clause):
    """A conforming value, a failing or open one, a missing fact, and 対象外 where it is filtered.

    That a type of monitoring exists is presupposed by 02-3 and 02-5; there is no other type.
    """
    rows = [row for row in ROWS.values() if row["clause"] == clause]
    answers = {row["is"] for row in rows} | {row.get("beneath") for row in rows}
    asked = {c.key for c in load_edition(EDITION).clauses if c.filters} - {"OTK-02-3", "OTK-02-5"}
    wanted = {"needs_person:missing_fact"} | ({"not_applicable"} if clause in asked else set())
    assert answers >= wanted
    assert answers & {"conforms", "needs_person:judgement"}
    assert answers & {"fails", "needs_person:judgement"} or clause == "OTK-02-0"


def test_an_unread_clause_says_what_lies_beneath():
    """Otherwise its rows would all say the same."""
    unread = [row for row in ROWS.values() if row["is"] == "needs_person:unverified_criterion"]
    assert [row["value"] for row in unread if "beneath" not in row] == []


@pytest.mark.parametrize("base", TABLE["base"])
def test_a_base_has_nothing_to_complain_of(base):
    """Whatever a row finds comes from its change; what is open waits for people alone."""
    row = row_of({"clause": "", "base": base}, {})
    people = {"needs_person:unverified_criterion", "needs_person:judgement"}
    found = compiled(row).values()
    assert {answer for answer, _, _ in found} <= {"conforms", "not_applicable"} | people
    assert {beneath for _, beneath, _ in found} <= {
        "conforms",
        "not_applicable",
        "needs_person:judgement",
    }


def test_rows_are_told_apart():
    """No row hides another of the same name."""
    assert len(ROWS) == sum(len(group["rows"]) for group in TABLE["group"])


REFUSED = [(path, written) for path, all_ in TABLE["refused"].items() for written in all_]


def altered(path, value):
    return changed({"base": "network", "set": {path: value}})


@pytest.mark.parametrize(("path", "written"), REFUSED)
def test_bad_input_never_reaches_the_engine(path, written):
    """Null and ill-typed values are refused, and the fault names their place."""
    raw = json.dumps(altered(path, json.loads(written)), ensure_ascii=False).encode()
    with pytest.raises(BadInput) as refused:
        read_dossier(raw, "manifest.json")
    expected = path.replace(".0", "[0]")
    assert [fault.place for fault in refused.value.faults if expected in fault.place]


def test_a_quotation_with_an_amount_is_refused():
    """Either the price is on application, or it is known."""
    with pytest.raises(BadInput) as refused:
        load_dossier(altered("plans.0.prices.0.qualifier", "quote"))
    assert [fault.place for fault in refused.value.faults] == ["plans[0].prices[0].amount"]


@pytest.mark.parametrize("fact", ["monitoring.network.hour", "monitoring", "", "OTK-02-1"])
def test_evidence_for_an_unknown_fact_is_refused(fact):
    """A document that supports nothing known is a typing error."""
    facts = altered("evidence.0.facts", [fact])
    with pytest.raises(BadInput):
        check_names(load_dossier(facts))
