"""Two people of the certifying body compare a clause with the official text."""

import dataclasses
from datetime import timedelta

import pytest

from conformance.edition import Edition, load_edition
from marketplace.desk import confirming
from marketplace.desk.confirming import (
    Confirm,
    WithdrawConfirmation,
    confirm,
    confirmations_of,
    withdraw_confirmation,
)
from marketplace.desk.review import review
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.organisation import OrgKind
from marketplace.domain.verdict import Confirmation, Reason, Verdict
from marketplace.store import organisations, rulings
from marketplace.store.rows import ConfirmationRow

SLUG = "otasuke/2.0"
READ = ("5(6)", "サービス基準 2.0版", "6 ページ")


@pytest.fixture(name="town")
def _town(town):
    """Give the town with nothing confirmed."""
    with town.store.act() as book:
        book.session.query(ConfirmationRow).delete()
    return town


def entry(town, **changes):
    number, document, page = READ
    order = {
        "token": town.token(),
        "edition": SLUG,
        "clause": "OTK-05-6",
        "official_number": number,
        "document": document,
        "page": page,
    }
    return Confirm(**order | changes)


def states(town, actor=None):
    found = town.see(confirmations_of, actor or town.examiner, SLUG)
    return [(one.clause.key, one.complete, one.mine) for one in found]


def answer(town, submission, clause="OTK-05-6"):
    seen = town.see(review, town.examiner, submission.ref, town.today)
    (found,) = [one for one in seen.outcome.clauses if one.finding.clause == clause]
    return found


def test_two_people_make_a_clause_count_as_read(town):
    """The first entry changes nothing, the second uncovers the machine's answer."""
    found = town.submitted()
    half = town.do(confirm, town.examiner, entry(town))
    assert (half.complete, half.mine) == (False, True)
    assert answer(town, found).answered.reason is Reason.UNVERIFIED_CRITERION
    whole = town.do(confirm, town.second, entry(town), town.now + timedelta(days=1))
    assert (whole.complete, whole.confirmation.by) == (
        True,
        (town.examiner.person.ref, town.second.person.ref),
    )
    # It holds from the day of the second entry on.
    assert answer(town, found).answered.reason is Reason.UNVERIFIED_CRITERION
    tomorrow = town.today + timedelta(days=1)
    seen = town.see(review, town.examiner, found.ref, tomorrow).outcome.clauses
    (settled,) = [one for one in seen if one.finding.clause == "OTK-05-6"]
    assert (settled.confirmed, settled.answered.verdict) == (True, Verdict.CONFORMS)


def test_the_list_shows_what_is_open_and_what_is_complete(town):
    """In the order of the text, and to each person what it may do."""
    town.do(confirm, town.second, entry(town, clause="OTK-05-7"))
    for actor in (town.examiner, town.second):
        town.do(confirm, actor, entry(town))
    town.do(confirm, town.examiner, entry(town, clause="OTK-01-2"))
    assert states(town) == [
        ("OTK-01-2", False, True),
        ("OTK-05-6", True, True),
        ("OTK-05-7", False, False),
    ]
    (_, both, _) = town.see(confirmations_of, town.examiner, SLUG)
    made = both.confirmation
    assert (made.official_number, made.document, made.page) == READ


def test_a_clause_whose_text_was_seen_may_be_confirmed_too(town):
    """Grade V gains a page number, nothing else."""
    found = town.submitted()
    for actor in (town.examiner, town.second):
        town.do(confirm, actor, entry(town, clause="OTK-01-1"))
    settled = answer(town, found, "OTK-01-1")
    assert (settled.confirmed, settled.answered.verdict) == (True, Verdict.CONFORMS)


def test_the_same_person_twice_is_refused(town):
    """Also with another reading: it is taken back first."""
    town.do(confirm, town.examiner, entry(town))
    for changes in ({}, {"page": "7 ページ"}):
        code, values = town.refuses(Refused, confirm, town.examiner, entry(town, **changes))
        assert (code, values) == ("second_person_needed", {"clause": "OTK-05-6"})
    assert town.do(confirm, town.second, entry(town)).complete


@pytest.mark.parametrize("field", ["official_number", "document", "page"])
def test_a_difference_is_refused_with_both_readings(town, field):
    """It means that one of them, or our text, is wrong."""
    town.do(confirm, town.examiner, entry(town))
    code, values = town.refuses(Refused, confirm, town.second, entry(town, **{field: "9"}))
    assert code == "confirmation_differs"
    assert values["first"] == READ
    assert values["second"] != READ
    assert "9" in values["second"]
    assert town.do(confirm, town.second, entry(town)).complete


