"""``otasuke judge`` says of all stored offerings what ``check`` says of each."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from conformance.edition import load_edition
from conformance.judge import Subject, judge
from conformance.rows import extract
from conformance.settle import settle
from conformance.stored import rows_of_json, rows_to_json
from marketplace.cli.demo.parties import MANIFESTS
from marketplace.cli.judge.gathering import Gathered
from marketplace.cli.judge.judging import Bench, by_tier, lines
from marketplace.codec.dossier import read_dossier
from marketplace.domain.verdict import Confirmation, Decisions, Grade, Verdict
from marketplace.store import dossiers, organisations
from marketplace.store.rows import FactsRow

DAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
FILES = sorted((Path(__file__).resolve().parents[1] / "clauses").glob("*-*.yaml"))
EDITION = load_edition("otasuke/2.0")


@pytest.fixture
def market(store, database_url, monkeypatch, run):
    """Run a command on a store: ``market("judge", …)``."""
    monkeypatch.setenv("OTASUKE_DATABASE_URL", str(database_url))
    return run


@pytest.fixture
def seeded(market, store, first_day):
    """Give what happens on the demo's first day: two certified, one with an open question."""
    with store.act() as book:
        first_day(book, NOW)
    return market


def kept(store):
    with store.read() as book:
        return book.session.execute(select(FactsRow.dossier_key, FactsRow.fact_set_digest)).all()


def test_every_offering_is_judged_and_the_worst_counts(seeded):
    said = seeded("judge")
    assert (said.code, said.err) == (3, "")
    head, *rows = said.out.splitlines()
    assert head.split()[:3] == ["サービス", "区分", "結果"]
    assert [row.split()[:3] for row in rows[:3]] == [
        ["hinata/mihari-utm", "1類", "適合"],
        ["kasane/marugoto-ndr", "1類", "要確認"],
        ["tsubasa/tanmatsu-mimamori", "1類", "適合"],
    ]
    assert rows[-1] == "1類: 3 件（適合 2・要確認 1）"


def test_rows_are_made_once_and_give_the_same_again(seeded, store):
    first = seeded("judge", "--format", "json")
    made = kept(store)
    assert len(made) == 3
    assert seeded("judge", "--format", "json") == first
    assert kept(store) == made


def test_what_was_stored_is_what_is_judged(seeded, store):
    """A row that says something else is believed: that is what it is for."""
    seeded("judge")
    with store.act() as book:
        for row in book.session.scalars(select(FactsRow)):
            row.facts = row.facts.replace('"UTM"', '"XDR"')
    said = seeded("judge")
    assert [row.split()[2] for row in said.out.splitlines()[1:4]] == ["要確認", "要確認", "適合"]


@pytest.mark.parametrize("text", ["{", "[]", '{"class1":[{}]}'])
def test_a_stored_row_that_cannot_be_read_is_a_fault(seeded, store, text):
    """Never an answer, and never left out."""
    seeded("judge")
    with store.act() as book:
        for row in book.session.scalars(select(FactsRow)):
            row.facts = text
    said = seeded("judge")
    assert said.code == 2
    assert "適合" not in said.out.replace("不適合", "").split("障害", 1)[-1]


def test_another_day_is_another_judgement(seeded):
    """Evidence lapses by the clock alone; nothing is in force before its day."""
    later = seeded("judge", "--as-of", "2030-01-01")
    assert later.code == 3
    assert [row.split()[2] for row in later.out.splitlines()[1:4]] == ["要確認"] * 3
    before = seeded("judge", "--as-of", "2020-01-01")
    assert (before.code, before.out) == (3, "")
    assert "1類: 3 件を判定していません" in before.err


def test_an_edition_may_be_named(seeded):
    said = seeded("judge", "--edition", "otasuke/2.0", "--as-of", "2020-01-01")
    assert "hinata/mihari-utm" in said.out
    unknown = seeded("judge", "--edition", "otasuke/9.9")
    assert (unknown.code, unknown.out) == (2, "")


def test_explanations_are_those_of_check(seeded):
    said = seeded("judge", "--explain")
    assert "■ kasane/marugoto-ndr 1類: 要確認" in said.out
    assert "● OTK-02-4 " in said.out
    assert "判定: 要確認（審査員の判断が要ります）" in said.out


