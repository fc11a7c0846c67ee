"""What quotes and applications pin: a version, one of its plans, and the price that was shown."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from marketplace.domain.offering import Dossier, Plan
from marketplace.domain.price import Basis, Period
from marketplace.domain.tariff import Breakdown, Charge
from marketplace.store.access import found
from marketplace.store.book import Book
from marketplace.store.rows import CertificateRow, DossierRow


def dossier_key(book: Book, certificate: CertificateRow, ref: str) -> int:
    """The version that is pinned; it is one of the certified offering."""
    same = DossierRow.offering_key == certificate.offering_key
    key = book.session.scalar(select(DossierRow.key).where(DossierRow.ref == ref, same))
    return found(key, "dossier", ref)


def plan_of(dossier: Dossier, code: str) -> Plan:
    """The plan of a version by its code."""
    plans = [plan for plan in dossier.offering.plans if plan.code == code]
    return found(plans[0] if plans else None, "plan", code)


def breakdown_of(text: str) -> Breakdown:
    """The domain value of a canonical spelling that was kept."""
    plain: dict[str, Any] = json.loads(text)
    charges = tuple(_charge_of(charge) for charge in plain["charges"])
    each_time = tuple(plain.get("each_time", ()))
    return Breakdown(charges, tuple(plain["unknown"]), plain["months"], each_time)


def _charge_of(plain: dict[str, Any]) -> Charge:
    period = plain.get("period")
    return Charge(
        name=plain["name"],
        basis=Basis(plain["basis"]),
        quantity=plain["quantity"],
        unit_ex_tax=plain["unit_ex_tax"],
        period=None if period is None else Period(period),
        first_month=plain.get("first_month", 1),
        last_month=plain.get("last_month"),
        prepay_months=plain.get("prepay_months"),
    )
