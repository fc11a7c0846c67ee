"""「説明」 From an error to what a page shows: the sentence, the remedy, and each point to mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from marketplace.domain.diagnosis import Clash
from marketplace.domain.errors import BadInput, Fault, MarketError
from marketplace.domain.verdict import Settled
from marketplace.web.fields import BadFields, FieldFault
from marketplace.web.sentences import sentence_of


@dataclass(frozen=True, slots=True)
class Point:
    """「直す所」 One thing to mend: in which field, or at which place and line."""

    message: str
    field: str = ""
    place: str = ""
    line: int | None = None
    remedy: str = ""
    seen: str = ""
    wanted: str = ""
    result: str = ""
    title: str = ""

    def as_json(self) -> dict[str, Any]:
        """The parts that say something."""
        named = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Said:
    """「説明」 What an error tells people."""

    text: str
    remedy: str = ""
    points: tuple[Point, ...] = ()

    @property
    def is_one_field(self) -> bool:
        """Whether all of it is about one field, so that the remedy is the way there."""
        return bool(self.remedy) and [point.message for point in self.points] == [self.text]

    def about(self, field: str) -> str:
        """What is wrong with one field of a form; nothing when it is not at fault."""
        return next((point.message for point in self.points if point.field == field), "")


def said(error: MarketError) -> Said:
    """What a page shows of any error of ours."""
    sentence = sentence_of(error)
    points = _points(error)
    if not points and sentence.field:
        points = (Point(sentence.text, sentence.field),)
    return Said(sentence.text, sentence.remedy, points)


def _points(error: MarketError) -> tuple[Point, ...]:
    if isinstance(error, BadFields):
        return tuple(_of_field(fault) for fault in error.faults)
    if isinstance(error, BadInput):
        return tuple(_of_fault(fault) for fault in error.faults)
    clashes: Any = error.values.get("clashes", ())
    if clashes:
        return tuple(_of_clash(one) for one in clashes)
    found = error.values.get("findings", ())
    return tuple(_of_settled(s) for s in found if isinstance(s, Settled)) if found else ()  # type: ignore[attr-defined]


def _of_clash(clash: Clash) -> Point:
    theirs, mine = clash.theirs.reply.answer.label, clash.mine.answer.label
    message = f"{clash.criterion}: {clash.theirs.by}さんの答えは「{theirs}」です"
    return Point(message, f"a-{clash.criterion}", clash.criterion, seen=theirs, wanted=mine)


def _of_field(fault: FieldFault) -> Point:
    return Point(f"{fault.label}: {fault.message}", fault.name)


def _of_fault(fault: Fault) -> Point:
    return Point(fault.message, "", fault.place, fault.line, fault.remedy)


def _of_settled(settled: Settled) -> Point:
    finding, answered = settled.finding, settled.answered
    seen, wanted = finding.seen or "不明", finding.wanted or finding.sentence
    why = f"（{answered.reason.label}）" if answered.reason else ""
    if finding.plan:
        seen += f"（プラン {finding.plan}）"
    return Point(
        f"{finding.title}（見た値: {seen}・求める値: {wanted}）",
        place=finding.clause,
        remedy=finding.remedy,
        seen=seen,
        wanted=wanted,
        result=f"{answered.verdict.label}{why}",
        title=finding.title,
    )
