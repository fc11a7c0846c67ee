"""「駆付け」 Sentences about sending technicians."""

from __future__ import annotations

from conformance.phrases.answers import is_so
from marketplace.domain.phrase import Phrase


def _contains(area: tuple[str, ...], sold: tuple[str, ...]) -> bool:
    return frozenset(area).issuperset(sold)


PHRASES = (
    Phrase(
        "技術者を派遣する体制がある",
        ("dispatch.available",),
        is_so,
        wanted="派遣する体制がある",
        remedy="遠隔の支援だけでは足りません。技術者を派遣する体制を用意してください。",
    ),
    Phrase(
        "技術者を利用者の指定する場所へ派遣している",
        ("dispatch.to_named_place",),
        is_so,
        wanted="指定する場所へ派遣する",
        remedy="持込みや郵送だけでなく、利用者の指定する場所へ派遣してください。",
    ),
    Phrase(
        "取り決めた条件のもとで利用者の求めに応じて技術者を派遣している",
        ("dispatch.on_request",),
        is_so,
        wanted="求めに応じて派遣する",
        remedy="利用者と条件を取り決め、求めに応じて派遣してください。",
    ),
    Phrase(
        "駆付けの地域が販売の地域をすべて含んでいる",
        ("dispatch.prefectures", "sales.prefectures"),
        _contains,
        wanted="販売する地域のすべてに駆け付けられる",
        remedy="販売する地域と、駆け付けられる地域をそろえてください。",
    ),
)
