"""「簡易サイバー保険」 Sentences about the insurance that comes with the service."""

from __future__ import annotations

from conformance.phrases.answers import is_explained, is_so
from marketplace.domain.phrase import Phrase


def _covers(covers: tuple[str, ...], words: frozenset[str]) -> bool:
    return words.issubset(covers)


PHRASES = (
    Phrase(
        "簡易サイバー保険が付いている",
        ("insurance.attached",),
        is_so,
        wanted="簡易サイバー保険が付いている",
        remedy="簡易サイバー保険を、サービスに付けてください。",
    ),
    Phrase(
        "保険が補う費用に{words:Words}がすべて含まれる",
        ("insurance.covers",),
        _covers,
        wanted="{words}を補う",
        remedy="{words}を補う保険に替えてください。",
    ),
    Phrase(
        "利用者が費用の一部を負担する場合がある",
        ("insurance.user_may_pay",),
        is_so,
        wanted="利用者の負担がある",
    ),
    Phrase(
        "負担する場合と範囲を利用者に説明している",
        ("insurance.self_pay_explanation",),
        is_explained,
        wanted="負担する場合と範囲の説明",
        remedy="どの場合にどこまで負担するかを、insurance.self_pay_explanation に書いてください。",
    ),
    Phrase(
        "保険業法のもとで引き受けられる者が保険を引き受けることを審査員が確認している",
        ("insurance.insurer",),
        is_explained,
        wanted="審査員による引受けの確認",
        remedy="保険会社・少額短期保険業者などが引き受ける保険にしてください。",
    ),
)
