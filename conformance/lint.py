"""「基準の検査」 Rules about the criteria text: every finding of a folder, with file and line.

``read_clauses`` refuses an edition at its first fault; this lists them all, and adds what an
edition could be read with but should not be published with.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from conformance.clause import Clause
from conformance.phrases import PHRASES
from conformance.reading import read_file
from marketplace.domain.errors import BadInput, Fault

RIGHT_FULL_WIDTH = frozenset("（）！？％：；～")
"""Full-width signs that are right in Japanese prose, though NFKC would change them."""
_NUMBER = re.compile(r"(?<!\S)[0-9][0-9,]*(?!\S)")
_GROUPED = re.compile(r"(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})*)\Z")
_PERSON_ONLY = "を審査員が確認している"


def lint_folder(folder: Path) -> tuple[Fault, ...]:
    """Every finding of one edition's folder, in the order of files and lines."""
    files = sorted(folder.glob("*.feature"))
    if not files:
        return (Fault(folder.as_posix(), "基準の章がありません。", "場所を確かめてください。"),)
    found = [fault for file in files for fault in _lint_text(file)]
    clauses: list[Clause] = []
    for file in files:
        read, faults = _read(file)
        clauses += read
        found += faults
    found += [fault for clause in clauses for fault in _lint_clause(clause)]
    found += _lint_keys(clauses, folder / "keys.lock")
    return tuple(sorted(found, key=lambda fault: (fault.place, fault.line or 0)))


def unused_phrases(clauses: Iterator[Clause]) -> tuple[Fault, ...]:
    """Phrases that no clause of any edition uses."""
    used = {s.phrase.pattern for c in clauses for s in (*c.filters, c.obligation)}
    return tuple(
        Fault(
            "conformance/phrases",
            f"定型文「{p.pattern}」はどの条項も使っていません。",
            "消してください。",
        )
        for p in PHRASES
        if p.pattern not in used
    )


def _read(file: Path) -> tuple[list[Clause], list[Fault]]:
    read: list[Clause] = []
    faults: list[Fault] = []
    for made in read_file(file, keep_going=True):
        if isinstance(made, BadInput):
            faults += made.faults
        else:
            read.append(made)
    if not read and not faults:
        faults.append(Fault(file.name, "条項が一つもありません。", "シナリオを書いてください。"))
    return read, faults


def _lint_text(file: Path) -> Iterator[Fault]:
    text = file.read_bytes().decode("utf-8", "replace")
    if "\r" in text:
        yield Fault(file.name, "改行が LF ではありません。", "LF で保存し直してください。")
    for number, line in enumerate(text.split("\n"), start=1):
        wrong = "".join(dict.fromkeys(ch for ch in line if _is_refused(ch)))
        if wrong or unicodedata.normalize("NFC", line) != line:
            message = (
                f"使えない文字「{wrong}」があります。" if wrong else "濁点などが分かれています。"
            )
            yield Fault(
                file.name, message, "半角の英数字と、ふつうの仮名・漢字で書いてください。", number
            )


def _is_refused(ch: str) -> bool:
    if ch in RIGHT_FULL_WIDTH:
        return False
    return unicodedata.combining(ch) > 0 or unicodedata.normalize("NFKC", ch) != ch or ch == "\t"


def _lint_clause(clause: Clause) -> Iterator[Fault]:
    if not clause.source:
        yield _fault(
            clause, "ルールに「出典:」がありません。", "文書・日付・箇所を書いてください。"
        )
    if not clause.interpretation:
        yield _fault(clause, "ルールに「解釈:」がありません。", "どう読むかを書いてください。")
    if _NUMBER.search(clause.title):
        yield _fault(
            clause, "題に数があります。", "数は「ならば」「もし」の文にだけ書いてください。"
        )
    for step in clause.steps:
        if any(not _GROUPED.match(number) for number in _NUMBER.findall(step)):
            yield _fault(
                clause,
                f"「{step}」の数が正しいつづりではありません。",
                "10,000 のように書いてください。",
            )
    if clause.person_only != clause.sentence.endswith(_PERSON_ONLY):
        remedy = f"@personOnly の文だけを「…{_PERSON_ONLY}」で終えてください。"
        yield _fault(clause, "文の終わりとタグが合いません。", remedy)
    if clause.person and clause.person_only:
        yield _fault(clause, "@person と @personOnly の両方があります。", "一つにしてください。")


def _fault(clause: Clause, message: str, remedy: str) -> Fault:
    return Fault(clause.file, f"{clause.key}: {message}", remedy, clause.line)


def _lint_keys(clauses: list[Clause], lock: Path) -> Iterator[Fault]:
    keys = Counter(clause.key for clause in clauses)
    locked = Counter(lock.read_text("utf-8").split()) if lock.exists() else Counter[str]()
    for clause in clauses:
        if keys[clause.key] > 1:
            yield _fault(clause, "同じ番号の条項があります。", "番号を変えてください。")
        if clause.key not in locked:
            yield _fault(clause, "keys.lock にない番号です。", "keys.lock に足してください。")
    for key, count in sorted(locked.items()):
        if count > 1 or key not in keys:
            message = f"「{key}」が重なるか、その番号の条項がありません。"
            yield Fault(lock.name, message, "一度使った番号は、消さず、使い回しません。")
