"""「まねるもの」 Stripe's objects, with the properties that we read or that it requires."""

from __future__ import annotations

import secrets
from typing import Any

OPEN, COMPLETE, EXPIRED = "open", "complete", "expired"
PAID, UNPAID = "paid", "unpaid"


class Wrong(Exception):
    """「誤った要求」 What Stripe would refuse: a status, a kind, a code and the parameter."""

    def __init__(self, code: str, param: str = "", status: int = 400) -> None:
        """Keep what the answer says."""
        super().__init__(code)
        self.status = status
        kind = "idempotency_error" if code == "idempotency_key_reused" else "invalid_request_error"
        self.body = {"error": {"type": kind, "code": code, "param": param, "message": code}}


def new_ref(prefix: str) -> str:
    """A reference of the simulator's."""
    return f"{prefix}_{secrets.token_hex(12)}"


def total_of(lines: list[dict[str, Any]]) -> int:
    """What the lines add up to; whole yen only, as for a currency without decimals."""
    return sum(
        _whole(line, "quantity", 1) * _whole(_price(line), "unit_amount", 0) for line in lines
    )


def session_of(asked: dict[str, Any], url: str, now: int) -> dict[str, Any]:
    """A checkout session that was just made."""
    total = total_of(asked["line_items"])
    ref = new_ref("cs_test")
    return {
        "id": ref,
        "object": "checkout.session",
        "livemode": False,
        "mode": asked["mode"],
        "status": OPEN,
        "payment_status": UNPAID,
        "currency": "jpy",
        "amount_subtotal": total,
        "amount_total": total,
        "created": now,
        "expires_at": int(asked["expires_at"]),
        "url": f"{url}{ref}",
        "success_url": asked["success_url"],
        "cancel_url": asked.get("cancel_url"),
        "client_reference_id": asked.get("client_reference_id"),
        "metadata": asked.get("metadata", {}),
        "payment_intent": None,
        "payment_method_types": asked["payment_method_types"],
        "locale": asked.get("locale"),
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "custom_fields": [],
        "custom_text": dict.fromkeys(TEXTS),
        "shipping_options": [],
    }


TEXTS = ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")


def intent_of(session: dict[str, Any], status: str, now: int) -> dict[str, Any]:
    """The payment behind a session, collected or refused."""
    collected = session["amount_total"] if status == "succeeded" else 0
    return {
        "id": session["payment_intent"] or new_ref("pi"),
        "object": "payment_intent",
        "livemode": False,
        "status": status,
        "amount": session["amount_total"],
        "amount_received": collected,
        "currency": session["currency"],
        "created": now,
        "metadata": session["metadata"],
        "payment_method_types": session["payment_method_types"],
    }


def event_of(kind: str, about: dict[str, Any], place: tuple[str, str], now: int) -> dict[str, Any]:
    """An event about an object as it is now; ``place`` is the account and the API's version."""
    account, version = place
    return {
        "id": new_ref("evt"),
        "object": "event",
        "type": kind,
        "livemode": False,
        "account": account,
        "api_version": version,
        "created": now,
        "pending_webhooks": 1,
        "request": None,
        "data": {"object": about},
    }


def _price(line: dict[str, Any]) -> dict[str, Any]:
    price = line.get("price_data", {})
    if price.get("currency") != "jpy" or not price.get("product_data", {}).get("name"):
        raise Wrong("parameter_invalid", "line_items[price_data]")
    return dict(price)


def _whole(plain: dict[str, Any], name: str, least: int) -> int:
    text = plain.get(name, "")
    if not (text.isascii() and text.isdigit()) or int(text) < least:
        raise Wrong("parameter_invalid_integer", name)
    return int(text)
