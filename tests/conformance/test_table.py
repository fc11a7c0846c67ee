"""A table by another hand: a small change to a conforming manifest, and the verdict it brings."""

import json
import tomllib
from copy import deepcopy
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from conformance import compiler
from conformance.edition import FEATURES, load_edition
from conformance.facts import check_names
from conformance.judge import judge
from marketplace.codec.dossier import load_dossier, read_dossier
from marketplace.domain.errors import BadInput
from marketplace.domain.tier import TIERS

DAY = date(2026, 11, 25)
HERE = Path(__file__).parent
FILES = {"otasuke/2.0": "table.toml", "otasuke-sc/draft": "table-sc.toml"}
TABLES = {slug: tomllib.loads((HERE / file).read_text("utf-8")) for slug, file in FILES.items()}
UNREAD = "needs_person:unverified_criterion"
UNASKED = "unasked"
A_TYPE = "監視の方式が「ネットワーク監視型」「端末監視型」「併用型」のいずれかである"
"""That there is a type of monitoring: no other can be declared, so it is never lacking."""


def place(manifest, path):
    """Find the holder of a value and the key or index under which it stands there."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        manifest = manifest[step]
    return manifest, last


def put(manifest, path, value):
    """Set one value, or append it to a list."""
    holder, last = place(manifest, path)
    if isinstance(holder, list) and last == len(holder):
        holder.append(deepcopy(value))
    else:
        holder[last] = deepcopy(value)


def base_of(table, name):
    """Give a base as it stands, or another one with its own tier and values laid over it."""
    written = table["base"][name]
    if "like" not in written:
        return deepcopy(written)
    manifest = base_of(table, written["like"])
    for path, value in written.get("set", {}).items():
        put(manifest, path, value)
    for one in (*manifest["plans"], *manifest["coverage"]):
        one["tier"] = written["tier"]
    return manifest


BASES = {
    slug: {name: base_of(table, name) for name in table["base"]} for slug, table in TABLES.items()
}


def rows_of(slug, group):
    """Give the rows of a group for each of its bases, those that are common to many included."""
    table, holds = TABLES[slug], group.get("holds", "conforms")
    common = table["common"][group["common"]] if "common" in group else []
    rows = [
        *group["rows"],
        *(one | ({"is": holds} if one["is"] == "conforms" else {}) for one in common),
    ]
    bases = group["bases"] if "bases" in group else [group["base"]]
    for row, base in product(rows, bases):
        if "base" not in row or base == bases[0]:
            whole = {"clause": group["clause"], "base": base, "day": DAY, "edition": slug} | row
            yield {"tier": BASES[slug][whole["base"]]["plans"][0]["tier"]} | whole


MADE = [
    (f"{row['clause']} {group['about']}: {row['value']} ({row['base']})", row)
    for slug, table in TABLES.items()
    for group in table["group"]
    for row in rows_of(slug, group)
]
ROWS = dict(MADE)


def changed(row):
    """Give the manifest of the row's base with its changes, as plain values.

    「@part」 stands for a part of the table.
    """
    manifest, parts = deepcopy(BASES[row["edition"]][row["base"]]), TABLES[row["edition"]]["parts"]
    for path, value in row.get("set", {}).items():
        is_part = isinstance(value, str) and value.startswith("@")
        put(manifest, path, parts[value[1:]] if is_part else value)
    for path in row.get("drop", ()):
        holder, last = place(manifest, path)
        del holder[last]
    return manifest


def answered(verdict, reason):
    return f"{verdict}:{reason}" if reason else str(verdict)


def compiled(row, edition=None):
    """Judge a row; every clause with its answer, the answer beneath, and plan."""
    text = edition or load_edition(row["edition"])
    report = judge(text, load_dossier(changed(row)), TIERS[row["tier"]], row["day"])
    return {
        found.clause: (
            answered(found.answered.verdict, found.answered.reason),
            answered(found.beneath.verdict, found.beneath.reason),
            found.plan,
        )
        for found in report.findings
    }


def together():
    """Sort the first row of each clause, answer and tier by what a formal run has in common."""
    first, sorts = {}, {}
    for name, row in ROWS.items():
        kind = (row["clause"], row["is"], row.get("beneath"), row["tier"], row["day"])
        first.setdefault(kind, name)
    for name in first.values():
        row = ROWS[name]
        sorts.setdefault((row["edition"], row["tier"], row["day"]), []).append(name)
    return sorts


SORTS = together()


@pytest.fixture(scope="module", name="formal")
def _formal(tmp_path_factory, run_in_chunks):
    """Run the chosen rows through pytest-bdd; the record of each."""
    folder, found = tmp_path_factory.mktemp("rows"), {}
    for (slug, tier, day), names in SORTS.items():
        paths = [folder / f"{len(found) + number}.json" for number in range(len(names))]
        for name, path in zip(names, paths, strict=True):
            path.write_text(json.dumps(changed(ROWS[name]), ensure_ascii=False), encoding="utf-8")
        records = run_in_chunks(FEATURES / slug, tier, day, paths)
        found |= dict(zip(names, records, strict=True))
    return found


@pytest.mark.parametrize("name", ROWS)
def test_a_change_brings_the_verdict_of_the_table(name):
    """The clause of the row answers as written, and names the plan where the row does."""
    row = ROWS[name]
    answer, beneath, plan = compiled(row).get(row["clause"], (UNASKED, None, None))
    assert answer == row["is"]
    assert beneath == row.get("beneath", beneath)
    assert plan == row.get("plan", plan)


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: f"{sort[0]} {sort[1]} {sort[2]}")
def test_the_formal_run_reads_the_rows_alike(sort, formal):
    """All clauses of a row, not only its own: the same verdict, reasons and plan."""
    differing = {}
    for name in SORTS[sort]:
        found = {
            row["clause"]: (
                answered(row["verdict"], row["reason"]),
                answered(row["beneath"]["verdict"], row["beneath"].get("reason")),
                row["plan"],
            )
            for row in formal[name]["findings"]
        }
        ours = compiled(ROWS[name])
        differing |= {
            (name, key): (found.get(key), ours.get(key))
            for key in found.keys() | ours
            if found.get(key) != ours.get(key)
        }
    assert differing == {}


CLAUSES = [(slug, clause) for slug in TABLES for clause in load_edition(slug).clauses]


@pytest.mark.parametrize(("slug", "clause"), CLAUSES, ids=lambda one: getattr(one, "key", ""))
def test_a_clause_is_tried_on_every_side(slug, clause):
    """A conforming value, a failing or open one, a missing fact, and 対象外 where it is filtered.

    And every tier that it binds.
    """
    rows = [row for row in ROWS.values() if row["clause"] == clause.key]
    answers = {row["is"] for row in rows} | {row.get("beneath") for row in rows}
    exists = {sentence.text for sentence in clause.filters} <= {A_TYPE}
    wanted = {"needs_person:missing_fact"} | (set() if exists else {"not_applicable"})
    assert answers >= wanted
    assert answers & {"conforms", "needs_person:judgement"}
    assert answers & {"fails", "needs_person:judgement"} or clause.obligation.text == A_TYPE
    assert {row["tier"] for row in rows if row["is"] != UNASKED} == set(clause.tiers)


DECIDED = [(slug, clause) for slug, clause in CLAUSES if not clause.person_only]


@pytest.mark.parametrize(("slug", "clause"), DECIDED, ids=lambda one: getattr(one, "key", ""))
def test_the_table_notices_a_clause_that_answers_otherwise(slug, clause, monkeypatch):
    """Its phrase turned round, which no comparison of the two engines would show."""
    monkeypatch.setattr(compiler, "_single_return", lambda _: None)
    asked = clause.obligation.phrase.answer
    phrase = replace(clause.obligation.phrase, answer=lambda *f, **said: not asked(*f, **said))
    turned = replace(clause, obligation=replace(clause.obligation, phrase=phrase))
    edition = replace(load_edition(slug), digest=f"turned {clause.key}", clauses=(turned,))
    rows = [row for row in ROWS.values() if row["clause"] == clause.key and row["is"] != UNASKED]
    found = [compiled(row, edition)[clause.key] for row in rows]
    told = [(row["is"], row.get("beneath")) for row in rows]
    assert [
        pair
        for pair in zip(told, found, strict=True)
        if pair[0][0] != pair[1][0] or pair[0][1] not in (None, pair[1][1])
    ]


def test_an_unread_clause_says_what_lies_beneath():
    """Otherwise its rows would all say the same; the common rows need not say it again."""
    unread = [
        row for row in ROWS.values() if row["is"] == UNREAD and row["edition"] == "otasuke/2.0"
    ]
    assert [row["value"] for row in unread if "beneath" not in row] == []


@pytest.mark.parametrize(("slug", "base"), [(s, base) for s in TABLES for base in BASES[s]])
def test_a_base_has_nothing_to_complain_of(slug, base):
    """Whatever a row finds comes from its change; what is open waits for people alone."""
    tier = BASES[slug][base]["plans"][0]["tier"]
    found = compiled({"edition": slug, "base": base, "tier": tier, "day": DAY}).values()
    fine = {"conforms", "not_applicable", "needs_person:judgement"}
    assert {answer for answer, _, _ in found} <= fine | {UNREAD}
    assert {beneath for _, beneath, _ in found} <= fine


def test_rows_are_told_apart():
    """No row hides another of the same name."""
    assert len(ROWS) == len(MADE)


REFUSED = [
    (slug, path, written)
    for slug, table in TABLES.items()
    for path, all_ in table["refused"].items()
    for written in all_
]


def altered(slug, path, value):
    return changed({"edition": slug, "base": next(iter(BASES[slug])), "set": {path: value}})


@pytest.mark.parametrize(("slug", "path", "written"), REFUSED)
def test_bad_input_never_reaches_the_engine(slug, path, written):
    """Null and ill-typed values are refused, and the fault names their place."""
    value = altered(slug, path, json.loads(written))
    with pytest.raises(BadInput) as refused:
        read_dossier(json.dumps(value, ensure_ascii=False).encode(), "manifest.json")
    *way, last = path.split(".")
    expected = "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in (*way, last))[1:]
    assert [fault.place for fault in refused.value.faults if expected in fault.place]


def test_a_quotation_with_an_amount_is_refused():
    """Either the price is on application, or it is known."""
    with pytest.raises(BadInput) as refused:
        load_dossier(altered("otasuke/2.0", "plans.0.prices.0.qualifier", "quote"))
    assert [fault.place for fault in refused.value.faults] == ["plans[0].prices[0].amount"]


@pytest.mark.parametrize("fact", ["monitoring.network.hour", "monitoring", "", "OTK-02-1"])
def test_evidence_for_an_unknown_fact_is_refused(fact):
    """A document that supports nothing known is a typing error."""
    facts = altered("otasuke/2.0", "evidence.0.facts", [fact])
    with pytest.raises(BadInput):
        check_names(load_dossier(facts))
