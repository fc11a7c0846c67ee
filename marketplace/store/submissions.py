"""「申請」 Dossiers handed in for one tier, until they are decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from marketplace.domain.certificate import Submission, SubmissionState
from marketplace.domain.codes import new_ref
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.domain.tier import AnyTier
from marketplace.store.access import found, of_provider, only
from marketplace.store.book import Book
from marketplace.store.dossiers import dossier_of, dossier_row
from marketplace.store.organisations import organisation_of
from marketplace.store.rows import DossierRow, SubmissionRow

DECIDES = {
    SubmissionState.WITHDRAWN: OrgKind.PROVIDER,
    SubmissionState.REFUSED: OrgKind.CERTIFIER,
    SubmissionState.CERTIFIED: OrgKind.CERTIFIER,
}


def add_submission(
    book: Book, actor: Actor, dossier_ref: str, tier: AnyTier, *, now: datetime
) -> Submission:
    """Hand in a dossier for a tier; one at a time for the same offering and tier."""
    only(actor, OrgKind.PROVIDER)
    dossier = dossier_row(book, actor, dossier_ref)
    if _is_open(book, dossier, tier):
        raise Conflict("already_submitted", tier=tier.label)
    row = SubmissionRow(
        ref=new_ref("sb"),
        org_key=dossier.org_key,
        offering_key=dossier.offering_key,
        dossier_key=dossier.key,
        tier=tier,
        state=SubmissionState.SUBMITTED,
        submitted_at=now,
        decision_reason="",
    )
    book.session.add(row)
    return submission(book, actor, row.ref)


def submission(book: Book, actor: Actor, ref: str) -> Submission:
    """A submission by its reference."""
    return _submission_of(submission_row(book, actor, ref))


def submissions(book: Book, actor: Actor) -> tuple[Submission, ...]:
    """A provider's own submissions, or all for the certifying body; newest first."""
    rows = book.session.scalars(
        select(SubmissionRow)
        .where(of_provider(actor, SubmissionRow.org_key))
        .order_by(SubmissionRow.submitted_at.desc(), SubmissionRow.key.desc())
    )
    return tuple(_submission_of(row) for row in rows)


def open_submissions(book: Book, actor: Actor) -> tuple[Submission, ...]:
    """「審査待ちの申請」 Those that nobody has decided yet; newest first."""
    rows = book.session.scalars(
        select(SubmissionRow)
        .where(of_provider(actor, SubmissionRow.org_key))
        .where(SubmissionRow.state == SubmissionState.SUBMITTED)
        .order_by(SubmissionRow.submitted_at.desc(), SubmissionRow.key.desc())
    )
    return tuple(_submission_of(row) for row in rows)


def decided_submissions(book: Book, actor: Actor, limit: int) -> tuple[Submission, ...]:
    """「決まった申請」 The newest of those that are decided."""
    rows = book.session.scalars(
        select(SubmissionRow)
        .where(of_provider(actor, SubmissionRow.org_key))
        .where(SubmissionRow.state != SubmissionState.SUBMITTED)
        .order_by(SubmissionRow.submitted_at.desc(), SubmissionRow.key.desc())
        .limit(limit)
    )
    return tuple(_submission_of(row) for row in rows)


def decide_submission(
    book: Book, actor: Actor, ref: str, state: SubmissionState, *, reason: str, now: datetime
) -> Submission:
    """Close an open submission: taken back by its provider, decided by the certifying body."""
    row = submission_row(book, actor, ref)
    if actor.kind is not DECIDES.get(state):
        raise Refused("not_allowed", kind=actor.kind)
    if row.state is not SubmissionState.SUBMITTED:
        raise Conflict("not_open", state=row.state)
    row.state, row.decision_reason, row.decided_at = state, reason, now
    book.session.flush()
    return _submission_of(row)


def submission_row(book: Book, actor: Actor, ref: str) -> SubmissionRow:
    """The row of a submission that the actor may see; inside the store only."""
    mine = of_provider(actor, SubmissionRow.org_key)
    row = book.session.scalar(select(SubmissionRow).where(SubmissionRow.ref == ref, mine))
    return found(row, "submission", ref)


def _is_open(book: Book, dossier: DossierRow, tier: AnyTier) -> bool:
    same = (
        SubmissionRow.offering_key == dossier.offering_key,
        SubmissionRow.tier == tier,
        SubmissionRow.state == SubmissionState.SUBMITTED,
    )
    return bool(book.session.scalar(select(exists().where(*same))))


def _submission_of(row: SubmissionRow) -> Submission:
    return Submission(
        ref=row.ref,
        provider=organisation_of(row.org),
        dossier=dossier_of(row.dossier),
        dossier_ref=row.dossier.ref,
        bytes_digest=row.dossier.raw_digest,
        tier=row.tier,
        state=row.state,
        submitted_at=row.submitted_at,
        decision_reason=row.decision_reason,
    )
