"""What an examiner sees first."""

from datetime import date, timedelta

from marketplace.desk.enforcing import PutEdition, put_edition
from marketplace.desk.homes.body import SOON, home_of_body
from marketplace.desk.measures import Decide, reinstate, suspend
from marketplace.desk.waiting import NO_EDITION, waiting

DRAFT = "otasuke-sc/draft"


def home(town, name="examiner", day=None):
    return town.see(home_of_body, town.actors[name], day or town.today)


def test_nothing_stands_at_first(town):
    """An empty market."""
    found = home(town)
    assert (found.waits, found.decided, found.ending, found.held) == ((), (), (), ())
    assert (found.proposed, found.ahead) == ((), ())


def test_what_was_decided_moves_down(town):
    """First it waits, then it stands among the decided."""
    made = town.submitted()
    assert ([one.ref for one in home(town).waits], home(town).decided) == ([made.ref], ())
    town.certified(made)
    assert (home(town).waits, [one.ref for one in home(town).decided]) == ((), [made.ref])


def test_a_certificate_that_ends_soon_is_named(town):
    """From ninety days before, to its last day."""
    last = town.today + timedelta(days=200)
    made = town.certified(last=last)
    assert home(town, day=last - SOON - timedelta(days=1)).ending == ()
    assert [one.ref for one in home(town, day=last - SOON).ending] == [made.ref]
    assert home(town, day=last + timedelta(days=1)).ending == ()


def test_a_suspended_certificate_is_held_until_it_is_lifted(town):
    """By the days that were decided."""
    made = town.certified()
    later = town.today + timedelta(days=3)
    town.do(suspend, town.examiner, Decide(town.token(), made.ref, later, "確かめています。"))
    assert home(town).held == ()
    assert [one.ref for one in home(town, day=later).held] == [made.ref]
    end = later + timedelta(days=2)
    town.do(reinstate, town.examiner, Decide(town.token(), made.ref, end, "直りました。"))
    assert home(town, day=end).held == ()


def test_a_proposed_edition_waits_for_the_second_person(town):
    """Whoever proposed sees that a colleague is awaited; afterwards its day lies ahead."""
    at = town.today + timedelta(days=30)
    for number, name in enumerate(("examiner", "second")):
        order = PutEdition(town.token(), DRAFT, "consultation", at, "意見を聞きます。")
        town.do(put_edition, town.actors[name], order)
        if not number:
            assert [one.mine for one in home(town).proposed] == [True]
            assert [one.mine for one in home(town, "second").proposed] == [False]
    found = home(town)
    assert found.proposed == ()
    assert [(state.slug, state.at) for state in found.ahead] == [(DRAFT, at)]
    assert home(town, day=at).ahead == ()


def test_a_submission_without_an_edition_does_not_break_the_page(town):
    """Before the edition came into force nothing could be judged."""
    town.submitted()
    (task,) = town.see(waiting, town.examiner, date(2019, 1, 1))
    assert task.detail.endswith(NO_EDITION)


def test_statements_do_not_grow(town, statements):
    """However many submissions wait."""
    town.submitted()
    first = statements(lambda: home(town))
    for name in ("a", "b", "c", "d"):
        town.submitted(offering__code=name)
    assert statements(lambda: home(town)) == first
