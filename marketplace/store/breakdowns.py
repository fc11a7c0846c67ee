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
from marketplace.store.certificates import certificate_row
from marketplace.store.rows import ApplicationRow, DossierRow, QuoteRow
from marketplace.store.trials import trial_row


def entry_keys(book: Book, certificate_ref: str, trial_ref: str) -> dict[str, Any]:
    """What the plan is listed by, and the provider; no more than one of the two is named."""
    if certificate_ref:
        paper = certificate_row(book, certificate_ref)
        return {"certificate_key": paper.key, "provider_key": paper.org_key}
    trial = trial_row(book, trial_ref)
    return {"trial_key": trial.key, "provider_key": trial.org_key}


def entry_refs(row: QuoteRow | ApplicationRow) -> dict[str, str]:
    """The references of what the plan was listed by: one of them is empty."""
    return {
        "certificate_ref": row.certificate_ref or "",
        "trial_ref": row.trial_ref or "",
    }


def dossier_key(book: Book, entry_ref: str, ref: str) -> int:
    """The version that is pinned; it is one of the listed offering."""
    find = trial_row if entry_ref.startswith("tl_") else certificate_row
    same = DossierRow.offering_key == find(book, entry_ref).offering_key
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
