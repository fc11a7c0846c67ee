"""People are asked in, get roles and go; an organisation always keeps an ADMIN."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from marketplace.desk import members as desk
from marketplace.desk.accounts import links
from marketplace.desk.accounts.links import Link, link_text
from marketplace.desk.accounts.passwords import Hashed
from marketplace.desk.accounts.sessions import Begin, begin
from marketplace.desk.members import (
    AcceptInvitation,
    ChangeRole,
    Invite,
    JoinAsNew,
    Leave,
    RemoveMember,
    ResendInvitation,
    WithdrawInvitation,
)
from marketplace.domain.account import Errand, Proof
from marketplace.domain.errors import MarketError, Missing, Refused
from marketplace.domain.organisation import Role
from marketplace.store import members, organisations
from marketplace.store.accounts import people, sessions, tickets
from marketplace.store.journal import entries

KEY, NEW = "0123456789abcdef" * 2, "new@example.jp"


@pytest.fixture
def boss(town):
    """Give the ADMIN of the company."""
    return promoted(town, town.company)


def promoted(town, actor, role=Role.ADMIN):
    with town.store.act() as book:
        members.set_role(book, actor, actor.person.ref, role)
    return replace(actor, role=role)


def invited(town, boss, email=NEW, role=Role.MEMBER):
    return town.do(desk.invite, boss, Invite(town.token(), email, role))


def link_of(ticket):
    key = links.key_of(KEY)
    return Link(link_text(ticket.ref, Errand.INVITE, key), key)


def joins(town, ticket, name="新しい人", now=None):
    order = JoinAsNew(link_of(ticket), name, Hashed("hash"))
    return town.store.run(desk.join_as_new, order, now or town.now)


def accepts(town, ticket, actor, now=None):
    order = AcceptInvitation(link_of(ticket), actor.person.ref)
    return town.store.run(desk.accept_invitation, order, now or town.now)


def names(town, actor):
    return [one.person.name for one in town.see(members.members, actor)]


def test_a_new_person_joins_by_the_letter(town, boss):
    """In the role of the invitation, once, and everybody sees since when."""
    made = invited(town, boss)
    asked = town.see(desk.members_of, boss, town.now)
    assert [one.email for one in asked.invitations] == [NEW]
    joined = joins(town, made)
    assert (joined.org, joined.role, joined.person.email) == (boss.org, Role.MEMBER, NEW)
    seen = town.see(desk.members_of, boss, town.now)
    assert seen.invitations == ()
    found = {one.person.name: one for one in seen.members}
    assert (found["新しい人"].since, found["新しい人"].second_factor) == (town.now, False)
    assert found["company"].since is None
    with pytest.raises(Refused, match="link_used"):
        joins(town, made, "もう一人")


def test_who_has_an_account_joins_with_it(town, boss):
    """By the account of the invited address and no other."""
    made = invited(town, boss, town.provider.person.email)
    with pytest.raises(Refused, match="invited_other_address"):
        accepts(town, made, town.rival)
    joined = accepts(town, made, town.provider)
    assert joined.org == boss.org
    acting = town.see(people.acting_as, town.provider.person.ref)
    assert {one.org.name for one in acting} == {"みなと精工（架空）", "ひなた通信（架空）"}
    (entry,) = town.see(entries, joined, 1)
    assert (entry.act, entry.person) == ("accept_invitation", "provider")


def test_an_invitation_ends(town, boss):
    """After seven days, by being withdrawn, or by being sent anew."""
    made = invited(town, boss)
    late = town.now + timedelta(days=7)
    with pytest.raises(Refused, match="link_over"):
        joins(town, made, now=late)
    again = town.do(desk.resend_invitation, boss, ResendInvitation("again", made.ref), late)
    with pytest.raises(Refused, match="link_used"):
        joins(town, made, now=late)
    town.do(desk.withdraw_invitation, boss, WithdrawInvitation("gone", again.ref), late)
    with pytest.raises(Refused, match="link_used"):
        joins(town, again, now=late)
    assert town.refuses(
        Refused, desk.withdraw_invitation, boss, WithdrawInvitation("late", again.ref)
    ) == ("invitation_over", {})


def test_an_address_is_asked_once_and_not_without_end(town, boss):
    """Neither members nor those who were asked; five letters a day at most."""
    own, made = Invite("a", boss.person.email, Role.VIEWER), invited(town, boss)
    assert town.refuses(Refused, desk.invite, boss, own)[0] == "already_member"
    twice = Invite("b", NEW, Role.VIEWER)
    assert town.refuses(Refused, desk.invite, boss, twice)[0] == "already_invited"
    for n in range(4):
        made = town.do(desk.resend_invitation, boss, ResendInvitation(f"n{n}", made.ref))
    again = ResendInvitation("many", made.ref)
    assert town.refuses(Refused, desk.resend_invitation, boss, again)[0] == "invited_too_often"
    assert town.do(desk.resend_invitation, boss, again, town.now + timedelta(days=2))


@pytest.mark.parametrize(
    "email", ["", "x", "a b@example.jp", "a@b", None, "a@example.jp\r\nBcc: x"]
)
def test_what_is_no_address_is_refused(town, boss, email):
    """Nothing is written, and no letter goes anywhere."""
    code, _ = town.refuses(Refused, desk.invite, boss, Invite("t", email, Role.MEMBER))
    assert code == "bad_email"


def test_a_forged_link_opens_nothing(town, boss):
    """Another key, another errand, another reference."""
    made, key = invited(town, boss), links.key_of(KEY)
    for text in (
        link_text(made.ref, Errand.RESET, key),
        link_text(made.ref, Errand.INVITE, b"other"),
        f"{made.ref}.",
        made.ref,
        "",
    ):
        with pytest.raises(Missing, match="ticket"):
            town.see(desk.invited, Link(text, key), town.now)
    assert town.see(desk.invited, link_of(made), town.now).org_name == boss.org.name


def test_only_an_admin_sees_addresses_that_were_asked(town, boss):
    """Nor does anybody else learn who has a second factor."""
    invited(town, boss)
    plain = town.newcomer("colleague", boss.org)
    seen = town.see(desk.members_of, plain, town.now)
    assert seen.invitations == ()
    assert {one.second_factor for one in seen.members} == {None}


def test_a_role_is_given(town, boss):
    """And holds from the next unit of work on."""
    plain = town.newcomer("colleague", boss.org)
    order = ChangeRole("t", plain.person.ref, Role.ADMIN)
    assert town.do(desk.change_role, boss, order).role is Role.ADMIN
    fresh = town.see(organisations.actor, plain.person.ref, boss.org.ref)
    assert town.do(desk.change_role, fresh, ChangeRole("u", boss.person.ref, Role.VIEWER))
    # Whoever was ADMIN when the page was opened is told so now.
    late = ChangeRole("v", plain.person.ref, Role.VIEWER)
    code, values = town.refuses(Refused, desk.change_role, boss, late)
    assert (code, values["role"]) == ("role_too_low", Role.VIEWER)


def test_the_last_admin_stays(town, boss):
    """Neither leaves nor gives the role away."""
    town.newcomer("colleague", boss.org)
    assert town.refuses(Refused, desk.leave, boss, Leave("t"))[0] == "last_admin"
    order = ChangeRole("u", boss.person.ref, Role.MEMBER)
    assert town.refuses(Refused, desk.change_role, boss, order)[0] == "last_admin"
    assert town.do(desk.change_role, boss, ChangeRole("v", boss.person.ref, Role.ADMIN))
    order = RemoveMember("w", boss.person.ref)
    assert town.refuses(Refused, desk.remove_member, boss, order)[0] == "leave_instead"


def test_who_was_removed_is_out_at_once(town, boss):
    """No session acts for the organisation; the name stays in its history; joining again works."""
    plain = town.newcomer("colleague", boss.org)
    with town.store.act() as book:
        began = begin(
            book, Begin(plain.person.ref, Proof.PASSWORD, second=False, agent=""), town.now
        )
    assert town.see(sessions.by_token, began.token).org == boss.org.ref
    town.do(desk.remove_member, boss, RemoveMember("t", plain.person.ref))
    assert town.see(sessions.by_token, began.token).org is None
    assert names(town, boss) == ["company"]
    with pytest.raises(Missing, match="actor"):
        town.see(organisations.actor, plain.person.ref, boss.org.ref)
    assert town.see(members.colleague, boss, plain.person.ref) == plain.person
    back = accepts(town, invited(town, boss, plain.person.email, Role.VIEWER), plain)
    assert (back.person, back.role) == (plain.person, Role.VIEWER)


def test_who_leaves_is_out(town, boss):
    """By oneself, whatever the role but the last ADMIN's; a second click changes nothing."""
    plain = town.newcomer("colleague", boss.org)
    assert town.do(desk.leave, plain, Leave("t")) == plain.person
    assert names(town, boss) == ["company"]
    assert town.do(desk.leave, plain, Leave("t")) == plain.person
    with pytest.raises(Missing, match="actor"):
        town.do(desk.leave, plain, Leave("u"))


