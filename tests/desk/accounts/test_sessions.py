"""Sessions: for whom, for how long, and that nobody acts without what is lacking."""

from dataclasses import replace
from datetime import timedelta

import pytest

from marketplace.desk.accounts import sessions
from marketplace.desk.accounts.sessions import Begin, Lacking
from marketplace.domain.account import Proof
from marketplace.domain.errors import Missing
from marketplace.store import members, organisations
from marketplace.store.accounts import sessions as kept

SECOND = timedelta(seconds=1)


def begins(town, actor, *, second=False):
    order = Begin(actor.person.ref, Proof.PASSWORD, second, "ブラウザー\n  の名")
    return town.store.run(sessions.begin, order, town.now)


def stands(town, began, after=timedelta()):
    return town.see(sessions.standing, began.token, town.now + after)


def test_whoever_has_one_organisation_acts_for_it_at_once(town):
    began = begins(town, town.company)
    found = stands(town, began)
    assert (found.actor.org, found.lacking) == (town.company.org, None)
    assert found.signed == began.signed
    assert began.signed.agent == "ブラウザー の名"
    assert began.token not in repr(town.everything())


def test_whoever_has_several_chooses_first(town):
    ref = town.company.person.ref
    town.store.run(organisations.add_membership, ref, town.provider.org.ref)
    began = begins(town, town.company)
    found = stands(town, began)
    assert (found.actor, found.lacking) == (None, Lacking.ORGANISATION)
    town.store.run(sessions.choose, began.signed, town.provider.org.ref, town.now)
    assert stands(town, began).actor.org == town.provider.org


def test_nobody_chooses_an_organisation_of_others(town):
    began = begins(town, town.company)
    for org in (town.provider.org.ref, "og_aaaaaaaaaaaaaaaa", "x", None):
        with pytest.raises(Missing, match="actor"):
            town.store.run(sessions.choose, began.signed, org, town.now)
    assert stands(town, began).actor.org == town.company.org


def test_who_must_show_a_second_factor_acts_for_nobody_without(town):
    began = begins(town, town.examiner)
    assert (stands(town, began).actor, stands(town, began).lacking) == (None, Lacking.SECOND)
    assert stands(town, begins(town, town.examiner, second=True)).actor.org == town.examiner.org


def test_who_has_left_acts_for_nobody(town):
    began = begins(town, town.company)
    town.store.run(members.end_membership, town.company, town.company.person.ref, town.now)
    assert stands(town, began).lacking is Lacking.ORGANISATION


@pytest.mark.parametrize(("name", "hours"), [("company", 12), ("examiner", 8)])
def test_a_session_ends_by_itself(town, name, hours):
    began = begins(town, getattr(town, name), second=True)
    whole = timedelta(hours=hours)
    assert stands(town, began, whole - SECOND) is not None
    assert stands(town, began, whole) is None


def test_choosing_a_body_shortens_a_session(town):
    ref = town.company.person.ref
    began = begins(town, town.company, second=True)
    town.store.run(organisations.add_membership, ref, town.examiner.org.ref)
    town.store.run(sessions.choose, began.signed, town.examiner.org.ref, town.now)
    assert stands(town, began, timedelta(hours=8) - SECOND) is not None
    assert stands(town, began, timedelta(hours=8)) is None


def test_a_session_that_is_over_chooses_nothing(town):
    began = begins(town, town.company)
    over = replace(began.signed, ended_at=town.now)
    with pytest.raises(Missing, match="session"):
        town.store.run(sessions.choose, over, town.company.org.ref, town.now)


def test_what_is_ended_stands_no_more(town):
    one, two, three = (begins(town, town.company) for _ in range(3))
    assert len(town.see(sessions.sessions_of, one.signed, town.now)) == 3
    town.store.run(sessions.end, one.signed, two.signed.ref, town.now)
    assert stands(town, two) is None
    assert town.store.run(sessions.end_others, one.signed, town.now) == 1
    assert stands(town, three) is None
    assert stands(town, one) is not None


def test_nobody_ends_sessions_of_others(town):
    mine, other = begins(town, town.company), begins(town, town.provider)
    for ref in (other.signed.ref, "ss_aaaaaaaaaaaaaaaa", "x", None):
        with pytest.raises(Missing, match="session"):
            town.store.run(sessions.end, mine.signed, ref, town.now)
    town.store.run(sessions.end_others, mine.signed, town.now)
    assert stands(town, other) is not None


@pytest.mark.parametrize("token", ["", "x", "あ", "a" * 500])
def test_a_token_of_nobody_stands_for_nobody(town, token):
    assert town.see(sessions.standing, token, town.now) is None
    assert town.see(kept.by_token, token) is None
