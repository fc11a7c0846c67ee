"""The operator's list of organisations, and whom only the operator can invite."""

import pytest

from marketplace.domain.organisation import Role
from marketplace.store import members
from marketplace.store.accounts import tickets

PAGE = "/operator/organisations"
BODY = {
    "name": "新しい審査機関（架空）",
    "reading": "あたらしいしんさきかん",
    "email": "first@example.jp",
}


@pytest.fixture
def database():
    """Pages are the same on every database."""
    return "sqlite"


@pytest.fixture
def chief(enters, world):
    """Give a visitor who is ADMIN of the operator."""
    return enters(world.operator)


def reads(visitor):
    return visitor.opens(PAGE).get_data(as_text=True)


def test_the_list_shows_kinds_and_numbers(chief, world):
    """Every organisation once."""
    table = reads(chief).split("<tbody>")[1].split("</tbody>")[0]
    for actor in world.everybody:
        assert table.count(f">{actor.org.name}<") == 1
        assert actor.person.name not in table


def test_a_body_is_invited(chief, store, now):
    """It stands in the list, with nobody in it yet."""
    assert chief.sends(PAGE, PAGE, BODY).status_code == 303
    assert "新しい審査機関（架空）を登録しました" in reads(chief)
    answer = chief.sends(PAGE, PAGE, BODY)
    assert answer.status_code == 422
    assert "すでに登録されています" in answer.get_data(as_text=True)


def test_who_has_no_admin_gets_one(chief, store, world, now):
    """The form stands beside the organisation that needs it."""
    org, person = world.stranger.org, world.stranger.person
    action = f"{PAGE}/{org.ref}/admin"
    form = {"email": "boss@example.jp", "form": f"admin-{org.ref}"}
    assert chief.sends(PAGE, action, form).status_code == 422
    with store.act() as book:
        members.end_membership(book, world.stranger, person.ref, now)
    assert action in reads(chief)
    assert chief.sends(PAGE, action, form | {"email": "x"}).status_code == 422
    assert chief.sends(PAGE, action, form).status_code == 303
    with store.read() as book:
        (asked,) = tickets.open_of(book, org.ref, now)
    assert (asked.email, asked.role) == ("boss@example.jp", Role.ADMIN)
    nowhere = f"{PAGE}/og_aaaaaaaaaaaaaaaa/admin"
    assert chief.sends(PAGE, nowhere, form).status_code == 404


def test_who_only_looks_sees_no_form(chief, store, world):
    """The list stays."""
    with store.act() as book:
        members.set_role(book, world.operator, world.operator.person.ref, Role.VIEWER)
    text = reads(chief)
    assert world.company.org.name in text
    assert "審査登録機関を招待する" not in text
    assert chief.sends(PAGE, PAGE, BODY).status_code == 422
