"""What an errand asks to be written, by what is known when it is sent."""

from datetime import timedelta

import pytest

from marketplace.desk.accounts import letters, links, pruning
from marketplace.desk.accounts.asking import ticket_of
from marketplace.desk.accounts.operating import (
    CreateOperator,
    InviteOperator,
    create_operator,
    invite_operator,
)
from marketplace.domain.account import Errand
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.organisation import OrgKind, Role
from marketplace.store import organisations
from marketplace.store.accounts import attempts, tickets
from tests.desk.accounts.links_of import KEY, issued


def written(town, ticket, after=timedelta()):
    town.store.run(tickets.issue, ticket)
    payload = {"code": ticket.errand.value, "ticket": ticket.ref}
    return town.see(letters.letter_of, payload, town.now + after)


def test_a_sign_up_goes_to_a_new_address(town):
    made = ticket_of(Errand.SIGN_UP, "new@example.jp", town.now, kind=OrgKind.SME)
    found = written(town, made)
    assert (found.email, found.name, found.code) == ("new@example.jp", "", "sign_up")
    assert found.ticket == made


def test_whoever_has_an_account_is_told_so_instead(town):
    person = town.company.person
    made = ticket_of(Errand.SIGN_UP, person.email, town.now, kind=OrgKind.SME)
    found = written(town, made)
    assert (found.code, found.name, found.ticket) == ("has_account", person.name, None)


def test_a_reset_goes_to_nobody_without_an_account(town):
    assert written(town, ticket_of(Errand.RESET, "nobody@example.jp", town.now)) is None
    found = written(town, ticket_of(Errand.RESET, town.company.person.email, town.now))
    assert (found.code, found.name) == ("reset", town.company.person.name)


def test_what_is_over_is_not_written(town):
    made = ticket_of(Errand.RESET, town.company.person.email, town.now)
    assert written(town, made, timedelta(hours=1)) is None
    assert town.see(letters.letter_of, {"code": "reset", "ticket": "tk_none"}, town.now) is None
    nobody = {"code": "password_changed", "person": "ps_none"}
    assert town.see(letters.letter_of, nobody, town.now) is None


def test_a_link_ends_in_the_address_of_its_page(town):
    made = ticket_of(Errand.INVITE, "a@example.jp", town.now)
    address = letters.address_of("https://x.example.jp", made, KEY)
    assert address.startswith(f"https://x.example.jp/invite/{made.ref}.")
    assert set(links.PATHS) == set(Errand)


def test_what_nobody_needs_is_forgotten(town):
    issued(town, Errand.RESET, "a@example.jp")
    town.store.run(attempts.note, "email:a", town.now)
    assert town.store.run(pruning.prune, town.now + timedelta(hours=1)) == 0
    assert town.store.run(pruning.prune, town.now + timedelta(days=1, seconds=1)) == 1
    assert town.store.run(pruning.prune, town.now + timedelta(days=30, hours=2)) == 1


def test_an_operator_is_created_where_there_is_none(town):
    """And once only; more people are invited to the one that is there."""
    here = town.see(organisations.of_kind, OrgKind.OPERATOR)
    assert [one.kind for one in here] == [OrgKind.OPERATOR]
    with pytest.raises(Refused, match="operator_exists"):
        town.store.run(create_operator, CreateOperator("運営", "root@example.jp"), town.now)
    order = InviteOperator("B@example.jp", Role.VIEWER)
    made = town.store.run(invite_operator, order, town.now)
    assert (made.errand, made.role, made.org) == (Errand.INVITE, Role.VIEWER, here[0].ref)
    assert made.email == "b@example.jp"


def test_the_first_operator_of_an_empty_market(store, now):
    with pytest.raises(Missing, match="operator"):
        store.run(invite_operator, InviteOperator("a@example.jp", Role.MEMBER), now)
    made = store.run(create_operator, CreateOperator("市場の運営", "Root@Example.jp"), now)
    with store.read() as book:
        (org,) = organisations.of_kind(book, OrgKind.OPERATOR)
    assert (made.org, made.role, made.email) == (org.ref, Role.ADMIN, "root@example.jp")
    assert (org.name, org.reading, org.fictional) == ("市場の運営", "ウンエイシャ", False)
