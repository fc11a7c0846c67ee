"""「回答の表」 Answers of a diagnosis as a table for a spreadsheet, written and read again.

A row that cannot be read is told with its line, the rest is read. Cells that would be taken for a
formula carry a quotation mark when written, and lose it again when read: what a person wrote stays
as it is.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from typing import Any, NoReturn

from marketplace.codec.assessment import LONG
from marketplace.codec.spelling import CP932, decoded
from marketplace.domain.assessment import Answer
from marketplace.domain.errors import BadInput, Fault

NUMBER, ANSWER, VERSION, EDITION = "評価基準", "答え", "回答の版", "基準の版"
FIELDS = {
    "対象外の理由": "reason",
    "メモ": "note",
    "証拠": "evidence",
    "担当": "owner",
    "期日": "due",
    "証拠を確かめた日": "checked_on",
    "まとめて回答": "wholesale",
}
SHOWN = ("分類", "要求事項", "見出し", "答えた人", "答えた日時")
"""What is written for people and read by nobody."""
HEADS = (
    *("分類", "要求事項", NUMBER, "見出し", ANSWER),
    *FIELDS,
    *("答えた人", "答えた日時", VERSION, EDITION),
)
YES = "はい"
MOST_ROWS = 1_000
MOST_OWNER = 60
MOST_DIGITS = 9
"""Of the version of a reply: nobody answers a thousand million times."""
_STEERED = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"[1-9](?:-[1-9][0-9]?){3}\Z")
_ITEM = re.compile(r"[1-9](?:-[1-9][0-9]?){1,2}\Z")
_DAY = re.compile(r"([0-9]{4})[-/年]([0-9]{1,2})[-/月]([0-9]{1,2})日?\Z")
_DATES = re.compile(
    r"[0-9]{1,4}[/年][0-9]{1,2}([/月][0-9]{1,2}日?)?"
    r"|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{5}(\.[0-9]+)?"
    r"|[0-9]{1,2}-[A-Za-z]{3}(-[0-9]{2,4})?|[A-Za-z]{3}-[0-9]{1,4}\Z"
)
_DASHES = re.compile("[\u2010-\u2015\u2212\u30fc\uff0d\uff70]")
_WORDS = {one.label: one for one in Answer} | {one.value: one for one in Answer}


@dataclass(frozen=True, slots=True)
class Row:
    """「表の行」 What it says of a criterion; a column that is not there says nothing."""

    line: int
    criterion: str
    says: Mapping[str, Any]
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """「読み取った回答」 The rows, what could not be read, and what to tell about the file."""

    rows: tuple[Row, ...]
    refused: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    editions: frozenset[str] = field(default_factory=frozenset)


def write_table(rows: Iterable[Mapping[str, str | None]]) -> str:
    """The table as a spreadsheet reads it: with the mark of UTF-8, lines ended by CR LF."""
    sheet = StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows([_cell(row.get(head)) for head in HEADS] for row in rows)
    return "\ufeff" + sheet.getvalue()


def read_table(raw: bytes) -> Answers:
    """Read a table; ``BadInput`` where it is none at all."""
    text, spelling = decoded(raw)
    notes = [f"文字コードは {spelling} として読みました。"] if spelling == CP932 else []
    lines = _lines(text)
    heads = _heads(lines)
    unread = [head for head in heads if head and head not in {*HEADS}]
    if unread:
        notes.append(f"読まない列があります: {'、'.join(unread)[:100]}")
    read = [_row(line, dict(zip(heads, cells, strict=False))) for line, cells in lines]
    rows, refused = _once([one for one in read if isinstance(one, Row)])
    faults = [fault for one in read if not isinstance(one, Row) for fault in one]
    ordered = sorted([*faults, *refused], key=lambda fault: fault.line or 0)
    place = heads.index(EDITION) if EDITION in heads else None
    editions = _editions(lines, place)
    return Answers(rows, tuple(ordered), tuple(notes), editions)


def _cell(text: str | None) -> str:
    return f"'{text}" if text and _STEERED.match(text) else text or ""


def _plain(text: str) -> str:
    return text[1:] if _QUOTED.match(text) else text


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Every line with something in it, by the number of its first line in the file."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    read, before = [], 0
    try:
        for cells in reader:
            read.append((before + 1, cells))
            before = reader.line_num
    except csv.Error:
        remedy = '引用符（"）が閉じているかを確かめてください。'
        _refuse(f"{before + 1} 行目から先を、表として読めません。", remedy)
    found = [(line, cells) for line, cells in read if any(cell.strip() for cell in cells)]
    if len(found) > MOST_ROWS:
        _refuse(f"{len(found):,} 行あります。", f"{MOST_ROWS:,} 行までにしてください。")
    return found


def _heads(lines: list[tuple[int, list[str]]]) -> list[str]:
    """Take the first line off: the names of the columns."""
    heads = [unicodedata.normalize("NFKC", cell).strip() for cell in lines.pop(0)[1]]
    named = [head for head in heads if head in HEADS]
    missing = [head for head in (NUMBER, ANSWER) if head not in named]
    if missing:
        tabbed = "タブで区切られています。" if "\t" in "".join(heads) else ""
        told = f"1 行目に「{'」「'.join(missing)}」の列がありません。{tabbed}"
        _refuse(told, "「答えを CSV で保存する」で受け取った表に書き込んでください。")
    twice = sorted({head for head in named if named.count(head) > 1})
    if twice:
        _refuse(f"「{'」「'.join(twice)}」の列が二つあります。", "一つにしてください。")
    return heads


def _editions(lines: list[tuple[int, list[str]]], place: int | None) -> frozenset[str]:
    if place is None:
        return frozenset()
    found = {cells[place].strip() for _, cells in lines if len(cells) > place}
    return frozenset(found - {""})


def _row(line: int, cells: Mapping[str, str]) -> Row | list[Fault]:
    """The row, or everything that is wrong with it."""
    faults: list[Fault] = []
    number = _number(cells.get(NUMBER, ""), line, faults)
    answer = _answer(cells.get(ANSWER, ""), line, faults)
    says: dict[str, Any] = {"answer": answer}
    for head, name in FIELDS.items():
        if head in cells:
            says[name] = _said(head, _plain(cells[head]).strip(), line=line, faults=faults)
    seen = _seen(cells.get(VERSION, "").strip(), line, faults)
    return faults or Row(line, number, says, seen)


def number_of(text: str) -> str:
    """The number of a criterion as people spell it: full-width, with another dash."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text.strip().lstrip("'")))


