"""「診断の証拠のファイル」 Papers behind the answers of a diagnosis, for its own company alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import undefer

from marketplace.domain.codes import new_ref
from marketplace.domain.evidence_file import Arrived, EvidenceFile, Opened
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store.access import found, of_parties, only
from marketplace.store.book import Book
from marketplace.store.rows import AssessmentFileRow, AssessmentRow, PersonRow


def keep(
    book: Book, actor: Actor, assessment_ref: str, *, criterion: str, came: Arrived, now: datetime
) -> EvidenceFile:
    """Keep a file beside the answer to a criterion."""
    only(actor, OrgKind.SME)
    owner = _owner(book, actor, assessment_ref)
    person = select(PersonRow.key).where(PersonRow.ref == actor.person.ref)
    row = AssessmentFileRow(
        ref=new_ref("af"),
        org_key=owner.org_key,
        assessment_key=owner.key,
        criterion=criterion,
        path=came.path,
        media_type=came.media_type,
        size=len(came.raw),
        digest=came.digest,
        content=came.raw,
        person_key=found(book.session.scalar(person), "person", actor.person.ref),
        received_at=now,
    )
    book.session.add(row)
    book.session.flush()
    return _file_of(row)


def files(book: Book, actor: Actor, assessment_ref: str) -> dict[str, tuple[EvidenceFile, ...]]:
    """Those of a diagnosis by criterion, without their bytes, in the order in which they came."""
    rows = book.session.scalars(
        select(AssessmentFileRow)
        .join(AssessmentRow, AssessmentRow.key == AssessmentFileRow.assessment_key)
        .where(AssessmentRow.ref == assessment_ref, of_parties(actor, AssessmentFileRow.org_key))
        .order_by(AssessmentFileRow.key)
    )
    made: dict[str, tuple[EvidenceFile, ...]] = {}
    for row in rows:
        made[row.criterion] = (*made.get(row.criterion, ()), _file_of(row))
    return made


def weight(book: Book, actor: Actor, assessment_ref: str) -> tuple[int, int]:
    """How many files a diagnosis has, and how many bytes together."""
    mine = of_parties(actor, AssessmentFileRow.org_key)
    found_ones = (
        select(func.count(), func.coalesce(func.sum(AssessmentFileRow.size), 0))
        .join(AssessmentRow, AssessmentRow.key == AssessmentFileRow.assessment_key)
        .where(AssessmentRow.ref == assessment_ref, mine)
    )
    many, together = book.session.execute(found_ones).one()
    return int(many), int(together)


def with_bytes(book: Book, actor: Actor, ref: str) -> Opened:
    """A file with its bytes."""
    row = book.session.scalar(_one(actor, ref).options(undefer(AssessmentFileRow.content)))
    kept = found(row, "evidence_file", ref)
    return Opened(_file_of(kept), kept.content)


def assessment_of(book: Book, actor: Actor, ref: str) -> str:
    """The diagnosis to which a file belongs."""
    row = found(book.session.scalar(_one(actor, ref)), "evidence_file", ref)
    kept = book.session.get(AssessmentRow, row.assessment_key)
    return found(kept, "assessment", ref).ref


def remove(book: Book, actor: Actor, ref: str) -> None:
    """Forget a file with its bytes; the journal keeps that it was there."""
    mine = of_parties(actor, AssessmentFileRow.org_key)
    book.session.execute(delete(AssessmentFileRow).where(AssessmentFileRow.ref == ref, mine))


def _one(actor: Actor, ref: str) -> Select[AssessmentFileRow]:
    mine = of_parties(actor, AssessmentFileRow.org_key)
    return select(AssessmentFileRow).where(AssessmentFileRow.ref == ref, mine)


def _owner(book: Book, actor: Actor, ref: str) -> AssessmentRow:
    mine = of_parties(actor, AssessmentRow.org_key)
    row = book.session.scalar(select(AssessmentRow).where(AssessmentRow.ref == ref, mine))
    return found(row, "assessment", ref)


def _file_of(row: AssessmentFileRow) -> EvidenceFile:
    return EvidenceFile(row.ref, row.path, row.media_type, row.size, row.digest, row.received_at)
