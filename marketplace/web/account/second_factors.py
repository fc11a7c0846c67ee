"""「もう一つの確認」 Set up an authenticator, keep spare codes, change the device, turn it off."""

from __future__ import annotations

import segno
from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts import proving
from marketplace.desk.accounts import second_factors as desk
from marketplace.desk.accounts.proving import TurnOff
from marketplace.desk.accounts.second_factors import ConfirmSecond, Setup, ShowSecond, State
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Person
from marketplace.web import language, links, look, proofs, visit
from marketplace.web.account.door import door

QUIET = 4
"""Modules of white around the picture, as ISO/IEC 18004 asks."""

GROUP = 4


@door.get("/second")
def second_factors(person: Person) -> ResponseReturnValue:
    """「もう一つの確認」 What is on, and what can be done; the set-up where nothing is."""
    with visit.store().read() as book:
        state = desk.state_of(book, person)
    hindrance = proofs.hindrance(person) if _sets_up(state) else None
    setup = _setup(person) if _sets_up(state) and not hindrance else None
    return render_template(
        "account/second.html",
        state=state,
        setup=setup,
        hindrance=hindrance,
        picture=_picture(setup) if setup else "",
        groups=_groups(setup.secret) if setup else "",
        back=look.kept("next", request.args.get("next", "")),
    )


@door.post("/second", shows="account.second_factors")
def confirm_second(person: Person) -> ResponseReturnValue:
    """「登録する」 The spare codes are shown in this answer, and never again."""
    entered = request.form
    order = ConfirmSecond(entered.get("note", ""), entered.get("code", ""), proofs.proven())
    made = visit.store().run(
        desk.confirm_second, person, order, visit.instant(), seal=proofs.seal()
    )
    proofs.strengthen(person)
    return _codes(made, links.after_sign_in(visit.actor(), entered.get("next", "")))


@door.post("/second/codes", shows="account.second_factors")
def renew_codes(person: Person) -> ResponseReturnValue:
    """「予備コードを作り直す」 With a code; the old ones are good no more."""
    order = ShowSecond(request.form.get("code", ""))
    made = proving.renewed_codes(visit.store(), person, order, visit.instant(), seal=proofs.seal())
    return _codes(made, url_for("account.home"))


@door.post("/second/codes.txt")
def codes_file(person: Person) -> ResponseReturnValue:
    """「予備コードのファイル」 Of codes that the page has just shown; nobody else's are written."""
    written = request.form.get("codes", "").split()
    with visit.store().read() as book:
        if not desk.are_open(book, person, written):
            raise Refused("codes_gone")
    text = render_template("account/codes.txt", codes=written, person=person)
    answer = Response(text, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="otasuke-codes.txt"'
    return answer


@door.post("/second/off", shows="account.second_factors")
def turn_off_second(person: Person) -> ResponseReturnValue:
    """「やめる」 With the password and a code."""
    order = TurnOff(request.form.get("password", ""), request.form.get("code", ""))
    proving.turn_off(visit.store(), person, order, visit.instant(), seal=proofs.seal())
    return links.done("もう一つの確認をやめました。", "account.home")


def _sets_up(state: State) -> bool:
    """Whether this page is for a new device."""
    named = request.args.get("device") == "new" or look.kept("form") == "setup"
    return state.since is None or named


def _setup(person: Person) -> Setup:
    """The one that was being set up, else a new one: nothing is kept until its code comes."""
    now, seal, note = visit.instant(), proofs.seal(), look.kept("note")
    kept = desk.same_setup(person, note, now, seal=seal) if note else None
    return kept or desk.new_setup(person, now, seal=seal)


def _picture(setup: Setup) -> str:
    """The address of the secret as a QR code; inline, so that no address carries it."""
    made = segno.make(setup.address, error="m", micro=False)
    title = language.said("確認アプリで読み取る図。読み取れないときは、下の文字を入力します。")
    drawn = made.svg_inline(border=QUIET, omitsize=True, light="#fff", svgclass="qr", title=title)
    return str(drawn).replace("<svg ", '<svg role="img" ', 1)


def _groups(secret: str) -> str:
    return " ".join(secret[n : n + GROUP] for n in range(0, len(secret), GROUP))


def _codes(made: tuple[str, ...], onward: str) -> str:
    return render_template("account/codes.html", codes=made, onward=onward)
