"""「知らせの検査」 A delivery is believed for who sent it and when; what it says is asked again.

Checked here and not by Stripe's library, which accepts timestamps of the future, fails on bytes
that are no text before it has looked at the signature, and puts the body into its errors.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from marketplace.domain.checkout import Hint
from marketplace.payments.card import CardPayment
from marketplace.payments.stripe.settings import API_VERSION, StripeSettings

TOLERANCE = 300
"""Seconds between the sender's clock and ours, to either side."""

HEADER = re.compile(r"t=(\d{1,12})((?:,v\d=[0-9a-f]{64}){1,8})\Z", re.ASCII)
V1 = re.compile(r"v1=([0-9a-f]{64})")
NAME = re.compile(r"[\w.-]+\Z", re.ASCII)
WORD = re.compile(r"[\w.]{1,64}\Z", re.ASCII)
OTHER_VERSION = "api_version"
MOST_REF, MOST_VERSION = 255, 64
MOST_SECONDS = 32_503_680_000
"""The year 3000."""


class Forged(Exception):
    """「信じられない知らせ」 Not from whom, when or for whom it should be; says why in one word."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """「届いたもの」 The bytes as they came, and the header that signs them."""

    raw: bytes
    signature: str


def hint(delivery: Delivery, settings: StripeSettings, now: datetime) -> Hint:
    """「知らせ」 A verified event; ``Forged`` for everything else, without a word of its body."""
    found = HEADER.match(delivery.signature)
    if found is None:
        raise Forged("signature_header")
    at, signatures = found.group(1), found.group(2)
    if abs(int(at) - now.timestamp()) > TOLERANCE:
        raise Forged("timestamp")
    # Any of our secrets will do: two are valid while one is being replaced.
    expected = [_signature(at, delivery.raw, secret) for secret in settings.webhook_secrets]
    if not any(hmac.compare_digest(a, b) for a in expected for b in V1.findall(signatures)):
        raise Forged("signature")
    event = _event(delivery.raw)
    _require_ours(event, settings)
    version = event.get("api_version")
    return Hint(
        gateway=CardPayment.name,
        event_id=_word(event.get("id")),
        type=_word(event.get("type")),
        object_kind=_word(_object(event).get("object")),
        object_ref=_short(_object(event).get("id"), MOST_REF),
        account=event["account"],
        api_version=_short(version, MOST_VERSION),
        created_at=_instant(event.get("created")),
        raw=delivery.raw,
        note="" if version == API_VERSION else OTHER_VERSION,
    )


def _signature(at: str, raw: bytes, secret: str) -> str:
    """The signed text is the instant, a full stop and the bytes as they came."""
    return hmac.new(secret.encode(), f"{at}.".encode() + raw, hashlib.sha256).hexdigest()


def _event(raw: bytes) -> dict[str, Any]:
    try:
        event = json.loads(raw.decode())
    except (ValueError, RecursionError):
        raise Forged("json") from None
    if not isinstance(event, dict) or event.get("object") != "event":
        raise Forged("event")
    return event


def _require_ours(event: dict[str, Any], settings: StripeSettings) -> None:
    if event.get("livemode") is not settings.livemode:
        raise Forged("livemode")
    if event.get("account") not in settings.accounts.values():
        raise Forged("account")


def _object(event: dict[str, Any]) -> dict[str, Any]:
    data = event.get("data")
    found = data.get("object") if isinstance(data, dict) else None
    if not isinstance(found, dict):
        raise Forged("event")
    return found


def _word(value: object) -> str:
    if not isinstance(value, str) or not WORD.match(value):
        raise Forged("event")
    return value


def _short(value: object, most: int) -> str:
    """A name as Stripe spells it; what is spelt otherwise names nothing."""
    return value if isinstance(value, str) and len(value) <= most and NAME.match(value) else ""


def _instant(value: object) -> datetime:
    if type(value) is not int or not 0 <= value <= MOST_SECONDS:
        raise Forged("event")
    return datetime.fromtimestamp(value, UTC)