def test_json_says_the_edition_and_the_day(seeded):
    found = seeded("judge", "--format", "json", "--explain").json
    assert (found["format"], found["day"]) == ("otasuke-judge/1", "2026-11-25")
    assert [one["digest"] for one in found["editions"]] == [EDITION.digest]
    assert [one["verdict"] for one in found["results"]] == ["conforms", "needs_person", "conforms"]
    assert {sum(one["clauses"].values()) for one in found["results"]} == {31}


def test_junit_says_it_to_build_servers(seeded):
    said = seeded("judge", "--format", "junit")
    assert said.code == 3
    assert said.out.count("<testsuite ") == 3


def test_nothing_stored_is_nothing_judged(market):
    said = market("judge")
    assert (said.code, said.out) == (2, "")
    assert "一つもない" in said.err


def test_a_database_of_another_shape_is_refused(run, tmp_path):
    said = run("judge", "--data", tmp_path)
    assert (said.code, said.out) == (2, "")
    assert "otasuke migrate" in said.err


def test_only_the_newest_version_is_judged(seeded, store, monkeypatch):
    """The one that was received last, whatever is listed."""
    seeded("judge")
    dear = MANIFESTS.joinpath("hinata.yaml").read_text("utf-8").replace("9800", "10800")
    dossier = read_dossier(dear.encode())
    with store.act() as book:
        actor = next(a for a in organisations.actors(book) if a.org.code == "hinata")
        dossiers.receive_dossier(book, actor, dossier, b"", media_type="x", now=NOW)
    row = seeded("judge").out.splitlines()[1]
    assert row.split()[:3] == ["hinata/mihari-utm", "1類", "不適合"]
    assert len(kept(store)) == 4


def decisions():
    """Everything that was unread is confirmed, half of it by one person alone."""
    clauses = [clause for clause in EDITION.clauses if clause.grade is Grade.R]
    return tuple(
        Confirmation(
            EDITION.slug, c.key, c.text_digest, "1", "基準", "2", ("a", "b")[: 1 + n % 2], DAY
        )
        for n, c in enumerate(clauses)
    )


def judgeable():
    """Every example with each of its tiers that the edition judges."""
    read = ((path, read_dossier(path.read_bytes(), path.name)) for path in FILES)
    pairs = ((path, one, tier) for path, one in read for tier in one.offering.tiers)
    return [(path, one, tier) for path, one, tier in pairs if tier.family == "otasuke"]


def one(stem, dossier, tier, day):
    """Give what is gathered from stored rows, and the report of the dossier itself."""
    stored = rows_of_json(rows_to_json(dossier, day))[tier.tag]
    subject = Subject("p", stem, dossier.digest, tier)
    return Gathered(subject, stored, ()), judge(EDITION, dossier, tier, day)


@pytest.mark.parametrize("confirmed", [(), decisions()], ids=["unread", "half-read"])
@pytest.mark.parametrize("day", [DAY, date(2027, 6, 1)])
def test_all_at_once_is_each_by_itself(confirmed, day):
    """Verdict and counts of every example, from stored rows and from the dossier."""
    pairs = [one(path.stem, dossier, tier, day) for path, dossier, tier in judgeable()]
    found = [gathered for gathered, _ in pairs]
    wanted = []
    for gathered, report in pairs:
        outcome = settle(report, Decisions(confirmed), day)
        verdicts = sorted(one.answered.verdict for one in outcome.clauses)
        subject = gathered.subject
        wanted.append((subject.offering, subject.tier, outcome.verdict, verdicts))
    bench = Bench(EDITION, confirmed, day)
    made = {
        (line.gathered.subject.offering, line.gathered.subject.tier): line
        for together in by_tier(found).values()
        for line in lines(bench, together)
    }
    told = [
        (stem, tier, made[stem, tier].verdict, sorted(made[stem, tier].counts.elements()))
        for stem, tier, _, _ in wanted
    ]
    assert told == wanted
    assert len(found) > 100
    assert {verdict for _, _, verdict, _ in told} >= {Verdict.FAILS, Verdict.NEEDS_PERSON}


def test_several_plans_count_by_the_worst(dossier_of):
    """As in a single judgement."""
    dossier = dossier_of()
    (plan,) = dossier.offering.plans
    dear = tuple(replace(price, amount=99_999) for price in plan.prices)
    plans = (plan, replace(plan, code="dear", prices=dear))
    both = replace(dossier, offering=replace(dossier.offering, plans=plans))
    rows = [extract(both, one, DAY) for one in plans]
    subject = Subject("p", "o", both.digest, plan.tier)
    (line,) = lines(Bench(EDITION, (), DAY), [Gathered(subject, rows, ())])
    assert line.verdict is Verdict.FAILS
