"""「価格」 Sentences about fees; every comparison is the envelope's own."""

from __future__ import annotations

from marketplace.domain.envelope import Envelope
from marketplace.domain.phrase import Bound, Phrase


def _per_network(fees: Envelope, cap: int, bound: Bound) -> bool:
    return fees.keeps(cap, 0, bound)


def _per_terminal(fees: Envelope, cap: int, bound: Bound) -> bool:
    return fees.keeps(0, cap, bound)


def _seen_per_network(fees: Envelope, cap: int, **_: Bound) -> str:
    return fees.seen(cap, 0)


def _seen_per_terminal(fees: Envelope, cap: int, **_: Bound) -> str:
    return fees.seen(0, cap)


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
)
