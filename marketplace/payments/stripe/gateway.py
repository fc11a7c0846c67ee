"""「Stripe」 One client of our own, its version pinned, asked only for what we use."""

from __future__ import annotations

import json
from typing import Any

import stripe

from marketplace.domain.checkout import Checkout, Session
from marketplace.payments.card import Collector
from marketplace.payments.faults import Rejected
from marketplace.payments.stripe.faults import as_market_errors
from marketplace.payments.stripe.request import command_key
from marketplace.payments.stripe.settings import API_VERSION, StripeSettings

TIMEOUT = (3, 10)
"""Seconds to connect and to wait for an answer: somebody is waiting for the page."""

PAYS_AT = "https://checkout.stripe.com"


class StripeGateway(Collector):
    """「Stripe」 Opens checkouts on a provider's account, and asks what became of them.

    No call is made inside a transaction of ours, and none is repeated here: whoever tries again
    sends the same key.
    """

    def __init__(
        self, settings: StripeSettings, http_client: stripe.HTTPClient | None = None
    ) -> None:
        """Make the client; nothing is sent yet, and the library's own settings stay as they are."""
        self.settings = settings
        self.is_real = not settings.notice
        self.pays_at = settings.site if settings.simulated else PAYS_AT
        if settings.notice:
            self.label = f"カード払い（{settings.notice}）"
        self._client = stripe.StripeClient(
            settings.secret_key,
            stripe_version=API_VERSION,
            http_client=http_client or stripe.RequestsClient(timeout=TIMEOUT),
            max_network_retries=0,
        )

    def open_checkout(self, checkout: Checkout) -> Session:
        """Make the session of a checkout; the same one however often it is asked for."""
        key = command_key(checkout.contract_ref, f"checkout-{checkout.attempt}")
        options: Any = {"stripe_account": checkout.account, "idempotency_key": key}
        with as_market_errors():
            made = self._client.v1.checkout.sessions.create(json.loads(checkout.request), options)
        return self._usable(_session_of(made.to_dict(), None))

    def session(self, ref: str, account: str) -> Session:
        """Ask for a session, and for its payment where there is one."""
        options: Any = {"stripe_account": account}
        with as_market_errors():
            found = self._client.v1.checkout.sessions.retrieve(ref, None, options).to_dict()
            intent = found.get("payment_intent")
            if not isinstance(intent, str):
                return _session_of(found, None)
            paid = self._client.v1.payment_intents.retrieve(intent, None, options).to_dict()
        return _session_of(found, paid)

    def _usable(self, session: Session) -> Session:
        """Nobody is sent to a page that is neither Stripe's nor ours."""
        if session.url is not None and not session.url.startswith(f"{self.pays_at}/"):
            raise Rejected("gateway_rejected", reason="url")
        return session


def _session_of(plain: dict[str, Any], intent: dict[str, Any] | None) -> Session:
    named = plain.get("metadata") or {}
    received = intent.get("amount_received") if intent else None
    return Session(
        ref=plain["id"],
        status=plain.get("status") or "",
        payment_status=plain.get("payment_status") or "",
        currency=plain.get("currency") or "",
        amount_in_tax=plain.get("amount_total"),
        received_yen=received,
        intent_ref=intent["id"] if intent else None,
        url=plain.get("url"),
        checkout_ref=named.get("checkout_ref", ""),
        contract_ref=named.get("contract_ref", ""),
    )
