"""「契約内容の控え」 What both parties agreed, on paper: a copy, not the agreement itself."""

from __future__ import annotations

from typing import Any

from marketplace.domain.contract import Application, Contract
from marketplace.domain.offering import Offering
from marketplace.domain.organisation import Organisation
from marketplace.domain.service import NONE, Insurance
from marketplace.domain.tariff import Breakdown, Charge
from marketplace.print.sheet import pdf
from marketplace.print.spelt import UNKNOWN, day, declared, name, size, yen

_BROKER = "本サイトは保険の募集・媒介を行いません。"
_NOTES = (
    "金額は、申込みのときに示したものです。あとで料金が変わっても、この契約の金額は変わりません。",
    "断れる料金（任意のオプション）は入れていません。消費税は、請求書ごとに計算して加えます。",
)
_SAMPLE = "見本のため、会社・契約・金額はすべて架空です。"


def contract_pdf(contract: Contract, offering: Offering, instructions: tuple[str, ...]) -> bytes:
    """「契約内容の控え」 ``offering`` is what the pinned dossier says of terms and parties."""
    return pdf("contract", _data(contract, offering, instructions), contract.signed_on)


def _data(contract: Contract, offering: Offering, instructions: tuple[str, ...]) -> dict[str, Any]:
    agreed = contract.application
    sample = agreed.company.fictional or agreed.provider.fictional
    return {
        "title": "契約内容の控え",
        "name": f"契約内容の控え {contract.ref}",
        "number": f"契約の記号 {contract.ref}",
        "issued": f"契約の日 {day(contract.signed_on)}",
        "parties": [_party("利用企業", agreed.company), _party("提供事業者", agreed.provider)],
        "service": _service(agreed),
        "term": _term(contract, offering),
        "prices": _prices(agreed.breakdown),
        "sums": _sums(agreed.breakdown),
        "each_time": "、".join(agreed.breakdown.each_time),
        "instructions": list(instructions),
        "roles": _roles(offering),
        "notes": [*_NOTES, *([_SAMPLE] if sample else [])],
        "sample": sample,
    }


def _party(role: str, org: Organisation) -> dict[str, Any]:
    number = f"法人番号 {org.corporate_number}" if org.corporate_number else ""
    registered = f"登録番号 {org.invoice_number}" if org.invoice_number else ""
    lines = [line for line in (org.address, number, registered) if line]
    return {"role": role, "name": name(org), "lines": lines}


def _service(agreed: Application) -> list[list[str]]:
    return [
        ["サービス", agreed.offering_name],
        ["料金プラン", agreed.plan.name],
        ["サービス区分", agreed.plan.tier.label],
        ["適合確認書の記号", agreed.certificate_ref],
        ["規模", size(agreed.size)],
    ]


def _term(contract: Contract, offering: Offering) -> list[list[str]]:
    terms, first, last = offering.terms, contract.starts_on, contract.term_ends_on
    return [
        ["開始日", day(first)],
        ["契約期間の末日", f"{day(last)}（{contract.application.months}か月）"],
        ["最低契約", _months(contract.application.plan.term_months)],
        ["更新", declared(terms.renewal)],
        ["解約の予告", UNKNOWN if terms.notice_days is None else f"{terms.notice_days}日前まで"],
        ["途中の解約", declared(terms.early_termination)],
    ]


def _months(months: int | None) -> str:
    return UNKNOWN if months is None else f"{months}か月" if months else "なし"


def _prices(found: Breakdown) -> list[list[str]]:
    untold = ["", "事業者の申告がありません", "", UNKNOWN, UNKNOWN]
    return [_price(charge) for charge in found.charges] + [[one, *untold] for one in found.unknown]


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


def _sums(found: Breakdown) -> list[list[str]]:
    parts = {
        "月額": found.monthly_ex_tax,
        "年額": found.yearly_ex_tax,
        "初期費用": found.one_time_ex_tax,
    }
    due = {label: amount for label, amount in parts.items() if amount != 0}
    sums = due | {f"{found.months}か月の合計": found.total_ex_tax}
    return [[f"{label}（税抜）", yen(amount)] for label, amount in sums.items()]


def _roles(offering: Offering) -> list[list[str]]:
    return [
        *([party.role.label, party.company] for party in offering.parties),
        ["保険", _insurance(offering.insurance) + _BROKER],
    ]


def _insurance(found: Insurance) -> str:
    """「保険の事実」 Called so only with insurer and policy; told, never recommended."""
    if not found.attached:
        return "付いていません。" if found.attached is False else f"付くかどうかは{UNKNOWN}です。"
    if not found.insurer or not found.policy or NONE in (found.insurer, found.policy):
        return "付帯する補償があります。保険かどうかは確かめられていません。"
    holder = declared(found.policyholder)
    return f"引受け {found.insurer}、証券 {found.policy}、契約者 {holder}。"
