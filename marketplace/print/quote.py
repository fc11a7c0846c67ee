"""「見積書」 What is promised to a company, until when, and what signing it would lead to."""

from __future__ import annotations

from typing import Any

from marketplace.domain.certificate import TRIAL_WORDS
from marketplace.domain.days import japan_day
from marketplace.domain.invoice import PAYMENT_DAYS
from marketplace.domain.outlook import EarlyCost, Outlook, outlook
from marketplace.domain.quote import Quote
from marketplace.domain.schedule import Run
from marketplace.print import conditions
from marketplace.print.agreed import party, prices, roles, sums
from marketplace.print.sheet import pdf
from marketplace.print.spelt import UNKNOWN, day, size, yen

_NOTES = (
    "この書面は見積りで、契約ではありません。申し込み、提供事業者が承諾したときに契約になります。",
    "断れる料金（任意のオプション）は入れていません。",
    "税込の額は、請求書ごとに税率ごとに1回、1円未満を切り捨てて見積もったものです。",
)
_PROVISIONAL = (
    "参考掲載のサービスの見積りで、料金は最終のものではありません。申し込むと仮申込になり、"
    "適合確認書が出て、最終の料金に同意するまで、契約にはなりません。"
)
_SAMPLE = "見本のため、会社・サービス・金額はすべて架空です。"


def quote_pdf(quote: Quote) -> bytes:
    """「見積書」 The same bytes on every day: its days are reckoned from the day it was made."""
    return pdf("quote", _data(quote), japan_day(quote.made_at))


def _data(quote: Quote) -> dict[str, Any]:
    made, sample = japan_day(quote.made_at), quote.company.fictional or quote.provider.fictional
    ahead = outlook(quote, made)
    return {
        "title": "見積書",
        "name": f"見積書 {quote.ref}",
        "number": f"見積りの記号 {quote.ref}",
        "issued": f"作成日 {day(made)}",
        "valid": day(quote.valid_until),
        "total_ex": yen(ahead.schedule.total_ex_tax),
        "total_in": yen(ahead.schedule.total_in_tax),
        "parties": [party("利用企業", quote.company), party("提供事業者", quote.provider)],
        "service": _service(quote),
        "prices": prices(quote.breakdown),
        "sums": sums(quote.breakdown),
        "each_time": "、".join(quote.breakdown.each_time),
        "payments": [_payment(run) for run in ahead.schedule.runs],
        "term": _term(quote, ahead),
        "early": [_early(one) for one in ahead.early],
        "roles": roles(quote.offering),
        "digest": quote.digest,
        "notes": [*_notes(quote), *([_SAMPLE] if sample else [])],
        "sample": sample,
    }


def _notes(quote: Quote) -> tuple[str, ...]:
    """A provisional quote says first what it is not."""
    return (_PROVISIONAL, *_NOTES[1:]) if quote.provisional else _NOTES


def _service(quote: Quote) -> list[list[str]]:
    return [
        ["サービス", quote.offering.name],
        ["料金プラン", quote.plan.name],
        ["サービス区分", quote.plan.tier.label],
        _entitled(quote),
        ["規模", size(quote.size)],
        ["契約期間", f"{quote.months}か月"],
    ]


def _entitled(quote: Quote) -> list[str]:
    """What the plan is listed by; a trial listing goes with its fixed words."""
    if quote.provisional:
        return ["参考掲載の記号", f"{quote.trial_ref}（{TRIAL_WORDS}）"]
    return ["適合確認書の記号", quote.certificate_ref]


def _term(quote: Quote, ahead: Outlook) -> list[list[str]]:
    terms, last = quote.offering.terms, ahead.notice_deadline
    deadline = "" if last is None else f"契約期間の末日でやめるときは {day(last)} まで。"
    first = ahead.schedule.first
    due = f"支払期日は、請求書の発行日から{PAYMENT_DAYS}日後です。"
    return [
        ["仮の開始日", f"{day(ahead.starts_on)}（実際の日は、承諾のときに決まります）"],
        ["契約期間の末日", f"{day(ahead.term_ends_on)}（仮の開始日から数えた日）"],
        ["最初の請求", f"{first.month}か月目の分 {yen(first.in_tax)}（税込）。{due}"],
        ["更新", conditions.renewal(terms)],
        ["解約の予告", conditions.notice(terms) + deadline],
        ["途中の解約", conditions.early(terms)],
        ["振込手数料", "別の取り決めがなければ、お支払いになる側のご負担です（民法485条）。"],
    ]


def _payment(run: Run) -> list[str]:
    span = f"{run.first}か月目" if run.months == 1 else f"{run.first}〜{run.last}か月目（各月）"
    return [span, yen(run.ex_tax), yen(run.in_tax)]


def _early(one: EarlyCost) -> list[str]:
    fee = UNKNOWN if one.fee_ex_tax is None else yen(one.fee_ex_tax)
    return [f"{one.after}か月で", f"{one.left_months}か月・{yen(one.left_ex_tax)}", fee]
