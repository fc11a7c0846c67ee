"""「審査」 The certifying body looks, rules on what needs a person, and certifies or refuses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.desk.act import act
from marketplace.desk.judging import judged, unsettled
from marketplace.desk.submission import keep_report, open_submission
from marketplace.domain.certificate import Certificate, Submission, SubmissionState
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.evidence_file import EvidenceFile
from marketplace.domain.organisation import Actor
from marketplace.domain.verdict import (
    RULABLE,
    Answered,
    Outcome,
    Ruling,
    Settled,
    Verdict,
)
from marketplace.store import (
    Book,
    certificates,
    evidence_files,
    organisations,
    rulings,
    submissions,
)


@dataclass(frozen=True, slots=True)
class Review:
    """「審査の画面」 A submission, what is found today, and what people ruled on the offering.

    ``files`` are the papers that were handed in with it, without their bytes.
    """

    submission: Submission
    outcome: Outcome
    rulings: tuple[Ruling, ...]
    files: tuple[EvidenceFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """「確認する」 An examiner's answer to one finding, with its reason."""

    token: str
    submission_ref: str
    clause: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Certify:
    """「適合確認書を発行する」 The days are the body's decision under its own rules."""

    token: str
    submission_ref: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class Refuse:
    """「不適合を通知する」 With a reason that the provider reads."""

    token: str
    submission_ref: str
    reason: str


def review(book: Book, actor: Actor, ref: str, day: date) -> Review:
    """「審査の画面」 The provider sees its own, the certifying body all, judged afresh today."""
    require(actor, "review")
    found = submissions.submission(book, actor, given.ref(ref, "submission"))
    offering = found.dossier.offering.code
    ruled = rulings.rulings_for(book, found.dossier.provider.code, offering)
    files = evidence_files.evidence_files(book, actor, found.dossier_ref)
    return Review(found, judged(book, found.dossier, found.tier, day), ruled, files)


@act(again=submissions.submission)
def rule(book: Book, actor: Actor, order: Rule, now: datetime) -> Submission:
    """「確認」 A person answers what the machine cannot; it holds for exactly these facts."""
    found = _decidable(book, actor, order.submission_ref)
    day, reason = japan_day(now), given.reason(order.reason)
    settled = _rulable(judged(book, found.dossier, found.tier, day), order)
    finding = settled.finding
    ruling = Ruling(
        provider=found.dossier.provider.code,
        offering=found.dossier.offering.code,
        clause=finding.clause,
        text_digest=finding.text_digest,
        facts_digest=finding.facts_digest,
        verdict=order.verdict,
        reason=reason,
        by=(actor.person.ref,),
        on=day,
    )
    signed = replace(ruling, by=_signers(book, settled, ruling))
    rulings.add_ruling(book, actor, signed, now=now)
    return found


@act(again=certificates.certificate)
def certify(book: Book, actor: Actor, order: Certify, now: datetime) -> Certificate:
    """「適合確認書」 Issued for what conforms today; the listing follows from it by date alone."""
    found = _decidable(book, actor, order.submission_ref)
    outcome = judged(book, found.dossier, found.tier, japan_day(now))
    if outcome.verdict is not Verdict.CONFORMS:
        raise Refused("not_conforming", verdict=outcome.verdict, clauses=unsettled(outcome))
    valid_from, valid_until = _validity(order, japan_day(now))
    keep_report(book, found.ref, outcome, now)
    submissions.decide_submission(
        book, actor, found.ref, SubmissionState.CERTIFIED, reason="", now=now
    )
    return certificates.add_certificate(
        book,
        actor,
        found,
        outcome.report.edition,
        valid_from=valid_from,
        valid_until=valid_until,
        now=now,
    )


@act(again=submissions.submission)
def refuse(book: Book, actor: Actor, order: Refuse, now: datetime) -> Submission:
    """「不適合の通知」 With the reason; the provider may mend it and submit again."""
    found = _decidable(book, actor, order.submission_ref)
    reason = given.reason(order.reason)
    return submissions.decide_submission(
        book, actor, found.ref, SubmissionState.REFUSED, reason=reason, now=now
    )


def _decidable(book: Book, actor: Actor, ref: str) -> Submission:
    """An open submission that is not of the examiner's own house."""
    found = open_submission(book, actor, ref)
    if organisations.is_member(book, actor.person.ref, found.provider.ref):
        raise Refused("own_organisation", provider=found.provider.name)
    return found


def _rulable(outcome: Outcome, order: Rule) -> Settled:
    """The finding under a ruling: what the machine, and only the machine, left to a person."""
    if order.verdict not in (Verdict.CONFORMS, Verdict.FAILS):
        raise Refused("verdict_not_offered", verdict=order.verdict)
    named = {settled.finding.clause: settled for settled in outcome.clauses}
    if order.clause not in named:
        raise Missing("clause", ref=order.clause)
    settled = named[order.clause]
    answer = machine_answer(settled)
    if answer.reason not in RULABLE and not needs_two(settled):
        raise Refused("not_rulable", clause=order.clause, verdict=answer.verdict, why=answer.reason)
    return settled


def machine_answer(settled: Settled) -> Answered:
    """「機械の判定」 As it stood before any ruling, the official text being confirmed or not."""
    return settled.finding.beneath if settled.confirmed else settled.finding.answered


def needs_two(settled: Settled) -> bool:
    """「二人の確認」 A 不適合 by 手引き may be ruled otherwise, by two examiners of one mind."""
    fails = machine_answer(settled).verdict is Verdict.FAILS
    return fails and settled.finding.guidance


def _signers(book: Book, settled: Settled, ruling: Ruling) -> tuple[str, ...]:
    """Whose ruling it is: where two are needed, the second signs below the first."""
    earlier = rulings.rulings_for(book, ruling.provider, ruling.offering)
    first = next((one.by for one in earlier if _same(one, ruling)), ())
    return tuple(dict.fromkeys((*first, *ruling.by))) if needs_two(settled) else ruling.by


def _same(one: Ruling, other: Ruling) -> bool:
    """Whether two rulings say the same of the same text and facts."""
    return replace(one, reason="", by=(), on=other.on) == replace(other, reason="", by=())


def _validity(order: Certify, today: date) -> tuple[date, date]:
    first = given.day(order.valid_from, "valid_from")
    last = given.day(order.valid_until, "valid_until")
    if not today <= first <= last:
        raise Refused("dates_out_of_order", today=today, valid_from=first, valid_until=last)
    return first, last
