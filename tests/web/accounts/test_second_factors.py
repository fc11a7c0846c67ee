"""Setting up an authenticator, signing in with it, its spare codes, and who has to have one."""

import re
from datetime import timedelta

import pytest

from marketplace.desk.accounts import codes, proving, second_factors
from marketplace.desk.accounts.passwords import hashed
from marketplace.desk.accounts.sealing import seal_of
from marketplace.store.accounts import passwords, totp
from tests.web.conftest import KEY, Visitor

SEAL = seal_of(KEY)
PASSWORD = "つながりのない四つの言葉"
SECRET = re.compile(r'<p class="secret"><code>([A-Z2-7 ]+)</code>')
NOTE = re.compile(r'name="note" value="([^"]+)"')
SPARE = re.compile(r"<li><code>([0-9A-Z-]{34})</code></li>")


@pytest.fixture
def database():
    """Pages are the same on every database."""
    return "sqlite"


@pytest.fixture
def clock(config):
    """Give a clock that can be put forward."""
    moved = {"by": timedelta()}
    first = config.clock()
    object.__setattr__(config, "clock", lambda: first + moved["by"])

    def forward(**by):
        moved["by"] += timedelta(**by)
        return config.clock()

    return forward


@pytest.fixture
def knows(store, world, now):
    """Let a person have a password."""

    def learn(person):
        store.run(passwords.put, person.ref, hashed(PASSWORD).text, now)
        return person

    return learn


def text_of(answer):
    return answer.get_data(as_text=True)


def set_up(visitor, at, path="/account/second"):
    """Register an authenticator through the page; gives the secret and the spare codes."""
    page = text_of(visitor.opens(path))
    secret, note = SECRET.search(page)[1].replace(" ", ""), NOTE.search(page)[1]
    entered = {"note": note, "code": codes.code_at(secret, at), "form": "setup"}
    answer = visitor.sends(path, "/account/second", entered)
    assert answer.status_code == 200, text_of(answer)
    return secret, SPARE.findall(text_of(answer))


def signs_in(app, person, **more):
    """Give a password at the first page."""
    visitor = Visitor(app.test_client())
    entered = {"email": person.email, "password": PASSWORD} | more
    return visitor, visitor.sends("/signin", "/signin", entered)


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


def test_a_stolen_password_registers_no_device(enters, world, clock):
    """With an authenticator on, a session that has not shown it sees no picture and sets none."""
    setup = second_factors.new_setup(world.certifier.person, clock(), seal=SEAL)
    set_up(enters(world.certifier), clock())
    thief = enters(world.certifier).becomes(world.certifier, second=False)
    page = text_of(thief.opens("/account/second?device=new"))
    assert "パスワードだけで入っているため" in page
    assert not SECRET.search(page)
    code = codes.code_at(setup.secret, clock())
    entered = {"note": setup.note, "code": code, "form": "setup"}
    answer = thief.sends("/account/second", "/account/second", entered)
    assert answer.status_code == 422
    assert "パスワードだけで入っているため" in text_of(answer)


def test_a_screen_left_open_registers_no_device(enters, world, clock):
    """After a quarter of an hour one signs in again; the page says so before one tries."""
    visitor = enters(world.company)
    page = text_of(visitor.opens("/account/second"))
    at = clock(minutes=16)
    assert not SECRET.search(text_of(visitor.opens("/account/second")))
    secret, note = SECRET.search(page)[1].replace(" ", ""), NOTE.search(page)[1]
    entered = {"note": note, "code": codes.code_at(secret, at), "form": "setup"}
    answer = visitor.sends("/account/second", "/account/second", entered)
    assert answer.status_code == 422
    assert "入り直し" in text_of(answer)


def test_a_device_is_changed(enters, world, clock):
    """The new one counts, the old one and its spare codes do not."""
    visitor = enters(world.certifier)
    old, _ = set_up(visitor, clock())
    clock(minutes=2)
    new, spare = set_up(visitor, clock(), "/account/second?device=new")
    assert new != old
    assert len(spare) == 10


def test_spare_codes_are_made_anew(enters, world, clock):
    """With a code; ten others."""
    visitor = enters(world.company)
    secret, old = set_up(visitor, clock())
    at = clock(minutes=2)
    entered = {"code": "000000", "form": "codes"}
    assert visitor.sends("/account/second", "/account/second/codes", entered).status_code == 422
    entered["code"] = codes.code_at(secret, at)
    answer = visitor.sends("/account/second", "/account/second/codes", entered)
    new = SPARE.findall(text_of(answer))
    assert len(new) == 10
    assert not set(new) & set(old)


def test_spare_codes_are_a_file(enters, world, now):
    """Of the person they were made for, saved and never shown as a page."""
    visitor = enters(world.company)
    _, spare = set_up(visitor, now)
    sent = {"codes": " ".join(spare)}
    answer = visitor.sends("/account/second", "/account/second/codes.txt", sent)
    assert answer.mimetype == "text/plain"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert all(code in text_of(answer) for code in spare)
    other = enters(world.provider)
    for codes_sent in (sent, {"codes": ""}, {}, {"codes": "AAAA"}):
        refused = other.sends("/account/second", "/account/second/codes.txt", codes_sent)
        assert refused.status_code == 422
        assert spare[0] not in text_of(refused)


def test_turning_off_asks_for_both(enters, world, clock, knows):
    """Neither the password alone nor the code alone, and the right ones do."""
    visitor, person = enters(world.company), knows(world.company.person)
    secret, _ = set_up(visitor, clock())
    for password, right in (("x", True), (PASSWORD, False)):
        at = clock(minutes=2)
        code = codes.code_at(secret, at) if right else "000000"
        entered = {"password": password, "code": code, "form": "off"}
        answer = visitor.sends("/account/second", "/account/second/off", entered)
        assert answer.status_code == 422
        assert PASSWORD not in text_of(answer)
    at = clock(minutes=2)
    entered = {"password": PASSWORD, "code": codes.code_at(secret, at), "form": "off"}
    answer = visitor.sends("/account/second", "/account/second/off", entered)
    assert answer.status_code == 303
    assert person.email in text_of(visitor.opens("/account/"))
    assert "始める" in text_of(visitor.opens("/account/second"))


def test_an_examiner_cannot_turn_it_off(enters, world, clock, knows):
    """The page does not offer it, and a forged form is refused."""
    visitor = enters(world.certifier)
    knows(world.certifier.person)
    secret, _ = set_up(visitor, clock())
    assert "/account/second/off" not in text_of(visitor.opens("/account/second"))
    at = clock(minutes=2)
    entered = {"password": PASSWORD, "code": codes.code_at(secret, at), "form": "off"}
    answer = visitor.sends("/account/second", "/account/second/off", entered)
    assert answer.status_code == 422
    assert "やめられません" in text_of(answer)


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
