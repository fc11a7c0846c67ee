"""「異常の監視」 Sentences about how a service watches."""

from __future__ import annotations

from conformance.phrases.answers import is_explained, is_so
from marketplace.domain.phrase import Bound, Phrase, Span, holds_bound


def _type_is(kind: str, word: str) -> bool:
    return kind == word


def _type_among(kind: str, words: frozenset[str]) -> bool:
    return kind in words


def _other_tool(tools: tuple[str, ...], words: frozenset[str]) -> bool:
    return not words.issuperset(tools)


def _watched(hours: int, span: Span, bound: Bound) -> bool:
    return holds_bound(hours, bound, span.amount)


def _some_tool(tools: tuple[str, ...]) -> bool:
    """What a person has confirmed is not for a machine to deny; the tag asks the person."""
    return tools != ()


PHRASES = (
    Phrase("監視の方式が{word:Word}である", ("monitoring.type",), _type_is, wanted="{word}"),
    Phrase(
        "監視の方式が{words:Words}のいずれかである",
        ("monitoring.type",),
        _type_among,
        wanted="{words}のいずれか",
    ),
    Phrase(
        "監視の道具に{words:Words}のいずれでもないものがある",
        ("monitoring.tools",),
        _other_tool,
        wanted="{words}のどれでもない道具",
    ),
    Phrase(
        "ネットワークを見守る時間は、毎日 {span:Hours}{bound:Bound}である",
        ("monitoring.network.hours",),
        _watched,
        wanted="毎日 {span}{bound}",
        remedy="ネットワークを見守る時間を、毎日 {span}{bound}にしてください。",
    ),
    Phrase(
        "端末を見守る時間は、毎日 {span:Hours}{bound:Bound}である",
        ("monitoring.endpoint.hours",),
        _watched,
        wanted="毎日 {span}{bound}",
        remedy="端末（PC とサーバー）を見守る時間を、毎日 {span}{bound}にしてください。",
    ),
    Phrase(
        "監視の方式が求める見守りの時間は、毎日 {span:Hours}{bound:Bound}である",
        ("monitoring.hours",),
        _watched,
        wanted="毎日 {span}{bound}",
        remedy="監視の方式に合わせて、ネットワークと端末を毎日 {span}{bound}見守ってください。",
    ),
    Phrase(
        "攻撃を検知して利用者に知らせている",
        ("monitoring.notifies",),
        is_so,
        wanted="検知して知らせる",
        remedy="攻撃を検知したときに、利用者へ知らせるようにしてください。",
    ),
    Phrase(
        "監視の道具の機能説明資料が包括的な監視を示すことを審査員が確認している",
        ("monitoring.tools",),
        _some_tool,
        wanted="審査員による機能説明資料の確認",
    ),
    Phrase(
        "見守りの方法を説明している",
        ("monitoring.watch_method",),
        is_explained,
        wanted="見守りの方法の説明",
        remedy="二十四時間の見守りをどう行うかを、monitoring.watch_method に書いてください。",
    ),
    Phrase(
        "見守りの方法が適切であることを審査員が確認している",
        ("monitoring.watch_method",),
        is_explained,
        wanted="審査員による見守りの方法の確認",
    ),
)
