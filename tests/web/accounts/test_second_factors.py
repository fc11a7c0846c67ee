"""Setting up an authenticator, signing in with it, its spare codes, and who has to have one."""

import re

from marketplace.desk.accounts import codes, proving, second_factors
from marketplace.desk.accounts.sealing import seal_of
from marketplace.store.accounts import totp
from tests.web.accounts.entering import NOTE, SECRET, set_up, signs_in, text_of
from tests.web.conftest import KEY

SEAL = seal_of(KEY)


def test_an_authenticator_is_set_up(enters, world, store, now):
    """The picture, the secret to type, ten codes once, and a session that has shown both."""
    visitor = enters(world.company)
    visitor.becomes(world.company, second=False)
    page = text_of(visitor.opens("/account/second"))
    assert re.search(r'<svg role="img" [^>]*class="qr"><title>確認アプリで読み取る図', page)
    assert "style=" not in page
    _, spare = set_up(visitor, now)
    assert len(spare) == 10
    with store.read() as book:
        assert totp.codes_left(book, world.company.person.ref) == 10
    shown = text_of(visitor.opens("/account/second"))
    assert "もう一つの確認を使っています" in shown
    assert not any(code in shown for code in spare)
    assert "もう一つの確認" in text_of(visitor.opens("/account/sessions"))


def test_the_organisation_stays_chosen(enters, world, now):
    """Whoever sets it up goes on as before."""
    visitor = enters(world.company)
    set_up(visitor.becomes(world.company, second=False), now)
    assert visitor.opens("/sme/").status_code == 200


def test_opening_the_page_keeps_nothing(enters, world, everything):
    """A picture that is looked at and left is no authenticator."""
    visitor = enters(world.company)
    before = everything()
    visitor.opens("/account/second")
    assert everything() == before


def test_a_wrong_first_code_shows_the_same_picture(enters, world):
    """Nobody has to read it a second time."""
    visitor = enters(world.company)
    page = text_of(visitor.opens("/account/second"))
    secret, note = SECRET.search(page)[1], NOTE.search(page)[1]
    entered = {"note": note, "code": "000000", "form": "setup"}
    answer = visitor.sends("/account/second", "/account/second", entered)
    assert answer.status_code == 422
    assert SECRET.search(text_of(answer))[1] == secret
    assert "端末の時計" in text_of(answer)


def test_a_forged_note_gives_a_new_picture(enters, world):
    """What this site did not seal says nothing."""
    visitor = enters(world.company)
    entered = {"note": "x" * 200, "code": "000000", "form": "setup"}
    answer = visitor.sends("/account/second", "/account/second", entered)
    assert answer.status_code == 422
    assert "新しい図" in text_of(answer)


def test_signing_in_takes_two_pages(app, enters, world, clock, knows):
    """After the password nothing opens yet; the code opens it, and leads on."""
    secret, _ = set_up(enters(world.company), clock())
    at = clock(minutes=2)
    visitor, answer = signs_in(app, knows(world.company.person), next="/sme/quotes")
    assert answer.location.startswith("/signin/second")
    assert visitor.opens("/account/").status_code == 303
    entered = {"code": codes.code_at(secret, at), "next": "/sme/quotes"}
    answer = visitor.sends("/signin/second", "/signin/second", entered)
    assert (answer.status_code, answer.location) == (303, "/sme/quotes")
    assert visitor.opens("/sme/").status_code == 200


def test_a_wrong_code_and_a_used_one_open_nothing(app, enters, world, clock, knows):
    """Each is told so, with what to do, on the same page."""
    secret, _ = set_up(enters(world.company), clock())
    at = clock(minutes=2)
    person = knows(world.company.person)
    right = {"code": codes.code_at(secret, at)}
    visitor, _ = signs_in(app, person)
    for entered in ({"code": "000000"}, {"code": ""}, {}):
        answer = visitor.sends("/signin/second", "/signin/second", entered)
        assert answer.status_code == 422
        assert "同じ番号は一度しか使えません" in text_of(answer)
    assert visitor.sends("/signin/second", "/signin/second", right).status_code == 303
    again, _ = signs_in(app, person)
    assert again.sends("/signin/second", "/signin/second", right).status_code == 422
    assert again.opens("/sme/").status_code == 303


def test_a_spare_code_opens_once(app, enters, world, clock, knows):
    """And the page says how it can be replaced."""
    _, spare = set_up(enters(world.company), clock())
    person = knows(world.company.person)
    visitor, _ = signs_in(app, person)
    entered = {"code": spare[0].lower()}
    assert visitor.sends("/signin/second", "/signin/second", entered).status_code == 303
    assert "予備コードを一つ使いました" in text_of(visitor.opens("/account/"))
    again, _ = signs_in(app, person)
    assert again.sends("/signin/second", "/signin/second", entered).status_code == 422


def test_half_way_in_lasts_ten_minutes(app, enters, world, clock, knows):
    """Whoever was away begins again; whoever never began is sent to the beginning."""
    secret, _ = set_up(enters(world.company), clock())
    clock(minutes=2)
    visitor, _ = signs_in(app, knows(world.company.person))
    shown = visitor.opens("/signin/second")
    at = clock(minutes=11)
    answer = visitor.sends_on(shown, "/signin/second", {"code": codes.code_at(secret, at)})
    assert answer.location.startswith("/signin?")
    assert visitor.opens("/signin/second").location.startswith("/signin?")


def test_an_examiner_without_one_is_led_to_set_it_up(enters, world, now):
    """Signed in by password alone, no page of the body opens; after the set-up all do."""
    visitor = enters(world.certifier).becomes(world.certifier, second=False)
    answer = visitor.opens("/certifier/")
    assert answer.status_code == 303
    assert answer.location.startswith("/account/second?next=/certifier/")
    assert visitor.sends("/account/second", "/certifier/editions").status_code in (403, 404, 405)
    page = text_of(visitor.opens("/account/second"))
    assert "必ず使っていただきます" in page
    set_up(visitor, now, "/account/second?next=/certifier/")
    assert visitor.opens("/certifier/").status_code == 200


def test_a_program_of_an_examiner_without_one_is_refused(enters, world):
    """As JSON, with the status that says so."""
    visitor = enters(world.certifier).becomes(world.certifier, second=False)
    answer = visitor.opens("/certifier/", Accept="application/json")
    assert answer.status_code == 403


def test_a_demo_shows_the_code_of_now(store, world, now):
    """Read off again, and right for as long as it says."""
    person = world.certifier.person
    store.run(second_factors.put_secret, person, codes.new_secret(), now, seal=SEAL)
    with store.read() as book:
        code, left = proving.shown_in_demo(book, person, now, seal=SEAL)
        assert proving.shown_in_demo(book, world.company.person, now, seal=SEAL) is None
    assert re.fullmatch(r"\d{6}", code)
    assert 1 <= left <= 30
    order = proving.ShowSecond(code)
    assert proving.show_second(store, person, order, now, seal=SEAL) is None
