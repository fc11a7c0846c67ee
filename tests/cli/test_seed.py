"""The demo's first day: exactly this, brought about by the ordinary acts, on both databases.

What is expected is written by hand from the manifests, ``expected.toml`` and the calendar.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from conformance.edition import load_edition
from marketplace.cli.demo import applying, seeding
from marketplace.cli.demo.seeding import seed
from marketplace.cli.demo.stage import manifest_file
from marketplace.desk.trials import listed_trials
from marketplace.domain.codes import is_corporate_number, is_invoice_number
from marketplace.domain.days import JST
from marketplace.domain.organisation import OrgKind
from marketplace.domain.price import Size
from marketplace.domain.verdict import Grade, Verdict
from marketplace.host import read_manifest
from marketplace.store import business_day, certificates, organisations, rulings
from marketplace.store.rows import JournalRow

DAY = date(2026, 11, 25)


@pytest.fixture
def book(demo_store):
    with demo_store.read() as book:
        yield book


@pytest.fixture
def actors(book):
    return organisations.actors(book)


@pytest.fixture
def act_as(actors):
    """Give the first actor of an organisation by a part of its name."""
    return lambda name: next(actor for actor in actors if name in actor.org.name)


# Who is there


def test_everybody_is_fictional_and_carries_right_numbers(actors):
    orgs = {actor.org for actor in actors}
    kinds = [org.kind for org in orgs]
    assert {kind: kinds.count(kind) for kind in {*kinds}} == {
        OrgKind.PROVIDER: 24,
        OrgKind.SME: 12,
        OrgKind.CERTIFIER: 1,
        OrgKind.BUYER: 1,
        OrgKind.OPERATOR: 1,
    }
    for org in orgs:
        assert org.fictional
        assert "架空" in org.name
        assert "架空町" in org.address
        assert is_corporate_number(org.corporate_number)
        assert org.corporate_number[1:5] == "9999"
    assert len({org.corporate_number for org in orgs}) == 39
    assert all(actor.person.email.endswith(".example.jp") for actor in actors)
    assert len({actor.person.name for actor in actors}) == len(actors) == 45


def test_providers_can_be_paid(actors):
    accounts = set()
    for actor in actors:
        if actor.kind is OrgKind.PROVIDER:
            assert is_invoice_number(actor.org.invoice_number)
            assert actor.org.invoice_number[1:] == actor.org.corporate_number
            assert actor.org.bank_account.bank == "架空銀行"
            assert actor.org.bank_account.holder == actor.org.name
            accounts.add(actor.org.bank_account.number)
    assert len(accounts) == 24


def test_the_body_has_two_examiners(actors):
    names = {actor.person.name for actor in actors if actor.kind is OrgKind.CERTIFIER}
    assert names == {"高橋 誠", "木村 由紀"}
    assert {a.org.name for a in actors if a.kind is OrgKind.CERTIFIER} == {"架空適合確認機構"}


SIZES = {
    "かなめ浜精密": (Size(28, 2, 2, 45), ("27",)),
    "しろがね沢電装": (Size(92, 6, 3, 130), ("19", "20")),
    "みなと精工": (Size(24, 1, 1, 19), ("27",)),
    "みやげ橋物産": (Size(18, 1, 2, 24), ("16", "17")),
    "ふでばこ文具店": (Size(3, 0, 1, 4), ("22",)),
    "ほうき星ビル管理": (Size(7, 0, 1, 14), ("13",)),
    "たちばな杭工務店": (Size(11, 1, 1, 18), ("36",)),
    "あおば物流": (Size(8, 0, 3, 68), ("03", "04", "07")),
    "うぐいす坂福祉会": (Size(96, 3, 5, 220), ("09", "10")),
    "うみほし浜旅館組": (Size(78, 4, 3, 260), ("47",)),
    "しおり野会計事務所": (Size(6, 1, 1, 5), ("13",)),
    "りんどう原農園": (Size(2, 0, 1, 2), ("01",)),
}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", SIZES)
def test_a_company_has_said_its_size_and_where_it_is(book, act_as, name):
    assert organisations.company_size(book, act_as(name)) == SIZES[name]


# How it came about


def test_days_follow_each_other_and_nobody_works_on_a_holiday(book):
    """The journal is in the order of its instants; 21 to 23 September 2026 are holidays."""
    told = book.session.scalars(select(JournalRow.done_at).order_by(JournalRow.key)).all()
    assert list(told) == sorted(told)
    days = {at.astimezone(JST).date() for at in told}
    assert sorted(days)[:3] == [date(2026, 3, 30), date(2026, 3, 31), date(2026, 9, 7)]
    assert max(days) == DAY
    assert not [day for day in days if day.weekday() > 4]
    holidays = {date(2026, 9, 21) + timedelta(days=number) for number in range(3)}
    assert not days & (holidays | {date(2026, 10, 12), date(2026, 11, 3), date(2026, 11, 23)})


def test_every_unseen_clause_was_compared_by_both_examiners(book, actors):
    """In words that nobody can take for a quotation."""
    body = {actor.person.ref for actor in actors if actor.kind is OrgKind.CERTIFIER}
    edition = load_edition("otasuke/2.0")
    made = {one.clause: one for one in rulings.confirmations(book, edition.slug)}
    assert set(made) == {clause.key for clause in edition.clauses if clause.grade is Grade.R}
    for key, one in made.items():
        assert (one.document, one.page) == ("デモの原文（架空）", "1")
        assert one.official_number == f"デモ-{key}"
        assert set(one.by) == body


@pytest.mark.parametrize(
    ("provider", "offering", "count"),
    [
        ("hinata", "mihari-utm", 6),
        ("tsubasa", "tanmatsu-mimamori", 6),
        ("kasane", "marugoto-ndr", 6),
        ("semiyama", "nidan-gamae", 7),
        ("semiyama", "nidan-gamae-pro", 8),
    ],
)
def test_examiners_ruled_with_reasons(book, provider, offering, count):
    """Each question that is left to a person has an answer in a sentence of its own."""
    made = rulings.rulings_for(book, provider, offering)
    reasons = [one.reason for one in made]
    assert len(made) == len(set(reasons)) == count
    assert all(len(reason) > 15 and reason.endswith("。") for reason in reasons)
    assert {one.verdict for one in made} == {Verdict.CONFORMS}


def test_a_fund_is_no_insurance(book):
    """The one question that an examiner answered with 不適合."""
    (made,) = rulings.rulings_for(book, "chanoha", "mon")
    assert (made.clause, made.verdict) == ("OTK-06-4", Verdict.FAILS)


def test_the_business_day_is_the_day_of_seeding(book):
    assert business_day.business_day(book) == DAY


def test_seeding_again_keeps_what_there_is(demo_store, now):
    with demo_store.read() as book:
        before = organisations.actors(book)
    assert seed(demo_store, now) is False
    with demo_store.read() as book:
        assert organisations.actors(book) == before


def test_seeding_that_breaks_leaves_nothing(store, now, monkeypatch):
    """At its very end, when everything else has been done."""

    def broken(*_args):
        raise RuntimeError("planted")

    monkeypatch.setattr(applying, "play", broken)
    with pytest.raises(RuntimeError, match="planted"):
        seed(store, now)
    with store.read() as book:
        assert organisations.actors(book) == ()
        assert business_day.business_day(book) is None
        assert book.session.scalar(select(JournalRow.key)) is None


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 1, 1), date(2026, 11, 2)),
        (date(2026, 11, 2), date(2026, 11, 2)),
        (date(2027, 3, 31), date(2027, 3, 31)),
        (date(2031, 4, 1), date(2027, 3, 31)),
    ],
)
def test_the_demo_begins_after_its_history_and_while_its_papers_count(today, first):
    assert seeding.first_day(today) == first


def test_the_last_possible_day_is_that_of_the_first_evidence_to_lapse():
    """Of what is handed in on the first day."""
    opened = [manifest_file(name) for name in ("hinata", "tsubasa", "kasane")]
    dossiers = [read_manifest(file.read_bytes(), file.name) for file in opened]
    assert min(e.lapses for one in dossiers for e in one.evidence) == seeding.LATEST


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("day", "count"), [(date(2026, 11, 20), 0), (date(2026, 11, 24), 8)])
def test_before_there_is_a_draft_nobody_asks_for_a_trial_listing(store, day, count):
    assert seed(store, datetime.combine(day, time(3), UTC)) is True
    with store.read() as book:
        assert len(listed_trials(book, day)) == count


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_years_later_the_demo_still_begins(store):
    assert seed(store, datetime(2031, 4, 1, tzinfo=UTC)) is True
    with store.read() as book:
        assert business_day.business_day(book) == date(2027, 3, 31)
        assert len(certificates.public_listed(book, date(2027, 3, 31))) == 14
