"""Another device, other spare codes, or no second factor: what it takes to change it."""

from marketplace.desk.accounts import codes, second_factors
from marketplace.desk.accounts.sealing import seal_of
from tests.web.accounts.entering import NOTE, PASSWORD, SECRET, SPARE, set_up, text_of
from tests.web.conftest import KEY


def test_a_stolen_password_registers_no_device(enters, world, clock):
    """With an authenticator on, a session that has not shown it sees no picture and sets none."""
    setup = second_factors.new_setup(world.certifier.person, clock(), seal=seal_of(KEY))
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
