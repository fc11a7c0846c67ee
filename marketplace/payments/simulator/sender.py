"""「配達」 The simulator's events, delivered with real signatures."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import stripe

from marketplace.payments.simulator.shelf import Shelf
from marketplace.payments.stripe.webhook import Delivery

Post = Callable[[Delivery], int]
"""「届け先」 Takes a delivery and gives the status that was answered."""


class Sender:
    """「配達」 Signs with the endpoint's secret; sends each event once by itself."""

    def __init__(self, shelf: Shelf, secret: str, clock: Callable[[], datetime]) -> None:
        """Begin with what happens from now on."""
        self._shelf, self._secret, self._clock = shelf, secret, clock
        self._sent = len(shelf.events())

    def delivery(self, event: dict[str, Any]) -> Delivery:
        """An event as it is sent now: each try has a timestamp and a signature of its own."""
        return signed(event, self._secret, self._clock())

    def deliver(self, post: Post) -> list[int]:
        """Send what has happened since the last time."""
        events = self._shelf.events()
        waiting, self._sent = events[self._sent :], len(events)
        return [post(self.delivery(event)) for event in waiting]


def signed(event: dict[str, Any], secret: str, now: datetime) -> Delivery:
    """「署名」 The bytes and the header, as Stripe makes them."""
    text = json.dumps(event, ensure_ascii=False)
    header = stripe.WebhookSignature.generate_signature_header(
        text, secret, timestamp=int(now.timestamp())
    )
    return Delivery(text.encode(), header)
