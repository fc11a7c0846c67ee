"""Fact rows come back from JSON as they were; what is not what it should be is no answer."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from conformance.codes import FAULT
from conformance.compiler import compile_tier
from conformance.edition import load_edition
from conformance.facts import FACTS, INDEX
from conformance.illtyped import IllTyped
from conformance.rows import FactRow, extract
from conformance.stored import (
    depends_on_day,
    fact_set_of,
    row_of_json,
    row_to_json,
    rows_of_json,
    rows_to_json,
)
from marketplace.codec.dossier import read_dossier

DAY = date(2026, 11, 25)
CLAUSES = Path(__file__).resolve().parents[1] / "clauses"
FILES = sorted(CLAUSES.glob("*-*.yaml"))
OTHER_DAYS = [DAY - timedelta(days=400), DAY + timedelta(days=1), date(2030, 2, 28)]
DERIVED = {"class1.in_force", "class1.elapsed", "class1.supply", "plan.fees", "monitoring.hours"}
COVERING = {"unshown", "unknown", "overclaimed", "left", "supported", "items"}
DERIVED |= {f"coverage.{name}" for name in COVERING}


def dossiers():
    return [(path.stem, read_dossier(path.read_bytes(), path.name)) for path in FILES]


@pytest.fixture(scope="module")
def row():
    """Give the row of a whole dossier of 2類, which asks every kind of fact."""
    path = CLAUSES / "pass-OTK-02-0-whole-class2.yaml"
    dossier = read_dossier(path.read_bytes(), path.name)
    return extract(dossier, dossier.offering.plans[0], DAY)


@pytest.mark.parametrize(("stem", "dossier"), dossiers())
def test_a_row_comes_back_as_it_was(stem, dossier):
    """With its readings, its evidence, and the spans that follow from it."""
    for plan in dossier.offering.plans:
        made = extract(dossier, plan, DAY)
        again = row_of_json(row_to_json(made))
        assert (again, again.spans) == (made, made.spans)
        assert [type(value) for value in again.values] == [type(v) for v in made.values]
    tiers = rows_of_json(rows_to_json(dossier, DAY))
    expected = {
        t.tag: [extract(dossier, p, DAY) for p in dossier.plans_of(t)]
        for t in dossier.offering.tiers
    }
    assert tiers == expected
    assert rows_to_json(dossier, DAY) == rows_to_json(dossier, DAY)


@pytest.mark.parametrize(("stem", "dossier"), dossiers())
def test_rows_of_every_day_are_the_same_where_nothing_depends_on_it(stem, dossier):
    """So that they are kept once."""
    if depends_on_day(dossier):
        return
    assert {rows_to_json(dossier, day) for day in OTHER_DAYS} == {rows_to_json(dossier, DAY)}


def test_some_rows_depend_on_the_day():
    """Both sides are seen, and no derived fact is new."""
    found = {depends_on_day(dossier) for _, dossier in dossiers()}
    assert found == {True, False}
    assert {fact.name for fact in FACTS if fact.derived} == DERIVED


def test_a_set_of_facts_names_its_day():
    """Rows of one day are not taken for those of another, nor for those of every day."""
    sets = {fact_set_of(), *(fact_set_of(day) for day in (DAY, *OTHER_DAYS))}
    assert len(sets) == 5
    assert {len(one) for one in sets} == {64}


def changed(row, name, value):
    """Write the row with another value for a fact."""
    made = json.loads(row_to_json(row))
    for reading in made["readings"]:
        reading[INDEX[name]] = value
    return row_of_json(json.dumps(made))


LINE = {"subject": "端末", "vertices": [[1, 12]], "slope": 0, "networks": 1}
WRONG = [
    ("desk.available", 1),
    ("desk.available", "true"),
    ("monitoring.network.hours", "24"),
    ("monitoring.network.hours", 24.0),
    ("monitoring.network.hours", True),
    ("monitoring.network.hours", -1),
    ("monitoring.network.hours", float("nan")),
    ("monitoring.type", ""),
    ("monitoring.type", ["UTM"]),
    ("monitoring.tools", "UTM"),
    ("monitoring.tools", [1]),
    ("monitoring.tools", [""]),
    ("monitoring.tools", {"UTM": 1}),
    ("plan.fees", 9800),
    ("plan.fees", {}),
    ("plan.fees", {"lines": []}),
    ("plan.fees", {"lines": [LINE | {"vertices": []}]}),
    ("plan.fees", {"lines": [LINE | {"vertices": [[1, "12"]]}]}),
    ("plan.fees", {"lines": [LINE | {"vertices": [[1, 12.0]]}]}),
    ("plan.fees", {"lines": [LINE | {"vertices": [1]}]}),
    ("plan.fees", {"lines": [LINE | {"slope": True}]}),
    ("plan.fees", {"lines": [LINE | {"networks": 0}]}),
    ("plan.fees", {"lines": [LINE | {"subject": 3}]}),
    ("plan.fees", {"lines": ["x"]}),
    ("coverage.supported", "5-1-1-1"),
    ("coverage.supported", [5]),
    ("coverage.supported", [""]),
    ("coverage.supported", [["5-1-1-1"]]),
    ("coverage.unshown", {"5-1-1-1": 1}),
    ("coverage.unshown", False),
    ("monitoring.hours", "24"),
    ("class1.supply", []),
    ("class1.supply", {"months": [1]}),
    ("class1.supply", {"months": [1], "each": 1}),
    ("class1.supply", {"months": ["1"], "each": True}),
    ("class1.supply", {"months": 3, "each": True}),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_value_of_the_wrong_type_is_no_answer(row, name, value):
    """The fact alone: the others stay."""
    made = changed(row, name, value)
    wrong = {FACTS[i].name for i, one in enumerate(made.values) if isinstance(one, IllTyped)}
    assert wrong == {name}


def test_a_right_value_is_an_answer(row):
    """What the table above changes is wrong only in its place."""
    assert changed(row, "plan.fees", {"lines": [LINE]}).values[INDEX["plan.fees"]].peak == 12
    assert changed(row, "coverage.left", ["a", "b"]).values[INDEX["coverage.left"]] == {"a", "b"}
    for name in ("plan.fees", "class1.supply", "monitoring.tools", "coverage.left"):
        assert changed(row, name, None).values[INDEX[name]] is None


def test_an_ill_typed_value_comes_back_as_one(row):
    """It is shown as it was, and still no question may be put to it."""
    index = INDEX["desk.available"]
    values = (*row.values[:index], IllTyped("９８００"), *row.values[index + 1 :])
    made = row_of_json(row_to_json(FactRow(row.plan, values, row.proofs)))
    assert isinstance(made.values[index], IllTyped)
    assert "９８００" in made.values[index].value


def test_evidence_that_cannot_be_read_takes_its_fact_along(row):
    """A strength that nobody knows proves nothing, and hides nothing."""
    index = INDEX["desk.contact_shown"]
    for wrong in ([["2", 1, 2]], [[2, 1]], [2], "x", None, [[True, 1, 2]], [[2.0, 1, 2]]):
        made = json.loads(row_to_json(row))
        made["proofs"][index] = wrong
        again = row_of_json(json.dumps(made))
        assert isinstance(again.values[index], IllTyped)
        assert again.proofs[index] == ()
        assert not isinstance(again.values[0], IllTyped)


UNREADABLE = [
    "",
    "null",
    "[]",
    "{",
    '"x"',
    "{}",
    '{"plan":"a","readings":[],"proofs":[]}',
    '{"plan":"a","readings":[[1]],"proofs":[[]]}',
    "[" * 100_000,
]


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_row_that_cannot_be_read_is_a_fault(text):
    """Every clause that asks anything ends as 障害."""
    made = row_of_json(text)
    assert all(isinstance(value, IllTyped) for value in made.values)
    program = compile_tier(load_edition("otasuke/2.0"), "class1")
    assert set(program.codes(made, DAY.toordinal())) == {FAULT}
    assert program.batch([made], DAY.toordinal()) == [program.codes(made, DAY.toordinal())]


@pytest.mark.parametrize("rows", ["[]", "null", "3", "[1]", '{"x":1}'])
def test_a_tier_without_readable_rows_is_a_fault(rows):
    """It does not go away."""
    (made,) = rows_of_json(f'{{"class1":{rows}}}')["class1"]
    assert isinstance(made.values[0], IllTyped)


@pytest.mark.parametrize("text", ["", "3", "[]", "null", "[" * 100_000])
def test_what_is_no_document_has_no_tier(text):
    """The caller sees that there is nothing."""
    assert rows_of_json(text) == {}
