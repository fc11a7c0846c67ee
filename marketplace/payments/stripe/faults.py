"""「決済の誤り」 What Stripe's library raises, in the market's own errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import stripe

from marketplace.domain.errors import Missing, Unavailable
from marketplace.payments.faults import Declined, OutcomeUnknown, Rejected

NOT_FOUND = 404
IN_USE = 409
"""Somebody sends the same key at this very moment."""
SERVER = 500


@contextmanager
def as_market_errors() -> Iterator[None]:
    """Turn what the library raises into ours; its texts may name keys and are dropped."""
    try:
        yield
    except stripe.StripeError as error:
        raise _meaning(error) from None


def _meaning(error: stripe.StripeError) -> Exception:
    if isinstance(error, stripe.APIConnectionError):
        return OutcomeUnknown("payment_outcome_unknown")
    if isinstance(error, stripe.CardError):
        return Declined("payment_declined")
    if isinstance(error, stripe.RateLimitError) or error.http_status == IN_USE:
        return Unavailable("gateway_busy")
    if error.http_status == NOT_FOUND:
        return Missing("payment_session")
    if (error.http_status or SERVER) >= SERVER:
        return OutcomeUnknown("payment_outcome_unknown")
    return Rejected("gateway_rejected", reason=type(error).__name__)
