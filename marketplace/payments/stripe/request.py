"""「決済画面の注文」 What is asked of Stripe for one checkout: our invoice, line by line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from marketplace.domain.invoice import Invoice

CURRENCY = "jpy"
OPEN_FOR = timedelta(hours=3)
"""How long a session may be paid; Stripe allows 30 minutes to 24 hours."""

MOST_NAME = 250
"""Characters of a line that Stripe's page shows."""


def session_request(
    checkout_ref: str, invoice: Invoice, *, site: str, expires_at: datetime
) -> dict[str, Any]:
    """「注文」 The lines and one line of tax a rate add up to the invoice's total, 税込.

    Stripe is asked for no tax of its own: rounding stays ours (消費税法57条の4).
    """
    ref = invoice.contract_ref
    named = {"checkout_ref": checkout_ref, "contract_ref": ref, "invoice_number": invoice.number}
    page = f"{site}/sme/contracts/{ref}"
    return {
        "mode": "payment",
        "locale": "ja",
        "payment_method_types": ["card"],
        "line_items": list(_lines(invoice)),
        "client_reference_id": ref,
        "metadata": named,
        "payment_intent_data": {"metadata": named},
        "success_url": f"{page}?card=done",
        "cancel_url": f"{page}?card=left",
        "expires_at": int(expires_at.timestamp()),
    }


def command_key(contract_ref: str, purpose: str) -> str:
    """「命令の鍵」 The idempotency key: the same whenever the same purpose is sent again."""
    digest = hashlib.sha256(f"{contract_ref}:{purpose}".encode()).hexdigest()
    return f"cmd-{digest[:32]}"


def _lines(invoice: Invoice) -> Iterator[dict[str, Any]]:
    for line in invoice.lines:
        if line.amount_ex_tax:
            yield _line(line.name, line.unit_ex_tax, line.quantity)
    for tax in invoice.taxes:
        if tax.tax_yen:
            yield _line(f"消費税（{tax.rate_bp / 100:g}%）", tax.tax_yen, 1)


def _line(name: str, unit: int, quantity: int) -> dict[str, Any]:
    product = {"name": name[:MOST_NAME]}
    price = {"currency": CURRENCY, "unit_amount": unit, "product_data": product}
    return {"quantity": quantity, "price_data": price}
