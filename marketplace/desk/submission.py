"""「申請」 A provider sees beforehand whether a dossier conforms, hands it in, or takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from conformance.record import record
from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.desk.act import act
from marketplace.desk.evidence import arrived
from marketplace.desk.judging import blocking, judged
from marketplace.domain.certificate import Submission, SubmissionState
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.offering import Dossier
from marketplace.domain.organisation import Actor
from marketplace.domain.verdict import Outcome, Verdict
from marketplace.host import read_manifest
from marketplace.store import Book, dossiers, evidence_files, reports, submissions


@dataclass(frozen=True, slots=True)
class Submit:
    """「申請する」 A manifest exactly as it came, its file's name, and evidence by its path."""

    token: str
    raw: bytes
    name: str
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WithdrawSubmission:
    """「申請の取下げ」 By the provider, while it is under review."""

    token: str
    ref: str


def pre_check(
    actor: Actor, raw: bytes, name: str, day: date, *, book: Book | None = None
) -> tuple[Outcome, ...]:
    """「事前確認」 Judge every tier as the certifying body would; write nothing."""
    require(actor, "pre_check")
    return _judged(book, own_dossier(actor, raw, name), day)


def submitted(book: Book, actor: Actor, dossier_ref: str) -> tuple[Submission, ...]:
    """The submissions of one dossier, in the order of its tiers."""
    found = reversed(submissions.submissions(book, actor))
    return tuple(one for one in found if one.dossier_ref == dossier_ref)


@act(again=submitted, subject=lambda made: made[0].dossier_ref)
def submit(book: Book, actor: Actor, order: Submit, now: datetime) -> tuple[Submission, ...]:
    """「申請」 One submission a tier that the dossier declares; all of them or none."""
    dossier = own_dossier(actor, order.raw, order.name)
    came = arrived(dossier, order.files)
    outcomes = _judged(book, dossier, japan_day(now))
    _require_no_fails(outcomes)
    _require_none_open(book, actor, dossier)
    kind = media_type(order.name)
    ref = dossiers.receive_dossier(book, actor, dossier, order.raw, media_type=kind, now=now)
    evidence_files.keep(book, actor, ref, came, now=now)
    return tuple(_hand_in(book, actor, ref, outcome, now=now) for outcome in outcomes)


@act(again=submissions.submission)
def withdraw_submission(
    book: Book, actor: Actor, order: WithdrawSubmission, now: datetime
) -> Submission:
    """「申請の取下げ」 Nothing is decided any more; the provider may submit again."""
    found = open_submission(book, actor, order.ref)
    return submissions.decide_submission(
        book, actor, found.ref, SubmissionState.WITHDRAWN, reason="", now=now
    )


def open_submission(book: Book, actor: Actor, ref: str) -> Submission:
    """A submission that this actor may see and that nobody has decided yet."""
    found = submissions.submission(book, actor, given.ref(ref, "submission"))
    if found.state is not SubmissionState.SUBMITTED:
        raise Conflict("not_open", state=found.state)
    return found


def media_type(name: str) -> str:
    """What a manifest is written in, by the name of its file."""
    return "application/json" if name.lower().endswith(".json") else "application/yaml"


def own_dossier(actor: Actor, raw: bytes, name: str) -> Dossier:
    """The dossier of a manifest that speaks for the actor's own organisation."""
    dossier = read_manifest(raw, given.file_name(name))
    if dossier.provider.code != actor.org.code:
        raise Refused("not_your_provider_code", found=dossier.provider.code, yours=actor.org.code)
    return dossier


def _judged(book: Book | None, dossier: Dossier, day: date) -> tuple[Outcome, ...]:
    return tuple(judged(book, dossier, tier, day) for tier in dossier.offering.tiers)


def _require_no_fails(outcomes: tuple[Outcome, ...]) -> None:
    found = dict.fromkeys(chain.from_iterable(blocking(outcome) for outcome in outcomes))
    if found or any(outcome.verdict is Verdict.FAULT for outcome in outcomes):
        raise Refused("has_fails", findings=tuple(found))


def _require_none_open(book: Book, actor: Actor, dossier: Dossier) -> None:
    for other in submissions.submissions(book, actor):
        same = other.dossier.offering.code == dossier.offering.code
        if (
            same
            and other.state is SubmissionState.SUBMITTED
            and other.tier in dossier.offering.tiers
        ):
            raise Refused("already_submitted", tier=other.tier.label, ref=other.ref)


def _hand_in(
    book: Book, actor: Actor, dossier_ref: str, outcome: Outcome, *, now: datetime
) -> Submission:
    found = submissions.add_submission(book, actor, dossier_ref, outcome.report.tier, now=now)
    keep_report(book, found.ref, outcome, now)
    return found


def keep_report(book: Book, submission_ref: str, outcome: Outcome, now: datetime) -> None:
    """Store the record of an outcome with its submission."""
    reports.add_report(
        book,
        submission_ref,
        record(outcome),
        edition=outcome.report.edition,
        verdict=outcome.verdict,
        day=outcome.report.day,
        now=now,
    )
