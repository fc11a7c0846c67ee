"""「条件の言いかた」 Renewal, notice and what an early end costs, in words; 不明 if undeclared."""

from __future__ import annotations

from marketplace.domain.ending import end_rule
from marketplace.domain.service import NONE, EarlyEnd, EndRule, Terms
from marketplace.print.spelt import UNKNOWN, percent, yen


def renewal(terms: Terms) -> str:
    """「更新」 What happens after the term, and the provider's own words."""
    if terms.renewal == NONE:
        return "更新しません。契約期間の末日に終わります。"
    words = _own(terms.renewal)
    if terms.renewal_months is None:
        return f"何か月ごとに更新するかは{UNKNOWN}です。{words}"
    if not terms.renewal_months:
        return f"契約期間のあとは、月ごとに続きます。{words}"
    return f"契約期間のあとは、{terms.renewal_months}か月ごとに更新します。{words}"


def notice(terms: Terms) -> str:
    """「解約の予告」 How long before its last day an end has to be asked for."""
    if terms.notice_days is None:
        return f"{UNKNOWN}（予告の期間の申告がないため、予告なしで計算しています）"
    return f"やめる日の{terms.notice_days}日前までに申し出ます。"


def early(terms: Terms) -> str:
    """「中途解約金」 How it is reckoned, with its tax, and the provider's own words."""
    rule, words = end_rule(terms), _own(terms.early_termination)
    if rule is None:
        return f"{UNKNOWN}。{words}"
    if rule.rule is EndRule.NONE:
        return f"解約金はありません。{words}"
    return f"{_amount(rule)}。残りの月に払うはずの額を超えません。{_tax(rule)}{words}"


def _amount(rule: EarlyEnd) -> str:
    if rule.rule is EndRule.REMAINING:
        return f"残りの月に払うはずの額の{percent(rule.percent_bp or 0)}"
    if rule.rule is EndRule.MONTHS:
        return f"月額の{rule.months}か月分"
    return f"{yen(rule.amount)}（税抜）"


def _tax(rule: EarlyEnd) -> str:
    return "" if rule.tax_category is None else f"消費税は{rule.tax_category.label}です。"


def _own(words: str | None) -> str:
    return "" if words in (None, NONE) else f"事業者の申告: {words}"
