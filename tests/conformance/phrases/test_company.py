"""What the sentences about a company answer and say of the values seen, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from conformance.phrase import bind

FACTORS = "多要素認証の要素は 2 種類以上である"
KNOWN = "多要素認証の要素に「知識」が含まれる"
WAY = "失敗が続いたときの備えが「待ち時間」「ロック」のいずれかである"
KINDS = "パスワードの決まりに「英大文字」「数字」がすべて含まれる"
PATCH = "深刻な更新の適用は公開から 14 日以下であるか、代わりの対策をとっている"
SCORE = "境界の機器に残る脆弱性の点数は 7.0 未満である"
LENGTH = "パスワードの決まりは 8 文字以上である"
ATTEMPTS = "ロックまでの失敗の回数は 10 回以下である"
GUARDED = "パスワードを多要素認証かロックで守っている"
ALONE = "パスワードを多要素認証でもロックでも守っていない"


@pytest.mark.parametrize(
    ("sentence", "facts", "holds"),
    [
        ("多要素認証を使っている", (("知識",),), True),
        ("多要素認証を使っている", ((),), False),
        (FACTORS, (("知識", "所持"),), True),
        (FACTORS, (("知識", "知識"),), False),
        (KNOWN, (("所持", "知識"),), True),
        (KNOWN, (("所持",),), False),
        (WAY, ("ロック",), True),
        (WAY, ("なし",), False),
        ("失敗が続いたときの備えが「ロック」である", ("ロック",), True),
        ("失敗が続いたときの備えが「ロック」である", ("待ち時間",), False),
        (KINDS, (("数字", "記号", "英大文字"),), True),
        (KINDS, (("数字",),), False),
        (GUARDED, (True,), True),
        (ALONE, (True,), False),
        (ALONE, (False,), True),
        (PATCH, (14, False), True),
        (PATCH, (15, False), False),
        (PATCH, (15, True), True),
        (PATCH, (14, True), True),
        (SCORE, (69,), True),
        (SCORE, (70,), False),
    ],
)
def test_a_sentence_answers(sentence: str, facts: tuple[Any, ...], *, holds: bool) -> None:
    """On both sides of what it asks."""
    assert bind(sentence).answer(facts) is holds


@pytest.mark.parametrize(
    ("sentence", "facts", "seen"),
    [
        (FACTORS, (("知識", "所持"),), "知識・所持"),
        (FACTORS, ((),), "使っていない"),
        (KINDS, (("数字", "記号"),), "数字・記号"),
        (KINDS, ((),), "決まりなし"),
        (LENGTH, (1000,), "1,000 文字"),
        (ATTEMPTS, (1000,), "1,000 回"),
        (PATCH, (1000, True), "1,000 日、代わりの対策はある"),
        (PATCH, (15, False), "15 日、代わりの対策はない"),
    ],
)
def test_what_was_seen_is_said(sentence: str, facts: tuple[Any, ...], seen: str) -> None:
    """With its unit."""
    bound = bind(sentence)
    assert bound.phrase.seen is not None
    assert bound.phrase.seen(*facts, **bound.arguments) == seen


def test_what_is_wanted_and_what_to_do_name_the_numbers_of_the_text() -> None:
    """As they are written there."""
    bound = bind(SCORE)
    assert bound.wanted == "7.0 未満"
    assert bound.remedy.endswith("残る脆弱性を 7.0 未満にしてください。")
    assert bind(PATCH).wanted == "公開から 14 日以下の適用か、代わりの対策"