def test_white_space_is_no_difference(town):
    """A line end or a wide blank is not another page."""
    town.do(confirm, town.examiner, entry(town, page=" 6\u3000ページ\r\n"))
    assert town.do(confirm, town.second, entry(town)).complete


def test_what_is_confirmed_stays_confirmed(town):
    """A third person finds nothing to do, and nobody takes it back alone."""
    for actor in (town.examiner, town.second):
        town.do(confirm, actor, entry(town))
    third = town.newcomer("third", town.examiner.org)
    for actor in (third, town.second):
        code, values = town.refuses(Refused, confirm, actor, entry(town))
        assert code == "already_confirmed"
        assert values == {"clause": "OTK-05-6", "on": town.today}
    order = WithdrawConfirmation("t", SLUG, "OTK-05-6")
    code, _ = town.refuses(Refused, withdraw_confirmation, town.second, order)
    assert code == "no_confirmation_of_yours"


def test_a_slip_of_the_pen_is_taken_back(town):
    """By its writer alone; then anybody begins anew."""
    town.do(confirm, town.examiner, entry(town, page="66 ページ"))
    order = WithdrawConfirmation("t", SLUG, "OTK-05-6")
    code, _ = town.refuses(Refused, withdraw_confirmation, town.second, order)
    assert code == "no_confirmation_of_yours"
    town.do(withdraw_confirmation, town.examiner, order)
    assert states(town) == []
    again = WithdrawConfirmation("u", SLUG, "OTK-05-6")
    code, _ = town.refuses(Refused, withdraw_confirmation, town.examiner, again)
    assert code == "no_confirmation_of_yours"
    assert not town.do(confirm, town.examiner, entry(town)).complete
    assert town.do(confirm, town.second, entry(town)).complete


def test_each_body_reads_for_itself(town):
    """A half of one body is not completed by another, and hides no whole one."""
    body = dataclasses.replace(
        town.examiner.org, ref="og_other234567other", name="別の機構（架空）"
    )
    with town.store.act() as book:
        organisations.add_organisation(book, body)
    others = [town.newcomer(name, body) for name in ("otherone", "othertwo")]
    assert body.kind is OrgKind.CERTIFIER
    for actor in (town.examiner, town.second):
        town.do(confirm, actor, entry(town))
    found = town.submitted()
    assert not town.do(confirm, others[0], entry(town, page="7 ページ")).complete
    assert states(town, others[0]) == [("OTK-05-6", False, True)]
    assert answer(town, found).confirmed


def test_another_text_is_another_clause(town, monkeypatch):
    """What was read of an older transcription does not count for a newer one."""
    town.do(confirm, town.examiner, entry(town))
    edition = load_edition(SLUG)
    clauses = tuple(
        dataclasses.replace(one, steps=(*one.steps, "かつ ほかの文")) for one in edition.clauses
    )
    revised = Edition(edition.slug, 2, edition.digest, clauses)
    monkeypatch.setattr(confirming, "load_edition", lambda _slug: revised)
    assert states(town) == []
    assert not town.do(confirm, town.second, entry(town, page="8 ページ")).complete


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("words_needed", {"official_number": " \n"}),
        ("words_needed", {"document": None}),
        ("words_too_long", {"page": "あ" * 61}),
        ("words_too_long", {"document": "あ" * 201}),
        ("words_unreadable", {"page": "6\x00"}),
        ("words_unreadable", {"document": "\ud800"}),
    ],
)
def test_a_wrong_entry_is_refused(town, code, changes):
    """Each field for its own reason."""
    found, values = town.refuses(Refused, confirm, town.examiner, entry(town, **changes))
    assert (found, values["field"]) == (code, next(iter(changes)))


def test_the_longest_words_fit(town):
    """The limit itself is allowed, on every database."""
    longest = {"official_number": "あ" * 60, "document": "あ" * 200, "page": "あ" * 60}
    assert town.do(confirm, town.examiner, entry(town, **longest))


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("edition", {"edition": "otasuke/9.9"}),
        ("edition", {"edition": "../otasuke/2.0"}),
        ("edition", {"edition": ["otasuke/2.0"]}),
        ("clause", {"clause": "OTK-99-9"}),
        ("clause", {"clause": None}),
    ],
)
def test_what_does_not_exist_is_missing(town, code, changes):
    """There is nothing to compare."""
    found, _ = town.refuses(Missing, confirm, town.examiner, entry(town, **changes))
    assert found == code


def test_halves_and_wholes_are_kept_as_they_were_written(town):
    """Nothing is overwritten: two entries, two rows."""
    town.do(confirm, town.examiner, entry(town))
    town.do(confirm, town.second, entry(town))
    assert town.counts()["confirmation"] == 2
    (made,) = town.see(rulings.confirmations, SLUG)
    assert isinstance(made, Confirmation)
    assert len(made.by) == 2
