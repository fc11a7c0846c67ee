"""The page of the people: who is in it, inviting, roles, leaving."""

import pytest

from marketplace.domain.organisation import Actor, Person, Role
from marketplace.store import members, organisations, outbox
from marketplace.store.accounts import tickets
from tests.web.letters import invite_link

PAGE = "/organisation/members"


@pytest.fixture
def plain(store, world):
    """Give a MEMBER of the company."""
    person = Person("ps_plainaaaaaaaaaaa", "佐々木 担当", "plain@example.jp")
    with store.act() as book:
        organisations.add_person(book, person)
        book.session.flush()
        organisations.add_membership(book, person.ref, world.company.org.ref)
    return Actor(person, world.company.org, Role.MEMBER)


def invites(boss, email="guest@example.jp", role="member"):
    data = {"email": email, "role": role, "form": "invite"}
    return boss.sends(PAGE, f"{PAGE}/invite", data)


def waiting(store, world, now):
    with store.read() as book:
        return tickets.open_of(book, world.company.org.ref, now)


def test_an_invitation_is_sent_again_and_withdrawn(boss, store, world, now, reads):
    """It stands in the list until it is accepted, withdrawn or over."""
    assert invites(boss).status_code == 303
    text = reads(boss, PAGE)
    assert "guest@example.jp へ、招待の手紙を送ります。" in text
    (first,) = waiting(store, world, now)
    with store.read() as book:
        assert sum(outbox.counts(book).values()) > 0
    assert boss.sends(PAGE, f"/organisation/invitations/{first.ref}/resend").status_code == 303
    (second,) = waiting(store, world, now)
    assert second.ref != first.ref
    assert boss.sends(PAGE, f"/organisation/invitations/{second.ref}/withdraw").status_code == 303
    assert waiting(store, world, now) == ()
    answer = boss.sends(PAGE, f"/organisation/invitations/{second.ref}/withdraw")
    assert answer.status_code == 422
    assert "この招待は、もう終わっています" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ({"email": "x"}, "メールアドレス"),
        ({"role": "owner"}, "どれか一つを選んでください"),
        ({"email": "company@example.jp"}, "すでにこの組織の人です"),
    ],
)
def test_what_cannot_be_invited_is_told(boss, entered, words):
    """And what was entered is kept."""
    answer = invites(boss, **entered)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_a_role_is_changed_and_somebody_removed(boss, enters, plain, reads):
    """At once, in the middle of that person's session."""
    visitor = enters(plain)
    assert visitor.opens("/sme/").status_code == 200
    form = {"role": "viewer"}
    assert boss.sends(PAGE, f"{PAGE}/{plain.person.ref}/role", form).status_code == 303
    assert "あなたの役割は閲覧者です" in reads(visitor, PAGE)
    assert boss.sends(PAGE, f"{PAGE}/{plain.person.ref}/remove").status_code == 303
    answer = visitor.opens("/sme/")
    assert (answer.status_code, answer.location[:23]) == (303, "/account/organisations?")
    assert plain.person.email not in reads(boss, PAGE)


def test_the_last_admin_is_told_what_to_do(boss, world):
    """Neither leaving nor another role."""
    own = f"{PAGE}/{world.company.person.ref}/role"
    for action, data in ((f"{PAGE}/leave", {}), (own, {"role": "viewer"})):
        answer = boss.sends(PAGE, action, data)
        assert answer.status_code == 422
        assert "先に、ほかの人を管理者にしてください" in answer.get_data(as_text=True)


def test_who_leaves_keeps_the_account(enters, plain):
    """And is led there."""
    visitor = enters(plain)
    answer = visitor.sends(PAGE, f"{PAGE}/leave")
    assert (answer.status_code, answer.location) == (303, "/account/")
    assert visitor.opens("/account/").status_code == 200
    assert visitor.opens(PAGE).status_code == 303


def test_who_has_what_is_shown_to_admins_alone(boss, enters, plain, reads):
    """The second factor and the invitations."""
    invites(boss)
    shown, hidden = reads(boss, PAGE), reads(enters(plain), PAGE)
    for words in ("もう一つの確認", "guest@example.jp", "人を招待する", "組織から外す"):
        assert words in shown
        assert words not in hidden


def test_somebody_of_another_organisation_is_not_found(boss, world):
    """By whatever way."""
    for what in ("role", "remove"):
        address = f"{PAGE}/{world.stranger.person.ref}/{what}"
        assert boss.sends(PAGE, address, {"role": "viewer"}).status_code == 404


def test_somebody_new_joins_by_the_letter(config, world, visitor, boss, reads):
    """With a name and a password, and is in at once."""
    link = invite_link(config, world.company)
    page = f"/invite/{link}"
    assert "山田製作所（架空）に招待されています" in reads(visitor, page)
    bad = visitor.sends(page, f"{page}/account", {"person_name": "", "password": "short"})
    text = bad.get_data(as_text=True)
    assert bad.status_code == 422
    assert 'href="#f-person_name"' in text
    assert "short" not in text.split("<main", 1)[1]
    entered = {"person_name": "新田 加代", "password": "とても長い合いことば 42"}
    answer = visitor.sends(page, f"{page}/account", entered)
    assert (answer.status_code, answer.location) == (303, "/sme/")
    assert visitor.opens("/sme/").status_code == 200
    assert "新田 加代" in reads(boss, PAGE)
    assert visitor.opens(page).status_code == 422


def test_somebody_with_an_account_joins_with_it(config, world, enters, visitor, reads):
    """After signing in; the head then says for whom one acts."""
    link = invite_link(config, world.company, world.provider.person.email, Role.VIEWER)
    page = f"/invite/{link}"
    assert "サインインして加わる" in reads(visitor, page)
    assert visitor.sends(page, page).status_code == 401
    wrong = enters(world.rival)
    assert "別のアカウントでサインインしています" in reads(wrong, page)
    assert wrong.sends(page, page).status_code == 422
    right = enters(world.provider)
    answer = right.sends(page, page)
    assert (answer.status_code, answer.location) == (303, "/sme/")
    assert "山田製作所（架空）に加わりました" in reads(right, "/sme/")


def test_a_link_that_is_none_is_told_so(visitor):
    """Nothing of anybody is in the answer."""
    for text in ("x", "tk_aaaaaaaaaaaaaaaa.AAAA", "tk_aaaaaaaaaaaaaaaa"):
        answer = visitor.opens(f"/invite/{text}")
        assert answer.status_code == 404


def test_history_keeps_the_name_of_who_has_left(store, world, plain, now):
    """For pages inside the organisation."""
    with store.act() as book:
        members.end_membership(book, world.company, plain.person.ref, now)
    with store.read() as book:
        assert members.colleague(book, world.company, plain.person.ref) == plain.person
