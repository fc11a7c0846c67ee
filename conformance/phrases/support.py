"""「診断と支援」 Sentences about diagnosing a company and supporting its measures."""

from __future__ import annotations

from conformance.phrases.answers import counts, is_so
from marketplace.domain.phrase import Phrase, Span


def _at_least_every(months: int, span: Span) -> bool:
    """At intervals no longer than the span; nought says that there is no support."""
    return 0 < months <= span.months


def _seen_interval(months: int, **_: Span) -> str:
    return f"{months:,} か月ごと" if months else "支援しない"


PHRASES = (
    Phrase(
        "取得の前に診断する要求事項は {number:Count} 項目{bound:Bound}である",
        ("plan.diagnosed_items",),
        counts,
        wanted="{number} 項目{bound}",
        remedy="取得の前に、段階の要求事項を {number} 項目{bound}診断してください。",
    ),
    Phrase(
        "更新のときにすべての要求事項を評価し直している",
        ("diagnosis.at_renewal",),
        is_so,
        wanted="更新のときの評価",
        remedy="更新のときに、すべての要求事項を評価し直してください。",
    ),
    Phrase(
        "更新までの間の自己評価を {span:Months}ごとに支援している",
        ("diagnosis.interval_months",),
        _at_least_every,
        wanted="{span}ごとの支援",
        remedy="更新までの間の自己評価を、 {span}に一度以上支援してください。",
        seen=_seen_interval,
    ),
    Phrase(
        "ITツールによる支援がある",
        ("support.tools",),
        is_so,
        wanted="ITツールによる支援がある",
        remedy="ITツールによる支援を、サービスに入れてください。",
    ),
    Phrase(
        "ITツール以外の支援がある",
        ("support.other",),
        is_so,
        wanted="ITツール以外の支援がある",
        remedy="方針や手順の作成、教育など、ITツール以外の支援を、サービスに入れてください。",
    ),
    Phrase(
        "利用者の求めに応じた初動対応を、少なくとも遠隔で行っている",
        ("support.first_response",),
        is_so,
        wanted="求めに応じた初動対応",
        remedy="利用者の求めに応じて、少なくとも遠隔で初動対応をしてください。",
    ),
)
