"""What the operator sees first: counts and faults, nothing of anybody's business."""

from datetime import timedelta

from marketplace.desk.homes.market import MOST, state_of_market
from marketplace.domain.errand import ErrandState
from marketplace.domain.organisation import OrgKind
from marketplace.store import members, outbox, sealing
from marketplace.store.accounts import attempts


def state(town, now=None):
    return town.see(state_of_market, town.operator, now or town.now)


def test_organisations_are_counted_by_kind(town):
    """Every kind has its line, and those for which nobody acts are named."""
    counted = state(town).organisations
    assert list(counted) == list(OrgKind)
    assert counted[OrgKind.SME] == (2, 0)
    assert counted[OrgKind.PROVIDER] == (4, 0)
    assert counted[OrgKind.OPERATOR] == (1, 0)


def test_an_organisation_that_everybody_left_is_named(town):
    """It is still there, and nobody acts for it."""
    with town.store.act() as book:
        members.end_membership(book, town.buyer, town.buyer.person.ref, town.now)
    assert state(town).organisations[OrgKind.BUYER] == (1, 1)


def test_an_errand_that_failed_for_good_is_named(town):
    """With its reason; those that are tried again are only counted."""
    assert state(town).failures == ()

    wish = {"org": None, "key": "lost", "now": town.now}
    town.store.run(outbox.put, "market.test", {"a": 1}, **wish)
    for number in range(outbox.MOST_ATTEMPTS):
        at = town.now + timedelta(days=number)
        (errand,) = town.store.run(outbox.claim, at, 1)
        town.store.run(outbox.failed, errand, "no_route", at)
    (failure,) = state(town).failures
    assert (failure.kind, failure.error) == ("market.test", "no_route")
    assert state(town).errands[ErrandState.FAILED] == 1


def test_the_seal_is_shown(town):
    """Its head and its instant, and what is not sealed yet."""
    town.submitted()
    sealed = state(town).sealed
    assert (sealed.head, sealed.sealed_at) == (sealing.Head(0, sealing.FIRST), None)
    assert sealed.unsealed > 0
    town.store.run(sealing.seal, town.now)
    after = state(town).sealed
    assert (after.head.seq, after.sealed_at, after.unsealed) == (sealed.unsealed, town.now, 0)


def test_sign_ins_that_are_refused_are_counted(town):
    """What failed often within the window, and all that failed within a day."""

    def fail(book):
        for number in range(MOST):
            attempts.note(book, "often@example.jp", town.now - timedelta(minutes=number))
        attempts.note(book, "once@example.jp", town.now)
        attempts.note(book, "before@example.jp", town.now - timedelta(days=2))

    town.store.run(fail)
    found = state(town).sign_ins
    assert (found.locked, found.failed) == (1, MOST + 1)
    later = state(town, town.now + timedelta(minutes=20)).sign_ins
    assert (later.locked, later.failed) == (0, MOST + 1)
