"""「文字の検査」 What may stand on a line of the criteria text, before anybody parses it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from marketplace.domain.errors import Fault

RIGHT_FULL_WIDTH = frozenset("（）！？％：；～")
"""Full-width signs that are right in Japanese prose, though NFKC would change them."""
_LANGUAGE = "# language: ja"
_HEADINGS = (
    "機能|フィーチャ|ルール|背景|シナリオアウトライン|シナリオテンプレート|シナリオテンプレ"
    "|テンプレ|シナリオ|例|サンプル"
)
_FULL_COLON = re.compile(rf"\s*(?:{_HEADINGS})：")
_ENGLISH = re.compile(
    r"\s*(?:(?:Feature|Rule|Background|Scenario(?: Outline| Template)?|Examples?)\s*[:：]"
    r"|(?:Given|When|Then|And|But)\s)"
)
_FEATURE = re.compile(r"\s*(?:機能|フィーチャ):")


def lint_lines(text: str, name: str) -> Iterator[Fault]:
    """Every finding that one line alone shows."""
    if "\r" in text:
        yield Fault(name, "改行が LF ではありません。", "LF で保存し直してください。")
    lines = text.split("\n")
    if lines[0].strip() != _LANGUAGE:
        remedy = f"最初の行に「{_LANGUAGE}」と書いてください。"
        yield Fault(name, "言語の行がありません。", remedy, 1)
    for number, line in enumerate(lines, start=1):
        yield from _letters(line, name, number)
        yield from _keywords(line, name, number)
    for number in [n for n, line in enumerate(lines, start=1) if _FEATURE.match(line)][1:]:
        yield Fault(
            name, "機能（章）が二つあります。", "章ごとにファイルを分けてください。", number
        )


def _letters(line: str, name: str, number: int) -> Iterator[Fault]:
    wrong = "".join(dict.fromkeys(ch for ch in line if _is_refused(ch)))
    if wrong or unicodedata.normalize("NFC", line) != line:
        message = f"使えない文字「{wrong}」があります。" if wrong else "濁点などが分かれています。"
        remedy = "半角の英数字と、ふつうの仮名・漢字で書いてください。"
        yield Fault(name, message, remedy, number)


def _is_refused(ch: str) -> bool:
    if ch in RIGHT_FULL_WIDTH:
        return False
    return unicodedata.combining(ch) > 0 or unicodedata.normalize("NFKC", ch) != ch or ch == "\t"


def _keywords(line: str, name: str, number: int) -> Iterator[Fault]:
    if _FULL_COLON.match(line):
        message = "キーワードの後ろのコロンが全角です。"
        yield Fault(name, message, "半角のコロン「:」にしてください。", number)
    if _ENGLISH.match(line):
        remedy = "機能・ルール・シナリオ・例・前提・もし・かつ・ならば を使ってください。"
        yield Fault(name, "英語のキーワードです。", remedy, number)
