"""Closing one's account: it says what goes and what stays, and asks for the password."""

import pytest

from marketplace.desk.accounts.passwords import hashed
from marketplace.domain.member import ERASED_NAME
from marketplace.domain.organisation import Actor, Person, Role
from marketplace.store import organisations
from marketplace.store.accounts import passwords, people

PAGE, SECRET = "/account/leave", "とても長い合いことば 42"


@pytest.fixture
def plain(store, world, now):
    """Give a MEMBER of the company who has a password."""
    person = Person("ps_plainaaaaaaaaaaa", "佐々木 担当", "plain@example.jp")
    secret = hashed(SECRET)
    with store.act() as book:
        organisations.add_person(book, person)
        book.session.flush()
        organisations.add_membership(book, person.ref, world.company.org.ref)
        passwords.put(book, person.ref, secret.text, now)
    return Actor(person, world.company.org, Role.MEMBER)


def test_the_page_says_what_goes_and_what_stays(enters, plain):
    """With the law by which it stays."""
    text = enters(plain).opens(PAGE).get_data(as_text=True)
    for words in ("退会した人", "パスワード", "契約の控えと請求書", "法人税法"):
        assert words in text


def test_an_account_is_closed(enters, plain, store):
    """The session is over, and nobody signs in with the address any more."""
    visitor = enters(plain)
    answer = visitor.sends(PAGE, PAGE, {"password": SECRET, "agreed": "yes"})
    assert (answer.status_code, answer.location) == (303, "/")
    assert visitor.opens("/account/").status_code == 303
    assert "アカウントを閉じました" in visitor.opens("/").get_data(as_text=True)
    with store.read() as book:
        assert people.person(book, plain.person.ref).name == ERASED_NAME


@pytest.mark.parametrize(
    "entered",
    [
        {"password": "ちがう合いことば 42", "agreed": "yes"},
        {"agreed": "yes"},
        {"password": SECRET},
    ],
)
def test_neither_by_accident_nor_by_others(enters, plain, everything, entered):
    """Without the password, or without saying so, nothing goes."""
    visitor = enters(plain)
    assert visitor.sends(PAGE, PAGE, entered).status_code == 422
    assert visitor.opens("/account/").status_code == 200
    assert plain.person.email in str(everything()["person"])


def test_the_last_admin_is_told_of_whom(enters, plain, world):
    """By the name of the organisation that would be left alone."""
    answer = enters(world.company).sends(PAGE, PAGE, {"agreed": "yes"})
    assert answer.status_code == 422
    assert "あなたがただ一人の管理者である組織" in answer.get_data(as_text=True)
    assert plain.org.name in answer.get_data(as_text=True)