def _number(cell: str, line: int, faults: list[Fault]) -> str:
    found = number_of(cell)
    if not _NUMBER.match(found):
        message, remedy = _misspelt(cell.strip(), found)
        faults.append(Fault(NUMBER, message, remedy, line))
    return found


def _misspelt(cell: str, found: str) -> tuple[str, str]:
    if _DATES.fullmatch(found):
        return (
            f"「{cell[:20]}」は、表計算ソフトが番号を日付や数に変えたものです。",
            "この列を文字列の形式にしてから、番号（例 4-1-3-1）を入れ直してください。",
        )
    if _ITEM.match(found):
        return (
            f"「{cell[:20]}」は要求事項の番号です。",
            "評価基準の番号を 4-1-3-1 のように書いてください。",
        )
    shown = f"「{cell[:20]}」は評価基準の番号ではありません。" if cell else "番号が空です。"
    return shown, "4-1-3-1 のように書いてください。"


def _answer(cell: str, line: int, faults: list[Fault]) -> Answer:
    found = _WORDS.get(unicodedata.normalize("NFKC", cell).strip())
    if found is None:
        told = (
            f"「{cell.strip()[:20]}」という答えはありません。" if cell.strip() else "答えが空です。"
        )
        listed = "・".join(one.label for one in Answer)
        faults.append(Fault(ANSWER, told, f"{listed} のどれかを書いてください。", line))
    return found or Answer.OPEN


def _said(head: str, text: str, *, line: int, faults: list[Fault]) -> Any:
    if FIELDS[head] == "wholesale":
        return text == YES
    if not text:
        return None
    if FIELDS[head] in ("due", "checked_on"):
        return _day(head, text, line, faults)
    most = MOST_OWNER if FIELDS[head] == "owner" else LONG
    if len(text) > most:
        message = f"「{text[:20]}…」は長すぎます（{len(text):,} 字）。"
        faults.append(Fault(head, message, f"{most:,} 字までにしてください。", line))
    return text


def _day(head: str, text: str, line: int, faults: list[Fault]) -> date | None:
    found = _DAY.match(unicodedata.normalize("NFKC", text))
    try:
        return date(*map(int, found.groups())) if found else _no_day()
    except ValueError:
        message = f"「{text[:20]}」は日付ではありません。"
        faults.append(Fault(head, message, "2027-01-31 の形で書いてください。", line))
        return None


def _no_day() -> NoReturn:
    raise ValueError


def _seen(cell: str, line: int, faults: list[Fault]) -> int | None:
    plain = unicodedata.normalize("NFKC", cell)
    if not plain:
        return None
    if plain.isascii() and plain.isdigit() and len(plain) <= MOST_DIGITS:
        return int(plain)
    message = f"「{cell[:20]}」は版の番号ではありません。"
    faults.append(Fault(VERSION, message, "受け取ったときの数に戻すか、空にしてください。", line))
    return None


def _once(rows: list[Row]) -> tuple[tuple[Row, ...], Iterator[Fault]]:
    """A criterion that stands twice is not guessed: every one of its rows is told."""
    places: dict[str, list[int]] = {}
    for row in rows:
        places.setdefault(row.criterion, []).append(row.line)
    once = tuple(row for row in rows if len(places[row.criterion]) == 1)
    return once, (_twice(row, places[row.criterion]) for row in rows if row not in once)


def _twice(row: Row, lines: list[int]) -> Fault:
    others = "、".join(f"{line} 行目" for line in lines if line != row.line)
    message = f"「{row.criterion}」が {others}にもあります。"
    return Fault(NUMBER, message, "一つにしてください。", row.line)


def _refuse(message: str, remedy: str) -> NoReturn:
    raise BadInput((Fault("ファイル", message, remedy),))
