"""「契約内容の控え」 What both parties agreed, on paper: a copy, not the agreement itself."""

from __future__ import annotations

from typing import Any

from marketplace.domain.contract import Application, Contract
from marketplace.domain.days import japan_day
from marketplace.domain.offering import Offering
from marketplace.domain.quote import consents_of
from marketplace.print import conditions
from marketplace.print.agreed import party, prices, roles, sums
from marketplace.print.sheet import pdf
from marketplace.print.spelt import UNKNOWN, day, size

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
        "parties": [party("利用企業", agreed.company), party("提供事業者", agreed.provider)],
        "service": _service(agreed),
        "term": _term(contract, offering),
        "prices": prices(agreed.breakdown),
        "sums": sums(agreed.breakdown),
        "each_time": "、".join(agreed.breakdown.each_time),
        "instructions": list(instructions),
        "roles": roles(offering),
        "signed": _signed(agreed, offering),
        "notes": [*_NOTES, *([_SAMPLE] if sample else [])],
        "sample": sample,
    }


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
        ["更新", conditions.renewal(terms)],
        ["解約の予告", conditions.notice(terms)],
        ["途中の解約", conditions.early(terms)],
    ]


def _months(months: int | None) -> str:
    return UNKNOWN if months is None else f"{months}か月" if months else "なし"


def _signed(agreed: Application, offering: Offering) -> list[list[str]]:
    """Who signed what, as far as it was signed here."""
    signature = agreed.signature
    if signature is None:
        return []
    names = {one.code: one.name for one in consents_of(offering)}
    consents = "、".join(names[code] for code in signature.consents)
    return [
        ["申込みの署名", f"{signature.person}（{day(japan_day(signature.signed_at))}）"],
        ["同意した項目", consents],
        ["見積りの記号", signature.quote_ref],
        ["見積りの指紋", signature.digest],
    ]
