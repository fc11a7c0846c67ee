"""The journal for people: one's own organisation's, by person, act and day."""

from datetime import date, timedelta

import pytest

from marketplace.desk import journals
from marketplace.desk.contracts.quotes import quote
from marketplace.desk.journals import PAGE, Wanted, journal_export, journal_of
from marketplace.domain.errors import Refused
from marketplace.store.journal import journal


def noted(town, actor, number, *, act="quote", now=None):
    """Put lines in the journal."""

    def all_of_them(book):
        for _ in range(number):
            journal(book, actor, act, "qt_aaaaaaaaaaaaaaaa", body={}, now=now or town.now)

    town.store.run(all_of_them)


def test_a_page_has_fifty_lines(town):
    """The newest first; a page that is not there is the nearest one."""
    noted(town, town.company, PAGE + 1)
    first = town.see(journal_of, town.company, Wanted(), 1)
    assert (len(first.entries), first.found, first.pages) == (PAGE, PAGE + 1, 2)
    last = town.see(journal_of, town.company, Wanted(), 2)
    assert len(last.entries) == 1
    assert last.entries[0].seq is None
    for far in (3, 10**6):
        assert town.see(journal_of, town.company, Wanted(), far) == last
    for near in (0, -1):
        assert town.see(journal_of, town.company, Wanted(), near) == first


def test_nobody_sees_the_journal_of_others(town):
    """Nor the operator, nor a body."""
    town.applied()
    for actor in (town.neighbour, town.operator, town.buyer):
        assert town.see(journal_of, actor, Wanted(), 1).found == 0
    acts = {one.act for one in town.see(journal_of, town.company, Wanted(), 1).entries}
    assert acts == {"quote", "sign"}


def test_lines_are_found_by_person_and_act(town):
    """Together, too; a person of another organisation has no lines here."""
    other = town.newcomer("colleague", town.company.org)
    noted(town, town.company, 2)
    noted(town, other, 3, act="sign")
    for wanted, number in (
        (Wanted(person=other.person.ref), 3),
        (Wanted(acts=("quote",)), 2),
        (Wanted(person=other.person.ref, acts=("quote",)), 0),
        (Wanted(acts=()), 0),
        (Wanted(person=town.provider.person.ref), 0),
    ):
        assert town.see(journal_of, town.company, wanted, 1).found == number


def test_days_are_days_in_japan_with_both_ends(town):
    """Half past midnight in Japan is yesterday in UTC."""
    day = date(2026, 11, 26)
    midnight = town.on(day).replace(hour=0)
    for at in (midnight - timedelta(seconds=1), midnight, midnight + timedelta(hours=23)):
        noted(town, town.company, 1, now=at)
    for first, last, number in (
        (day, day, 2),
        (None, day - timedelta(days=1), 1),
        (day, None, 2),
        (day + timedelta(days=1), None, 0),
        (None, None, 3),
    ):
        wanted = Wanted(first=first, last=last)
        assert town.see(journal_of, town.company, wanted, 1).found == number
        assert len(town.see(journal_export, town.company, wanted)) == number


def test_a_period_that_cannot_be_is_refused(town):
    """And a day that is a typing error."""
    day = town.today
    with pytest.raises(Refused, match="period_backwards"):
        town.see(journal_of, town.company, Wanted(first=day, last=day - timedelta(days=1)), 1)
    with pytest.raises(Refused, match="date_out_of_range"):
        town.see(journal_of, town.company, Wanted(last=date.max), 1)


def test_too_much_is_not_exported(town, monkeypatch):
    """It is told how much it is; nothing is cut off silently."""
    monkeypatch.setattr(journals, "MOST_EXPORTED", 2)
    noted(town, town.company, 3)
    with pytest.raises(Refused) as refused:
        town.see(journal_export, town.company, Wanted())
    assert refused.value.values == {"found": 3, "most": 2}


def test_whoever_has_left_is_still_named(town):
    """In the list of people as beside the lines."""
    people = town.see(journal_of, town.company, Wanted(), 1).people
    assert [one.ref for one in people] == [town.company.person.ref]
    made = town.do(quote, town.company, town.wish(town.certified()))
    (entry,) = town.see(journal_of, town.company, Wanted(), 1).entries
    assert (entry.subject_ref, entry.person_ref) == (made.ref, town.company.person.ref)
