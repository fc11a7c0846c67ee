"""「合意の部分」 What a quote and the copy of a contract show alike: parties, amounts, roles."""

from __future__ import annotations

from typing import Any

from marketplace.domain.offering import Offering
from marketplace.domain.organisation import Organisation
from marketplace.domain.tariff import Breakdown, Charge
from marketplace.print.insured import insurance_line
from marketplace.print.spelt import UNKNOWN, name, yen


def party(role: str, org: Organisation) -> dict[str, Any]:
    """One side, with its address and numbers."""
    number = f"法人番号 {org.corporate_number}" if org.corporate_number else ""
    registered = f"登録番号 {org.invoice_number}" if org.invoice_number else ""
    lines = [line for line in (org.address, number, registered) if line]
    return {"role": role, "name": name(org), "lines": lines}


def prices(found: Breakdown) -> list[list[str]]:
    """Each line of the price: how it is reckoned, when it is paid, one payment."""
    untold = ["", "事業者の申告がありません", "", UNKNOWN, UNKNOWN]
    return [_price(charge) for charge in found.charges] + [[one, *untold] for one in found.unknown]


def sums(found: Breakdown) -> list[list[str]]:
    """Monthly, yearly and single sums, and the total of the term."""
    parts = {
        "月額": found.monthly_ex_tax,
        "年額": found.yearly_ex_tax,
        "初期費用": found.one_time_ex_tax,
    }
    due = {label: amount for label, amount in parts.items() if amount != 0}
    shown = due | {f"{found.months}か月の合計": found.total_ex_tax}
    return [[f"{label}（税抜）", yen(amount)] for label, amount in shown.items()]


def roles(offering: Offering) -> list[list[str]]:
    """Who does which part, and the fixed line on insurance."""
    return [
        *([one.role.label, one.company] for one in offering.parties),
        ["保険", insurance_line(offering.insurance)],
    ]


def _price(charge: Charge) -> list[str]:
    unit = f"{yen(charge.unit_ex_tax)} ×"
    count = f"{charge.quantity:,}{charge.basis.counter}"
    paid = [_payment(charge), yen(charge.amount_ex_tax)]
    return [charge.name, unit, charge.basis.label, count, *paid]


def _payment(charge: Charge) -> str:
    if charge.period is None:
        return "1回だけ"
    ahead = f"・{charge.prepay_months}か月分を前払い" if charge.prepay_months else ""
    return charge.period.label + ahead + _campaign(charge)


def _campaign(charge: Charge) -> str:
    first, last = charge.first_month, charge.last_month
    if last is None:
        return f"・{first}か月目〜" if first > 1 else ""
    return f"・{first}〜{last}か月目"
