"""「価格」 Sentences about fees and terms; every comparison of fees is the envelope's own."""

from __future__ import annotations

from conformance.phrases.answers import counts, is_explained, is_so, lasts
from marketplace.domain.envelope import Envelope
from marketplace.domain.phrase import Bound, Phrase


def _per_network(fees: Envelope, cap: int, bound: Bound) -> bool:
    return fees.keeps(cap, 0, bound)


def _per_terminal(fees: Envelope, cap: int, bound: Bound) -> bool:
    return fees.keeps(0, cap, bound)


def _per_both(fees: Envelope, base: int, each: int, bound: Bound) -> bool:
    return fees.keeps(base, each, bound)


def _seen_per_network(fees: Envelope, cap: int, **_: Bound) -> str:
    return fees.seen(cap, 0)


def _seen_per_terminal(fees: Envelope, cap: int, **_: Bound) -> str:
    return fees.seen(0, cap)


def _seen_per_both(fees: Envelope, base: int, each: int, **_: Bound) -> str:
    return fees.seen(base, each)


def _has_fees(fees: Envelope, word: str) -> bool:
    """The cap named by ``word`` is not in the text, so a person compares."""
    return bool(fees.lines and word)


def _has_any(fees: Envelope) -> bool:
    return bool(fees.lines)


def _seen_any(fees: Envelope) -> str:
    return fees.seen(0, 0)


def _seen_fees(fees: Envelope, word: str) -> str:
    return f"{word}: {fees.seen(0, 0)}"


PHRASES = (
    Phrase(
        "ネットワークごとの断れない月額料金（税抜）は {cap:Yen} 円{bound:Bound}である",
        ("plan.fees",),
        _per_network,
        wanted="ネットワークごとに月額 {cap} 円{bound}（税抜）",
        remedy="断れない月額の合計を、ネットワークごとに {cap} 円{bound}（税抜）にしてください。",
        seen=_seen_per_network,
    ),
    Phrase(
        "端末ごとの断れない月額料金（税抜）は {cap:Yen} 円{bound:Bound}である",
        ("plan.fees",),
        _per_terminal,
        wanted="端末ごとに月額 {cap} 円{bound}（税抜）",
        remedy="断れない月額の合計を、端末ごとに {cap} 円{bound}（税抜）にしてください。",
        seen=_seen_per_terminal,
    ),
    Phrase(
        "ネットワークと端末の断れない月額料金（税抜）は "
        "ネットワークごとに {base:Yen} 円と端末ごとに {each:Yen} 円の合計{bound:Bound}である",
        ("plan.fees",),
        _per_both,
        wanted="ネットワークごとに {base} 円と端末ごとに {each} 円の合計{bound}（税抜の月額）",
        remedy="断れない月額の合計を、ネットワークごとに {base} 円と端末ごとに {each} 円の"
        "合計{bound}（税抜）にしてください。",
        seen=_seen_per_both,
    ),
    Phrase(
        "診断・ITツール・人の支援の料金が、合わせて公表された価格要件を満たすことを"
        "審査員が確認している",
        ("plan.fees",),
        _has_any,
        wanted="公表された価格要件との比較",
        seen=_seen_any,
    ),
    Phrase(
        "断れない月額料金が{word:Word}の公表された上限の内であることを審査員が確認している",
        ("plan.fees",),
        _has_fees,
        wanted="{word}の公表された上限との比較",
        seen=_seen_fees,
    ),
    Phrase(
        "料金を税抜の金額で示している",
        ("explained.ex_tax_shown",),
        is_so,
        wanted="税抜の金額を示している",
        remedy="料金を、税抜の金額でも示してください。",
    ),
    Phrase(
        "契約できる最小の台数は {number:Count} 台{bound:Bound}である",
        ("plan.terminals_min",),
        counts,
        wanted="{number} 台{bound}",
        remedy="契約できる最小の台数を {number} 台{bound}にしてください。",
    ),
    Phrase(
        "最低契約期間は {span:Months}{bound:Bound}である",
        ("plan.term_months",),
        lasts,
        wanted="{span}{bound}",
        remedy="最低契約期間を {span}{bound}にしてください。",
    ),
    Phrase(
        "初期費用を利用者に説明している",
        ("explained.initial_cost",),
        is_explained,
        wanted="初期費用の説明",
        remedy="初期費用の説明を、explained.initial_cost に書いてください。",
    ),
    Phrase(
        "契約期間を利用者に説明している",
        ("explained.term",),
        is_explained,
        wanted="契約期間の説明",
        remedy="契約期間の説明を、explained.term に書いてください。",
    ),
    Phrase(
        "追加でかかる費用を利用者に説明している",
        ("explained.extra_charges",),
        is_explained,
        wanted="追加でかかる費用の説明",
        remedy="追加でかかる費用の説明を、explained.extra_charges に書いてください。",
    ),
    Phrase(
        "利用者が結ぶ契約は {number:Count} 件{bound:Bound}である",
        ("terms.count",),
        counts,
        wanted="{number} 件{bound}",
        remedy="すべての機能を、{number} 件{bound}の契約で提供してください。",
    ),
)
