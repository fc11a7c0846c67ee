"""「実績と体制」 Sentences about the provider, and about its own first-class service."""

from __future__ import annotations

from conformance.phrases.answers import counts, is_explained, is_more, is_so, lasts
from marketplace.domain.phrase import Bound, Phrase, Span
from marketplace.domain.service import NONE
from marketplace.domain.supply import Supply


def _supplied(supply: Supply, *, span: Span, bound: Bound, number: int, more: Bound) -> bool:
    return supply.reaches((span.months, bound), (number, more))


def _seen_supply(supply: Supply, **_: object) -> str:
    reading = "会社ごとの期間" if supply.each else "供給の全体の期間"
    longest = max(supply.months, default=0)
    return f"{len(supply.months):,} 社、最長 {longest:,} か月（{reading}で数える）"


def _both_explained(own: str, other: str) -> bool:
    """Both are asked, so that a value of the wrong type beside a 「なし」 is not passed over."""
    return bool((own != NONE) & (other != NONE))


PHRASES = (
    Phrase(
        "中小企業への提供実績があることを審査員が確認している",
        ("assurance.sme_record",),
        is_explained,
        wanted="審査員による実績の確認",
    ),
    Phrase(
        "IPA に統計を提供していることを審査員が確認している",
        ("assurance.statistics",),
        is_explained,
        wanted="審査員による統計の提供の確認",
    ),
    Phrase(
        "要員と財務と品質管理の体制があることを審査員が確認している",
        ("assurance.organisation",),
        is_explained,
        wanted="審査員による体制の確認",
    ),
    Phrase(
        "有効な1類の登録を持ち、その提供を続けている",
        ("class1.in_force",),
        is_so,
        wanted="有効な登録と提供",
        remedy="2類の申請には、有効な登録と提供が要ります。",
    ),
    Phrase(
        "1類の登録からの期間は {span:Months}{bound:Bound}である",
        ("class1.elapsed",),
        lasts,
        wanted="{span}{bound}",
        remedy="登録から {span}{bound}たってから申請してください。",
    ),
    Phrase(
        "1類を {span:Months}{bound:Bound}、 {number:Count} 社{more:Bound}に供給している",
        ("class1.supply",),
        _supplied,
        wanted="{span}{bound}、{number} 社{more}",
        remedy="供給の期間と社数が {span}{bound}、{number} 社{more}になってから申請してください。",
        seen=_seen_supply,
    ),
    Phrase(
        "監視できる端末の台数は {number:Count} 台{bound:Bound}である",
        ("monitoring.terminals_max",),
        counts,
        wanted="{number} 台{bound}",
        remedy="監視できる端末を {number} 台{bound}にしてください。",
    ),
    Phrase(
        "監視が自社の1類より強化されていることを審査員が確認している",
        ("monitoring.functions", "class1.functions"),
        _both_explained,
        wanted="審査員による監視の機能の比較",
    ),
    Phrase(
        "利用者との相談を定期的に行っている",
        ("consulting.periodic",),
        is_so,
        wanted="定期的な相談",
        remedy="利用者との相談（コンサルティング）を、定期的に行ってください。",
    ),
    Phrase(
        "監視できる端末の台数が自社の1類より多い",
        ("monitoring.terminals_max", "class1.terminals"),
        is_more,
        wanted="自社の1類より多い台数",
        remedy="監視できる端末を、自社の1類より多くしてください。",
    ),
)
