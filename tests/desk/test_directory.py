"""The operator sees which organisations there are, and invites whom nobody else can."""

from dataclasses import fields, replace

import pytest

from marketplace.desk.directory import (
    InviteAdmin,
    InviteBody,
    invite_admin,
    invite_body,
    organisations_of,
)
from marketplace.domain.errors import Refused
from marketplace.domain.member import OrganisationLine
from marketplace.domain.organisation import OrgKind, Role
from marketplace.store import members
from marketplace.store.accounts import tickets

BODY = ("新しい審査機関", "あたらしいしんさきかん", "first@example.jp")


@pytest.fixture
def chief(town):
    """Give the ADMIN of the operator."""
    return replace(town.operator, role=Role.ADMIN)


def test_the_list_has_no_business_in_it(town, chief):
    """Kind, name, and how many people: nothing of what they do."""
    town.applied()
    found = {one.name: one for one in town.see(organisations_of, chief)}
    assert len(found) == 9
    assert found["架空適合確認機構（架空）"].members == 3
    assert {one.name for one in fields(OrganisationLine)} == {
        "ref",
        "kind",
        "name",
        "members",
        "admins",
        "fictional",
    }


def test_who_has_left_is_not_counted(town, chief):
    """Neither as a person nor as an ADMIN."""
    name = town.company.org.name
    with town.store.act() as book:
        members.set_role(book, town.company, town.company.person.ref, Role.ADMIN)
    line = {one.name: one for one in town.see(organisations_of, chief)}[name]
    assert (line.members, line.admins) == (1, 1)
    with town.store.act() as book:
        members.end_membership(book, town.company, town.company.person.ref, town.now)
    line = {one.name: one for one in town.see(organisations_of, chief)}[name]
    assert (line.members, line.admins) == (0, 0)


def test_a_body_comes_in_by_invitation(town, chief):
    """It is entered with nobody in it, and its first ADMIN is asked."""
    made = town.do(invite_body, chief, InviteBody("t", *BODY))
    assert (made.kind, made.members, made.fictional) == (OrgKind.CERTIFIER, 0, True)
    (asked,) = town.see(tickets.open_of, made.ref, town.now)
    assert (asked.email, asked.role) == ("first@example.jp", Role.ADMIN)
    assert town.do(invite_body, chief, InviteBody("t", *BODY)) == made


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (("", *BODY[1:]), "words_needed"),
        ((BODY[0], "漢字", BODY[2]), "reading_not_kana"),
        ((*BODY[:2], "x"), "bad_email"),
        (("架空適合確認機構（架空）", *BODY[1:]), "body_exists"),
    ],
)
def test_a_body_that_cannot_be_entered(town, chief, changes, code):
    """Nothing is half written."""
    assert town.refuses(Refused, invite_body, chief, InviteBody("t", *changes))[0] == code


def test_an_organisation_without_an_admin_gets_one(town, chief):
    """And only such a one: nobody is put beside an ADMIN who is there."""
    order = InviteAdmin("t", town.company.org.ref, "boss@example.jp")
    town.do(invite_admin, chief, order)
    (asked,) = town.see(tickets.open_of, town.company.org.ref, town.now)
    assert (asked.email, asked.role) == ("boss@example.jp", Role.ADMIN)
    with town.store.act() as book:
        members.set_role(book, town.company, town.company.person.ref, Role.ADMIN)
    code, values = town.refuses(Refused, invite_admin, chief, replace(order, token="u"))
    assert (code, values) == ("has_admin", {"name": town.company.org.name})
