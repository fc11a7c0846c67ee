"""The demo's diagnoses on its first day: what is in the tables by hand, and what became of it."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from marketplace.desk.diagnosis.confirming import compared
from marketplace.desk.diagnosis.viewing import diagnoses, diagnosis
from marketplace.domain.difference import Turn
from marketplace.store import organisations

ROOT = Path(__file__).parents[1]
TABLES = yaml.safe_load((ROOT / "desk" / "diagnosis" / "tables.yaml").read_text("utf-8"))
NAMES = {"minato": "みなと精工", "shirogane": "しろがね沢", "kaname": "かなめ浜"}
FINISHED = {"minato": None, "shirogane": date(2026, 10, 30), "kaname": date(2026, 3, 31)}


@pytest.fixture
def book(demo_store):
    with demo_store.read() as book:
        yield book


@pytest.fixture
def found(book):
    """Give the diagnoses of a company, the oldest first."""

    def of(key):
        actor = next(a for a in organisations.actors(book) if NAMES[key] in a.org.name)
        return actor, tuple(reversed(diagnoses(book, actor)))

    return of


@pytest.mark.parametrize("key", TABLES)
def test_each_stands_as_it_was_counted_by_hand(found, key):
    _, (first, *_) = found(key)
    total = first.total
    assert [
        *(total.asked, total.met, total.partly),
        *(total.unmet, total.open, total.not_applicable),
    ] == TABLES[key]["total"]
    assert first.kept.assessment.finished_on == FINISHED[key]


def test_only_these_three_have_any(book):
    having = [a.org.name for a in organisations.actors(book) if diagnoses_of(book, a)]
    assert {name for key in NAMES.values() for name in having if key in name} == set(having)


def diagnoses_of(book, actor):
    return diagnoses(book, actor) if actor.kind.value == "sme" else ()


def test_this_years_is_compared_with_the_last(book, found):
    """Two better, one worse; eight that a colleague looked at again."""
    actor, (last, this) = found("kaname")
    assert this.kept.previous == last.kept.ref
    assert this.total.answered == 11
    assert len({given.by for given in this.kept.given.values()}) == 2
    made = compared(book, actor, this.kept.ref).differences
    better = [one.criterion.id for one in made.of(Turn.BETTER)]
    assert better == ["1-3-1-1", "4-3-4-2"]
    worse = {one.criterion.id for one in made.of(Turn.WORSE)}
    assert "4-4-5-1" in worse
    waiting = diagnosis(book, actor, this.kept.ref).last
    assert len(waiting) == 69 - 8 - 3
