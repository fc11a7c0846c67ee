"""「証拠のファイル」 A company keeps papers beside its answers; nobody else ever opens them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from conformance.reference import level
from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.desk.act import act
from marketplace.desk.evidence.kinds import recognised
from marketplace.domain.canonical import digest_bytes
from marketplace.domain.diagnosis import Diagnosis
from marketplace.domain.errors import BadInput, Fault, Missing, Refused
from marketplace.domain.evidence_file import Arrived, EvidenceFile, Opened
from marketplace.domain.organisation import Actor
from marketplace.domain.progress import require_unfinished
from marketplace.store import Book, assessment_files, assessments

MOST_BYTES = 1_500_000
MOST_FILES = 200
MOST_TOGETHER = 100_000_000


@dataclass(frozen=True, slots=True)
class AttachFile:
    """「ファイルを添える」 To the answer to a criterion."""

    token: str
    ref: str
    criterion: str
    name: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class OpenFile:
    """「ファイルを開く」 One of the company's own."""

    token: str
    ref: str


@dataclass(frozen=True, slots=True)
class RemoveFile:
    """「ファイルを外す」 Of a diagnosis that is not finished."""

    token: str
    ref: str


@act(again=assessments.diagnosis)
def attach_file(book: Book, actor: Actor, order: AttachFile, now: datetime) -> Diagnosis:
    """「ファイルの添付」 It is what its bytes say, and nothing that could run."""
    found = assessments.diagnosis(book, actor, given.ref(order.ref, "assessment"))
    require_unfinished(found.assessment)
    asked = level(found.assessment.edition, int(found.assessment.star.value))
    if order.criterion not in asked.by_id:
        raise Missing("criterion", criterion=order.criterion, star=asked.star.label)
    name = given.file_name(order.name)
    _require_room(book, actor, found.ref, order.raw)
    kind = recognised(name, order.raw)
    if isinstance(kind, Fault):
        raise BadInput((kind,))
    came = Arrived(name, kind.media_type, order.raw, digest_bytes(order.raw))
    assessment_files.keep(book, actor, found.ref, criterion=order.criterion, came=came, now=now)
    return found


@act(again=assessment_files.with_bytes)
def open_file(book: Book, actor: Actor, order: OpenFile, now: datetime) -> Opened:  # noqa: ARG001 - an act
    """「ファイルを開く」 The bytes as they came; the journal keeps who and when."""
    return assessment_files.with_bytes(book, actor, given.ref(order.ref, "evidence_file"))


@act(again=assessments.diagnosis)
def remove_file(book: Book, actor: Actor, order: RemoveFile, now: datetime) -> Diagnosis:  # noqa: ARG001 - an act
    """「ファイルを外す」 A wrong paper does not stay."""
    ref = given.ref(order.ref, "evidence_file")
    owner = assessment_files.assessment_of(book, actor, ref)
    found = assessments.diagnosis(book, actor, owner)
    require_unfinished(found.assessment)
    assessment_files.remove(book, actor, ref)
    return found


def files(book: Book, actor: Actor, ref: str) -> Mapping[str, tuple[EvidenceFile, ...]]:
    """「添えたファイル」 Those of a diagnosis, by criterion."""
    require(actor, "diagnosis")
    found = assessments.diagnosis(book, actor, given.ref(ref, "assessment"))
    return assessment_files.files(book, actor, found.ref)


def _require_room(book: Book, actor: Actor, ref: str, raw: bytes) -> None:
    if len(raw) > MOST_BYTES:
        raise Refused("evidence_too_large", most=MOST_BYTES, found=len(raw))
    many, together = assessment_files.weight(book, actor, ref)
    if many >= MOST_FILES or together + len(raw) > MOST_TOGETHER:
        raise Refused("evidence_too_much", most=MOST_FILES, together=MOST_TOGETHER)
