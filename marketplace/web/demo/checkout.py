"""「シミュレーターの支払い画面」 In the place of Stripe's: pay, be declined, walk away."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.test import Client

from marketplace.domain.errors import Conflict, Missing
from marketplace.payments import collector
from marketplace.payments.simulator.gateway import SimulatedGateway
from marketplace.payments.simulator.objects import OPEN, Wrong
from marketplace.payments.stripe.settings import SIMULATED
from marketplace.payments.stripe.webhook import Delivery
from marketplace.web import links
from marketplace.web.demo.door import door


@door.get("/checkout")
def checkout() -> ResponseReturnValue:
    """「支払い画面」 What would be collected, and what may happen to it."""
    ref = request.args.get("session", "")
    if not ref:
        return render_template("demo/checkout.html", found=None, notice=SIMULATED)
    found = _session(ref)
    is_open = found["status"] == OPEN
    return render_template("demo/checkout.html", found=found, notice=SIMULATED, is_open=is_open)


@door.post("/checkout/<ref>/pay")
def pay(ref: str) -> ResponseReturnValue:
    """「支払う」 The simulator tells this site by a signed delivery, as Stripe does."""
    found = _still_open(ref)
    _stripe().simulator.pay(ref)
    _stripe().sender.deliver(_delivered)
    return redirect(links.path_of(found["success_url"]), 303)


@door.post("/checkout/<ref>/decline")
def decline(ref: str) -> ResponseReturnValue:
    """「断られる」 Nothing is collected, and another card may be tried."""
    _still_open(ref)
    _stripe().simulator.decline(ref)
    _stripe().sender.deliver(_delivered)
    flash("カードが断られました（シミュレーター）。別のカードで試すか、戻ることができます。")
    return redirect(url_for("demo.checkout", session=ref), 303)


@door.post("/checkout/<ref>/walk_away")
def walk_away(ref: str) -> ResponseReturnValue:
    """「戻る」 The session stays open until its time is over."""
    return redirect(links.path_of(_session(ref)["cancel_url"]), 303)


def _stripe() -> SimulatedGateway:
    found = collector()
    if not isinstance(found, SimulatedGateway):
        raise Missing("gateway")
    return found


def _session(ref: str) -> dict[str, Any]:
    try:
        return _stripe().simulator.shown(ref)
    except Wrong:
        raise Missing("payment_session") from None


def _still_open(ref: str) -> dict[str, Any]:
    found = _session(ref)
    if found["status"] != OPEN:
        raise Conflict("checkout_over")
    return found


def _delivered(delivery: Delivery) -> int:
    """Through the whole of this site, without a network; a delivery that fails is made up for."""
    headers = {"Stripe-Signature": delivery.signature}
    client = Client(current_app.wsgi_app)
    return client.post("/webhooks/stripe", data=delivery.raw, headers=headers).status_code
