"""「条項の検査」 What a clause must say of itself, and the lock on its number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from conformance.clause import Clause
from conformance.reading import NUMBER
from marketplace.domain.errors import Fault

_NUMBER = re.compile(r"(?<!\S)[0-9][0-9,]*(?!\S)")
_GROUPED = re.compile(r"(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})*)\Z")
_UNITS = "円|台|社|人|か月|ヶ月|年|週|日|時間|分|秒|件|項目|回|文字|桁|割|パーセント|%|％|点"
_THRESHOLD = re.compile(
    rf"(?:[0-9][0-9,.]*|[一二三四五六七八九十百千万億]+) ?(?:{_UNITS})(?!類)"
    r"|(?:[0-9]|[一二三四五六七八九十百千万億]) ?(?:以上|以下|未満|超)"
)
_DATED = re.compile(r".+, [0-9]{4}-[0-9]{2}")
_PERSON_ONLY = "を審査員が確認している"
OSCAL = "OSCAL が受け取る形（英大文字・数字・ハイフン、枝は点と英小文字）"


def lint_clause(clause: Clause) -> Iterator[Fault]:
    """Source, interpretation, title, spelling of numbers, and tags that must go together."""
    yield from _founded(clause)
    if _NUMBER.search(clause.title) or _THRESHOLD.search(clause.title):
        remedy = "数は「ならば」「もし」の文にだけ書いてください。"
        yield _fault(clause, "題に数があります。", remedy)
    for step in clause.steps:
        if any(not _GROUPED.match(number) for number in _NUMBER.findall(step)):
            message = f"「{step}」の数が正しいつづりではありません。"
            yield _fault(clause, message, "10,000 のように書いてください。")
    yield from _person(clause)


def _founded(clause: Clause) -> Iterator[Fault]:
    if not clause.source:
        remedy = "文書・日付・箇所を書いてください。"
        yield _fault(clause, "ルールに「出典:」がありません。", remedy)
    elif not _DATED.match(clause.source):
        remedy = "「出典: 文書, 2024-03-15, 箇所」のように書いてください。"
        yield _fault(clause, "「出典:」に文書と日付がありません。", remedy)
    if not clause.interpretation:
        remedy = "どう読むかを書いてください。"
        yield _fault(clause, "ルールに「解釈:」がありません。", remedy)


def _person(clause: Clause) -> Iterator[Fault]:
    if clause.person_only != clause.sentence.endswith(_PERSON_ONLY):
        remedy = f"@personOnly の文だけを「…{_PERSON_ONLY}」で終えてください。"
        yield _fault(clause, "文の終わりとタグが合いません。", remedy)
    if clause.person and clause.person_only:
        yield _fault(clause, "@person と @personOnly の両方があります。", "一つにしてください。")
    if sum(tag.startswith("ev") for tag in clause.tags) > 1:
        yield _fault(
            clause, "証跡のタグがいくつもあります。", "求める強さを一つだけ付けてください。"
        )


def _fault(clause: Clause, message: str, remedy: str) -> Fault:
    return Fault(clause.file, f"{clause.key}: {message}", remedy, clause.line)


def lint_keys(clauses: list[Clause], lock: Path) -> Iterator[Fault]:
    """The lock names each number once, and exactly the numbers of the clauses."""
    keys = Counter(clause.key for clause in clauses)
    lines = lock.read_text("utf-8").splitlines() if lock.exists() else []
    locked = Counter(line.strip() for line in lines if line.strip())
    for clause in clauses:
        if keys[clause.key] > 1:
            yield _fault(clause, "同じ番号の条項があります。", "番号を変えてください。")
        if clause.key not in locked:
            yield _fault(clause, "keys.lock にない番号です。", "keys.lock に足してください。")
    for line, key in enumerate(map(str.strip, lines), start=1):
        yield from _locked(key, (keys, locked), (lock.name, line)) if key else ()


def _locked(
    key: str, counts: tuple[Counter[str], Counter[str]], place: tuple[str, int]
) -> Iterator[Fault]:
    keys, locked = counts
    name, line = place
    if not NUMBER.match(f"@{key}"):
        message = f"「{key}」は番号として使えません。"
        yield Fault(name, message, f"{OSCAL}にしてください。", line)
    if locked[key] > 1 or key not in keys:
        message = f"「{key}」が重なるか、その番号の条項がありません。"
        yield Fault(name, message, "一度使った番号は、消さず、使い回しません。", line)
