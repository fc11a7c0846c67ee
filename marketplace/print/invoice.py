"""「請求書」 適格請求書 on paper: everything 消費税法57条の4 asks for, and how to pay."""

from __future__ import annotations

from typing import Any

from marketplace.domain.invoice import Invoice, InvoiceLine, TaxSum
from marketplace.domain.organisation import BankAccount, Organisation
from marketplace.domain.tax import TaxCategory
from marketplace.print.sheet import pdf
from marketplace.print.spelt import UNKNOWN, day, name, percent, yen

_SAMPLE = "見本のため、会社・口座・金額はすべて架空です。この請求書で支払うことはできません。"
_UNQUALIFIED = "登録番号の記載がないため、適格請求書ではありません。"
_ROUNDING = "消費税は、税率ごとに1回だけ計算し、1円未満を切り捨てています。"


def invoice_pdf(invoice: Invoice, instructions: tuple[str, ...]) -> bytes:
    """「請求書」 ``instructions`` are what the gateway of the contract says about paying."""
    return pdf("invoice", _data(invoice, instructions), invoice.issued_on)


def _data(invoice: Invoice, instructions: tuple[str, ...]) -> dict[str, Any]:
    account = _account(invoice.issuer.bank_account, instructions)
    return {
        "title": "請求書",
        "name": f"請求書 {invoice.number}",
        "number": f"請求書番号 {invoice.number}",
        "issued": f"発行日 {day(invoice.issued_on)}",
        "issuer": _party(invoice.issuer),
        "registration": f"登録番号 {invoice.issuer.invoice_number or UNKNOWN}",
        "recipient": _party(invoice.recipient),
        "total": yen(invoice.total_in_tax),
        "due": day(invoice.due_on),
        "lines": [_line(line) for line in invoice.lines],
        "taxes": [_tax(row) for row in invoice.taxes],
        "account": _account_rows(account) if account else [],
        "instructions": [s for s in instructions if not (account and _names(s, account))],
        "notes": _notes(invoice),
        "sample": invoice.issuer.fictional or invoice.recipient.fictional,
    }


def _party(org: Organisation) -> dict[str, str]:
    return {"name": name(org), "address": org.address}


def _line(line: InvoiceLine) -> list[str]:
    until = line.supplied_until
    return [
        line.name,
        day(line.supplied_from) + ("〜" if until != line.supplied_from else ""),
        day(until) if until != line.supplied_from else "",
        f"{line.quantity:,}{line.counter}",
        yen(line.unit_ex_tax),
        percent(line.rate_bp) if line.rate_bp else line.tax.label,
        yen(line.amount_ex_tax),
    ]


def _tax(row: TaxSum) -> list[str]:
    rate = f"{percent(row.rate_bp)}対象" if row.is_taxed else TaxCategory.OUT_OF_SCOPE.label
    return [rate, yen(row.base_yen), yen(row.tax_yen) if row.is_taxed else ""]


def _account(account: BankAccount | None, instructions: tuple[str, ...]) -> BankAccount | None:
    """The account to pay into: only where the way of paying names it, or nothing is said."""
    if account and instructions and not any(_names(s, account) for s in instructions):
        return None
    return account


def _names(sentence: str, account: BankAccount) -> bool:
    return account.number in sentence and account.holder in sentence


def _account_rows(account: BankAccount) -> list[list[str]]:
    return [
        ["銀行・支店", f"{account.bank}　{account.branch}"],
        ["口座", f"{account.kind}　{account.number}"],
        ["口座名義", account.holder],
    ]


def _notes(invoice: Invoice) -> list[str]:
    issuer = invoice.issuer
    notes = {_UNQUALIFIED: not issuer.invoice_number, _ROUNDING: True, _SAMPLE: issuer.fictional}
    return [note for note, holds in notes.items() if holds]
