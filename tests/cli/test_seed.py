"""The demo's first day: exactly this, brought about by the ordinary acts, on both databases."""

from datetime import UTC, date, datetime

import pytest

from conformance.edition import load_edition
from marketplace.cli import demo
from marketplace.cli.demo import seed
from marketplace.desk.catalogue.listing import catalogue
from marketplace.desk.review import review
from marketplace.domain.certificate import SubmissionState
from marketplace.domain.codes import is_corporate_number, is_invoice_number
from marketplace.domain.contract import ApplicationState
from marketplace.domain.organisation import OrgKind
from marketplace.domain.price import Size
from marketplace.domain.verdict import Grade, Verdict
from marketplace.store import business_day, contracts, organisations, rulings, submissions

DAY = date(2026, 11, 25)


@pytest.fixture
def seeded(store, now):
    assert seed(store, now) is True
    return store


@pytest.fixture
def book(seeded):
    with seeded.read() as book:
        yield book


@pytest.fixture
def actors(book):

    return organisations.actors(book)


@pytest.fixture
def act_as(actors):
    """Give the first actor of an organisation by a part of its name."""
    return lambda name: next(actor for actor in actors if name in actor.org.name)


def test_everybody_is_fictional_and_carries_right_numbers(actors):
    kinds = [kind for kind in OrgKind for actor in actors if actor.kind is kind]
    count = {kind: kinds.count(kind) for kind in set(kinds)}
    assert count == {OrgKind.PROVIDER: 3, OrgKind.SME: 2, OrgKind.CERTIFIER: 2}
    for actor in actors:
        assert actor.org.fictional
        assert "架空" in actor.org.name
        assert is_corporate_number(actor.org.corporate_number)
        assert actor.person.email.endswith(".example.jp")
    numbers = {actor.org.corporate_number for actor in actors}
    assert len(numbers) == 6


def test_providers_can_be_paid(actors):
    for actor in actors:
        if actor.kind is OrgKind.PROVIDER:
            assert is_invoice_number(actor.org.invoice_number)
            assert actor.org.invoice_number[1:] == actor.org.corporate_number
            assert actor.org.bank_account.bank == "架空銀行"


def test_the_body_has_two_examiners(actors):
    names = {actor.person.name for actor in actors if actor.kind is OrgKind.CERTIFIER}
    assert names == {"高橋 誠", "木村 由紀"}
    assert {a.org.name for a in actors if a.kind is OrgKind.CERTIFIER} == {"架空適合確認機構"}


def test_companies_have_said_their_size(book, act_as):

    sizes = [
        organisations.company_size(book, act_as(name)) for name in ("みなと精工", "あおば物流")
    ]
    assert sizes == [(Size(24, 1, 1), "27"), (Size(8, 0, 3), "04")]


def test_two_services_are_listed_with_four_plans(book):

    rows = catalogue(book, DAY, Size(24, 1, 1), 12)
    plans = {(row.listing.entry.provider.code, row.listing.plan.code) for row in rows}
    assert plans == {
        ("hinata", "basic"),
        ("hinata", "plus"),
        ("tsubasa", "standard"),
        ("tsubasa", "light"),
    }
    until = {row.listing.entry.valid_until for row in rows}
    assert until == {date(2028, 11, 24)}


def test_one_service_waits_for_the_examiner(book, act_as):

    examiner = act_as("適合確認機構")
    states = {s.dossier.provider.code: s.state for s in submissions.submissions(book, examiner)}
    assert states == {
        "hinata": SubmissionState.CERTIFIED,
        "tsubasa": SubmissionState.CERTIFIED,
        "kasane": SubmissionState.SUBMITTED,
    }
    found = submissions.submissions(book, act_as("かさね"))
    outcome = review(book, examiner, found[0].ref, DAY).outcome
    opened = [
        s.finding.clause
        for s in outcome.clauses
        if s.answered.verdict not in (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)
    ]
    assert (len(found), outcome.verdict, opened) == (1, Verdict.NEEDS_PERSON, ["OTK-02-4"])


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
    ],
)
def test_examiners_ruled_with_reasons(book, provider, offering, count):
    """Each question that is left to a person has an answer in a sentence of its own."""
    made = rulings.rulings_for(book, provider, offering)
    reasons = [one.reason for one in made]
    assert len(made) == len(set(reasons)) == count
    assert all(len(reason) > 15 and reason.endswith("。") for reason in reasons)
    assert {one.verdict for one in made} == {Verdict.CONFORMS}


def test_one_application_waits_for_the_provider(book, act_as):

    (found,) = contracts.applications(book, act_as("つばさ"))
    assert found.state is ApplicationState.APPLIED
    assert found.company.name == "あおば物流（架空）"
    assert (found.size, found.answer_by) == (Size(8, 0, 3), date(2026, 12, 9))
    assert contracts.applications(book, act_as("ひなた")) == ()
    assert contracts.applications(book, act_as("みなと")) == ()


def test_the_business_day_is_the_day_of_seeding(book):

    assert business_day.business_day(book) == DAY


def test_seeding_again_keeps_what_there_is(seeded, now):

    with seeded.read() as book:
        before = organisations.actors(book)
    assert seed(seeded, now) is False
    with seeded.read() as book:
        assert organisations.actors(book) == before


def test_seeding_that_breaks_leaves_nothing(store, now, monkeypatch):

    def broken(*_args):
        raise RuntimeError("planted")

    monkeypatch.setattr(demo, "apply", broken)
    with pytest.raises(RuntimeError, match="planted"):
        seed(store, now)
    with store.read() as book:
        assert organisations.actors(book) == ()
        assert business_day.business_day(book) is None
    monkeypatch.undo()
    assert seed(store, now) is True


def test_after_the_papers_lapse_the_demo_begins_on_their_last_day(store):

    assert seed(store, datetime(2031, 4, 1, tzinfo=UTC)) is True
    with store.read() as book:
        assert business_day.business_day(book) == date(2027, 3, 31)
