"""「審査結果」 The canonical records of judgements, byte by byte."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from marketplace.domain.canonical import digest_bytes
from marketplace.domain.codes import new_ref
from marketplace.domain.organisation import Actor
from marketplace.domain.verdict import EditionRef, Verdict
from marketplace.store.access import found
from marketplace.store.book import Book
from marketplace.store.rows import ReportRow, SubmissionRow
from marketplace.store.submissions import submission_row


def add_report(
    book: Book,
    submission_ref: str,
    record: bytes,
    *,
    edition: EditionRef,
    verdict: Verdict,
    day: date,
    now: datetime,
) -> str:
    """Keep the record of a judgement of a submission; returns its reference."""
    wanted = select(SubmissionRow).where(SubmissionRow.ref == submission_ref)
    submission = found(book.session.scalar(wanted), "submission", submission_ref)
    row = ReportRow(
        ref=new_ref("rp"),
        org_key=submission.org_key,
        submission_key=submission.key,
        edition=edition,
        verdict=verdict,
        day=day,
        record=record,
        record_digest=digest_bytes(record),
        made_at=now,
    )
    book.session.add(row)
    return row.ref


def latest_report(book: Book, actor: Actor, submission_ref: str) -> bytes | None:
    """The newest record of a submission, or None where it was not judged yet."""
    submission = submission_row(book, actor, submission_ref)
    return book.session.scalar(
        select(ReportRow.record)
        .where(ReportRow.submission_key == submission.key)
        .order_by(ReportRow.key.desc())
        .limit(1)
    )