def test_a_member_of_long_ago_is_nobodys_colleague_elsewhere(town, boss):
    """History is the organisation's own."""
    with pytest.raises(Missing, match="person"):
        town.see(members.colleague, town.neighbour, boss.person.ref)


def test_two_accept_one_link_at_once(town, boss):
    """One of them is in."""
    made = invited(town, boss)

    def go(name):
        start.wait()
        try:
            return joins(town, made, name)
        except MarketError as error:
            return error.code

    start = Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(go, ("一人目", "二人目")))
    assert sum(isinstance(one, str) for one in results) == 1
    assert set(results) & {"link_used", "has_account", "already_exists"}
    assert len(names(town, boss)) == 2


@pytest.mark.parametrize("way", ["leave", "demote", "remove"])
def test_two_admins_never_leave_an_organisation_alone(town, boss, way):
    """At the same moment, again and again: one ADMIN is left."""
    for turn in range(4):
        other = promoted(town, town.newcomer(f"other-{turn}", boss.org))
        promoted(town, boss)
        results = at_once(town, *(wish(way, turn, one, two) for one, two in pairs(boss, other)))
        assert sum(isinstance(one, MarketError) for one in results) == 1
        assert {one.code for one in results if isinstance(one, MarketError)} <= {
            "last_admin",
            "role_too_low",
            "actor",
        }
        left = town.see(members.members, boss)
        assert sum(one.role is Role.ADMIN for one in left) == 1
        (boss,) = [
            town.see(organisations.actor, one.person.ref, boss.org.ref)
            for one in left
            if one.role is Role.ADMIN
        ]


def pairs(one, other):
    return (one, other), (other, one)


def wish(way, turn, actor, other):
    token = f"{way}-{turn}-{actor.person.ref}"
    return {
        "leave": (desk.leave, actor, Leave(token)),
        "demote": (desk.change_role, actor, ChangeRole(token, other.person.ref, Role.VIEWER)),
        "remove": (desk.remove_member, actor, RemoveMember(token, other.person.ref)),
    }[way]


def at_once(town, *wishes):
    """Do acts in threads that start together; give each one's value or error."""
    start = Barrier(len(wishes))

    def go(one):
        start.wait()
        try:
            return town.do(*one)
        except MarketError as error:
            return error

    with ThreadPoolExecutor(len(wishes)) as threads:
        return list(threads.map(go, wishes))


def test_the_ticket_of_another_errand_is_no_invitation(town, boss):
    """Nor is one of another organisation."""
    made = invited(town, boss)
    other = promoted(town, town.neighbour)
    assert town.see(tickets.ticket, made.ref).org == boss.org.ref
    order = WithdrawInvitation("t", made.ref)
    assert town.refuses(Missing, desk.withdraw_invitation, other, order)[0] == "invitation"
