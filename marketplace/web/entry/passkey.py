"""「パスキーで入る」 Without an address or a password: the device names its person."""

from __future__ import annotations

from flask import Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts import passkeys
from marketplace.desk.accounts.passkeys import UsePasskey
from marketplace.domain.account import Proof
from marketplace.web import links, proofs, visit
from marketplace.web.public.door import door


@door.get("/signin/passkey")
def passkey() -> ResponseReturnValue:
    """「パスキーで入る」 One button; where it cannot be used, the page says why."""
    if visit.person() is not None:
        return redirect(links.onward(request.args.get("next", "")), 303)
    return render_template(
        "entry/passkey.html", site=proofs.site(), back=request.args.get("next", "")
    )


@door.post("/signin/passkey/options")
def passkey_options() -> ResponseReturnValue:
    """「問い」 What the browser asks its devices, as JSON."""
    asked = passkeys.asking(proofs.draw(), site=proofs.required_site())
    return Response(asked, mimetype="application/json")


@door.post("/signin/passkey", shows="public.passkey")
def enter_by_passkey() -> ResponseReturnValue:
    """「入る」 The device checked its user, so nothing more is asked for."""
    order = UsePasskey(request.form.get("answer", ""), proofs.drawn())
    site = proofs.required_site()
    person = visit.store().run(passkeys.use_passkey, order, visit.instant(), site=site)
    visit.begin(person.ref, Proof.PASSKEY, second=True)
    return redirect(links.onward(request.form.get("next", "")), 303)
