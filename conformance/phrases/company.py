"""「自社診断」 Sentences about a company's own settings and rules, where a number is asked."""

from __future__ import annotations

from conformance.phrases.answers import counts, is_so, lasts
from marketplace.domain.phrase import Bound, Phrase, Score, Span, holds_bound


def _is_used(factors: tuple[str, ...]) -> bool:
    return bool(factors)


def _combines(factors: tuple[str, ...], number: int, bound: Bound) -> bool:
    return holds_bound(len(frozenset(factors)), bound, number)


def _contains(words: tuple[str, ...], word: str) -> bool:
    return word in words


def _contains_all(words: tuple[str, ...], wanted: frozenset[str]) -> bool:
    return wanted.issubset(words)


def _is_one_of(word: str, words: frozenset[str]) -> bool:
    return word in words


def _is(way: str, word: str) -> bool:
    return way == word


def _is_not_so(declared: bool) -> bool:  # noqa: FBT001 - a declared fact comes by position
    return not declared


def _in_time(days: int, instead: bool, span: Span, bound: Bound) -> bool:  # noqa: FBT001
    """Both are asked, so that a value of the wrong type is not passed over."""
    return bool(instead | holds_bound(days, bound, span.amount))


def _scores(tenths: int, score: Score, bound: Bound) -> bool:
    return holds_bound(tenths, bound, score.tenths)


def _seen_factors(factors: tuple[str, ...], **_: object) -> str:
    return "・".join(factors) or "使っていない"


def _seen_kinds(kinds: tuple[str, ...], **_: object) -> str:
    return "・".join(kinds) or "決まりなし"


def _seen_characters(length: int, **_: object) -> str:
    return f"{length:,} 文字"


def _seen_times(attempts: int, **_: object) -> str:
    return f"{attempts:,} 回"


def _seen_days(days: int, instead: bool, **_: object) -> str:  # noqa: FBT001
    return f"{days:,} 日、代わりの対策は{'ある' if instead else 'ない'}"


PHRASES = (
    Phrase("多要素認証を使っている", ("facts.mfa.factors",), _is_used, seen=_seen_factors),
    Phrase(
        "多要素認証の要素は {number:Count} 種類{bound:Bound}である",
        ("facts.mfa.factors",),
        _combines,
        wanted="{number} 種類{bound}の要素",
        remedy="知識・所持・生体などから、{number} 種類{bound}の要素を組み合わせてください。",
        seen=_seen_factors,
    ),
    Phrase(
        "多要素認証の要素に{word:Word}が含まれる",
        ("facts.mfa.factors",),
        _contains,
        wanted="{word}を含む要素",
        seen=_seen_factors,
    ),
    Phrase(
        "多要素認証に使うパスワードは {number:Count} 文字{bound:Bound}である",
        ("facts.mfa.password_length",),
        counts,
        wanted="{number} 文字{bound}",
        remedy="多要素認証に使うパスワードを {number} 文字{bound}にしてください。",
        seen=_seen_characters,
    ),
    Phrase(
        "失敗が続いたときの備えが{words:Words}のいずれかである",
        ("facts.lock.way",),
        _is_one_of,
        wanted="{words}のいずれか",
        remedy="失敗が続いたときに、待ち時間を延ばすか、ロックするようにしてください。",
    ),
    Phrase(
        "失敗が続いたときの備えが{word:Word}である",
        ("facts.lock.way",),
        _is,
        wanted="{word}",
    ),
    Phrase(
        "ロックまでの失敗の回数は {number:Count} 回{bound:Bound}である",
        ("facts.lock.attempts",),
        counts,
        wanted="{number} 回{bound}",
        remedy="ロックまでの失敗の回数を見直してください（{number} 回{bound}）。",
        seen=_seen_times,
    ),
    Phrase(
        "機器を使い始めるときのパスワードか PIN は {number:Count} 文字{bound:Bound}である",
        ("facts.device.pin_length",),
        counts,
        wanted="{number} 文字{bound}",
        remedy="機器のパスワードか PIN を {number} 文字{bound}にしてください。",
        seen=_seen_characters,
    ),
    Phrase(
        "パスワードを多要素認証かロックで守っている",
        ("facts.password.protected",),
        is_so,
    ),
    Phrase(
        "パスワードを多要素認証でもロックでも守っていない",
        ("facts.password.protected",),
        _is_not_so,
    ),
    Phrase(
        "パスワードの決まりは {number:Count} 文字{bound:Bound}である",
        ("facts.password.length",),
        counts,
        wanted="{number} 文字{bound}",
        remedy="パスワードの決まりを {number} 文字{bound}にしてください。",
        seen=_seen_characters,
    ),
    Phrase(
        "パスワードの決まりに{wanted:Words}がすべて含まれる",
        ("facts.password.kinds",),
        _contains_all,
        wanted="{wanted}のすべて",
        remedy="パスワードに{wanted}を必ず混ぜる決まりにしてください。",
        seen=_seen_kinds,
    ),
    Phrase(
        "サーバーを置く場所の入退場の記録の保管は {span:Months}{bound:Bound}である",
        ("facts.entry.months",),
        lasts,
        wanted="{span}{bound}",
        remedy="入退場の記録を {span}{bound}保管してください。",
    ),
    Phrase(
        "ファイアウォールの記録の保管は {span:Months}{bound:Bound}である",
        ("facts.logs.firewall_months",),
        lasts,
        wanted="{span}{bound}",
        remedy="ファイアウォールの記録を {span}{bound}保管してください。",
    ),
    Phrase(
        "プロキシの記録の保管は {span:Months}{bound:Bound}である",
        ("facts.logs.proxy_months",),
        lasts,
        wanted="{span}{bound}",
        remedy="プロキシの記録を {span}{bound}保管してください。",
    ),
    Phrase(
        "ログインの記録の保管は {span:Months}{bound:Bound}である",
        ("facts.logs.authentication_months",),
        lasts,
        wanted="{span}{bound}",
        remedy="ログインの記録を {span}{bound}保管してください。",
    ),
    Phrase(
        "深刻な更新の適用は公開から {span:Days}{bound:Bound}であるか、代わりの対策をとっている",
        ("facts.patch.days", "facts.patch.other_measure"),
        _in_time,
        wanted="公開から {span}{bound}の適用か、代わりの対策",
        remedy="深刻な更新を公開から {span}{bound}に適用するか、代わりの対策をとってください。",
        seen=_seen_days,
    ),
    Phrase(
        "期限までに適用しない更新に代わりの対策をとっていない",
        ("facts.patch.other_measure",),
        _is_not_so,
    ),
    Phrase(
        "期限を設けて適用する更新の点数の下限は {score:Score} {bound:Bound}である",
        ("facts.patch.score_from",),
        _scores,
        wanted="{score} {bound}",
        remedy="期限を設けて適用する更新の点数の下限を {score} {bound}にしてください。",
    ),
    Phrase(
        "深刻さの示されていない更新にも期限を設けている",
        ("facts.patch.undisclosed",),
        is_so,
        wanted="期限を設けている",
        remedy="深刻さの示されていない更新も、期限を設けて適用してください。",
    ),
    Phrase(
        "境界の機器に残る脆弱性の点数は {score:Score} {bound:Bound}である",
        ("facts.boundary.worst_score",),
        _scores,
        wanted="{score} {bound}",
        remedy="境界の機器の OS とファームウェアを更新し、残る脆弱性を {score} {bound}に"
        "してください。",
    ),
)
