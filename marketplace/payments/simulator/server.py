"""「シミュレーター」 The few calls of Stripe's API that we make, answered without any network.

It knows checkout sessions and the payments behind them, replays what was answered to an
idempotency key, lets sessions expire by its clock, and refuses parameters that it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from marketplace.payments.simulator.form import parsed
from marketplace.payments.simulator.objects import (
    COMPLETE,
    EXPIRED,
    OPEN,
    PAID,
    Wrong,
    event_of,
    intent_of,
    session_of,
    total_of,
)
from marketplace.payments.simulator.shelf import Shelf
from marketplace.payments.stripe.settings import API_VERSION

SESSIONS = "/v1/checkout/sessions"
SHORTEST, LONGEST = 30 * 60, 24 * 60 * 60
LEAST, MOST = 50, 99_999_999
ONE = re.compile(r"/v1/(?:checkout/sessions/(?P<cs>cs_\w+)|payment_intents/(?P<pi>pi_\w+))\Z")
NEEDED = ("mode", "line_items", "success_url", "expires_at", "payment_method_types")
KNOWN = {*NEEDED, "cancel_url", "client_reference_id", "locale", "metadata", "payment_intent_data"}

Answer = tuple[int, dict[str, Any], dict[str, str]]


class Simulator:
    """「シミュレーター」 ``url`` + reference is where one pays; ``clock`` lets sessions expire."""

    def __init__(self, shelf: Shelf, url: str, clock: Callable[[], datetime]) -> None:
        """Remember on a shelf, which may outlive this."""
        self.shelf, self.url, self._clock = shelf, url, clock

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: str) -> Answer:
        """「答え」 Status, object and headers, as Stripe would give them."""
        try:
            with self.shelf.held():
                return self._answer((method, path), headers, body)
        except Wrong as wrong:
            return wrong.status, wrong.body, {}

    def pay(self, ref: str) -> dict[str, Any]:
        """「支払う」 The card is accepted."""
        return self._try_to_pay(ref, "succeeded", "checkout.session.completed")

    def decline(self, ref: str) -> dict[str, Any]:
        """「断られる」 The card is not accepted; the session stays open."""
        return self._try_to_pay(ref, "requires_payment_method", "payment_intent.payment_failed")

    def shown(self, ref: str) -> dict[str, Any]:
        """A session as a visitor of its page finds it; ``Wrong`` where there is none."""
        with self.shelf.held():
            return self._session(self.shelf.account_of(ref) or "", ref)

    def expire(self) -> None:
        """「期限切れを知らせる」 Look at every session, as time does at Stripe."""
        for ref in self.shelf.refs("cs_"):
            self.shown(ref)

    def _answer(self, call: tuple[str, str], headers: Mapping[str, str], body: str) -> Answer:
        account = _account(headers)
        if call == ("POST", SESSIONS):
            return self._create(account, headers.get("Idempotency-Key", ""), body)
        return 200, self._found(account, *call), {}

    def _create(self, account: str, key: str, body: str) -> Answer:
        before = self.shelf.answered(account, key) if key else None
        if before is not None:
            return _replayed(before, body)
        made = session_of(self._checked(parsed(body)), self.url, self._now())
        self.shelf.put(account, made)
        if key:
            self.shelf.remember(account, key, body, made)
        return 200, made, {}

    def _checked(self, asked: dict[str, Any]) -> dict[str, Any]:
        for name in sorted(set(asked) - KNOWN):
            raise Wrong("parameter_unknown", name)
        for name in NEEDED:
            if not asked.get(name):
                raise Wrong("parameter_missing", name)
        if asked["mode"] != "payment":
            raise Wrong("parameter_invalid", "mode")
        if not LEAST <= total_of(asked["line_items"]) <= MOST:
            raise Wrong("amount_too_small", "line_items")
        self._require_expiry(asked["expires_at"])
        return asked

    def _require_expiry(self, text: str) -> None:
        with suppress(ValueError):
            if SHORTEST <= int(text) - self._now() <= LONGEST:
                return
        raise Wrong("parameter_invalid", "expires_at")

    def _found(self, account: str, method: str, path: str) -> dict[str, Any]:
        named = ONE.match(path)
        if method != "GET" or named is None:
            raise Wrong("url_unknown", status=404)
        if ref := named["cs"]:
            return self._session(account, ref)
        return self._kept(account, named["pi"])

    def _session(self, account: str, ref: str) -> dict[str, Any]:
        """A session, expired by now where its time is over."""
        found = self._kept(account, ref)
        if found["status"] == OPEN and found["expires_at"] <= self._now():
            found |= {"status": EXPIRED, "url": None}
            self._changed(account, found, "checkout.session.expired")
        return found

    def _try_to_pay(self, ref: str, status: str, kind: str) -> dict[str, Any]:
        with self.shelf.held():
            account = self.shelf.account_of(ref) or ""
            session = self._session(account, ref)
            if session["status"] != OPEN:
                raise Wrong("session_not_open")
            intent = intent_of(session, status, self._now())
            session["payment_intent"] = intent["id"]
            if status == "succeeded":
                session |= {"status": COMPLETE, "payment_status": PAID, "url": None}
            self.shelf.put(account, intent)
            self.shelf.put(account, session)
            self._changed(account, session if kind.startswith("checkout.") else intent, kind)
            return session

    def _changed(self, account: str, about: dict[str, Any], kind: str) -> None:
        self.shelf.put(account, about)
        self.shelf.tell(account, event_of(kind, about, (account, API_VERSION), self._now()))

    def _kept(self, account: str, ref: str) -> dict[str, Any]:
        found = self.shelf.get(account, ref)
        if found is None:
            raise Wrong("resource_missing", "id", 404)
        return found

    def _now(self) -> int:
        return int(self._clock().timestamp())


def _account(headers: Mapping[str, str]) -> str:
    """Whose account the request is made on, once the key and the version are right."""
    if not headers.get("Authorization", "").startswith("Bearer sk_test_"):
        raise Wrong("api_key_invalid", status=401)
    if headers.get("Stripe-Version") != API_VERSION:
        raise Wrong("api_version_unknown")
    account = headers.get("Stripe-Account", "")
    if not account.startswith("acct_"):
        raise Wrong("account_invalid", status=403)
    return account


def _replayed(before: tuple[str, dict[str, Any]], body: str) -> Answer:
    asked, made = before
    if asked != body:
        raise Wrong("idempotency_key_reused")
    return 200, made, {"Idempotent-Replayed": "true"}
