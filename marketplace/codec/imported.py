"""「取り込む書類」 A diagnosis document, read piece by piece: one bad reply stops no other.

The same values come from a table (``answers.py``); a document says the profile as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from marketplace.codec.answers import Answers, Row
from marketplace.codec.assessment import (
    MOST_REPLIES,
    AssessmentSchema,
    ReplySchema,
    dump_assessment,
    load_assessment,
)
from marketplace.codec.schema import load
from marketplace.codec.spelling import decoded
from marketplace.codec.text import Plain, Source, parse
from marketplace.domain.assessment import Assessment, Profile, Reply, Scope
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.practice import Practice

PARTS = ("scope", "profile", "facts")
_SAYS = ("answer", "reason", "note", "evidence", "owner", "due", "checked_on", "wholesale")


@dataclass(frozen=True, slots=True)
class Document:
    """「読み取った書類」 Its replies as rows, and the parts that it says."""

    answers: Answers
    parts: Mapping[str, Scope | Profile | Practice]


def read_document(raw: bytes) -> Document:
    """Read a document in JSON; ``BadInput`` where its head cannot be used."""
    text, _ = decoded(raw)
    plain = parse(text.encode(), "a.json").value
    if not isinstance(plain, dict):
        remedy = "「診断の書類（JSON）を保存する」で受け取った書類を選んでください。"
        raise BadInput((Fault("ファイル", "診断の書類ではありません。", remedy),))
    replies = plain.pop("replies", [])
    head = cast("Assessment", load(AssessmentSchema(), Source(plain)))
    ended = f"{head.finished_on} に終えた診断の書類です。" if head.finished_on else ""
    said = [name for name in PARTS if name in plain]
    parts = {name: getattr(head, name) for name in said}
    rows, refused = _rows(replies)
    notes = (ended,) if ended else ()
    return Document(Answers(rows, refused, notes, frozenset({head.edition})), parts)


def _rows(replies: Plain) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    if not isinstance(replies, list) or len(replies) > MOST_REPLIES:
        remedy = f"{MOST_REPLIES} 個までの並びにしてください。"
        raise BadInput((Fault("replies", "回答の並びではないか、多すぎます。", remedy),))
    rows, refused = [], []
    for place, one in enumerate(replies, 1):
        try:
            number, reply = load(ReplySchema(), Source(one))
        except BadInput as error:
            refused += [_placed(fault, place, one) for fault in error.faults]
        else:
            rows.append(Row(place, number, {name: getattr(reply, name) for name in _SAYS}))
    numbers = [row.criterion for row in rows]
    twice = {number for number in numbers if numbers.count(number) > 1}
    refused += [_twice(row) for row in rows if row.criterion in twice]
    return tuple(row for row in rows if row.criterion not in twice), tuple(refused)


def _placed(fault: Fault, place: int, one: Plain) -> Fault:
    number = one.get("criterion") if isinstance(one, dict) else None
    where = f"{number} " if isinstance(number, str) else ""
    return Fault(f"{where}{fault.place}".strip() or "回答", fault.message, fault.remedy, place)


def _twice(row: Row) -> Fault:
    message = f"「{row.criterion}」への回答が二度あります。"
    return Fault("criterion", message, "一つにしてください。", row.line)


@dataclass(frozen=True, slots=True)
class Carried:
    """「確かめた取込み」 What a preview showed and a confirmation brings back.

    ``replies`` and ``clashes`` are by criterion, each with the number of the reply that was seen.
    """

    replies: Mapping[str, tuple[Reply, int]]
    clashes: Mapping[str, tuple[Reply, int]]
    parts: Mapping[str, Scope | Profile | Practice]
    seen_version: int


def dump_carried(carried: Carried, about: Assessment) -> str:
    """As text that a form can carry."""
    made = {
        "seen": carried.seen_version,
        "parts": _parts(carried, about),
        "replies": _told(carried.replies, about),
        "clashes": _told(carried.clashes, about),
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def load_carried(text: str, about: Assessment) -> Carried:
    """The inverse; ``BadInput`` where somebody else wrote it."""
    try:
        plain = cast("Any", parse(text.encode(), "a.json").value)
        head = dict(plain["parts"])
        empty: dict[str, Plain] = {
            "format": "otasuke-assessment/1",
            "edition": about.edition,
            "star": about.star.tag,
        }
        made = load_assessment(empty | head)
        parts = {name: getattr(made, name) for name in PARTS if name in head}
        told = [dict(map(_untold, plain[name])) for name in ("replies", "clashes")]
        return Carried(told[0], told[1], parts, int(plain["seen"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        remedy = "ファイルを選ぶところからやり直してください。"
        raise BadInput((Fault("取込み", "途中で壊れています。", remedy),)) from None


def _parts(carried: Carried, about: Assessment) -> dict[str, Any]:
    named: dict[str, Any] = dict(carried.parts)
    made = dump_assessment(Assessment(about.edition, about.star, **named))
    return {name: made.get(name, {}) for name in carried.parts}


def _told(replies: Mapping[str, tuple[Reply, int]], about: Assessment) -> list[Any]:
    plain = {number: reply for number, (reply, _) in replies.items()}
    dumped = dump_assessment(Assessment(about.edition, about.star, replies=plain))
    return [
        [one, seen]
        for one, (_, seen) in zip(dumped.get("replies", ()), replies.values(), strict=True)
    ]


def _untold(pair: Any) -> tuple[str, tuple[Reply, int]]:
    one, seen = pair
    number, reply = load(ReplySchema(), Source(one))
    return number, (reply, int(seen))
