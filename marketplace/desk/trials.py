"""「参考掲載を求める」 A provider has an offering listed by a draft's leave, and withdraws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from conformance.record import record
from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.desk.drafting import Drafts, drafts_on, judged_under, require_draft
from marketplace.desk.judging import open_clauses
from marketplace.desk.submission import media_type, own_dossier
from marketplace.domain.certificate import TrialListing, trial_until
from marketplace.domain.codes import new_ref
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Refused
from marketplace.domain.offering import Dossier
from marketplace.domain.organisation import Actor
from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import Outcome, Verdict
from marketplace.store import Book, dossiers, trials

STOPS = (Verdict.FAILS, Verdict.FAULT)
"""What no trial listing may carry; what a person still has to look at (要確認) it may."""


@dataclass(frozen=True, slots=True)
class AskTrial:
    """「参考掲載を求める」 A manifest exactly as it came; one tier by its tag, or all of them."""

    token: str
    raw: bytes
    name: str
    tier: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawTrial:
    """「参考掲載の取下げ」 By the provider; it does not come back."""

    token: str
    ref: str


@dataclass(frozen=True, slots=True)
class OwnTrial:
    """「自社の参考掲載」 One that the provider asked for, and whether it is on the list today."""

    listing: TrialListing
    listed: bool


def asked_for(book: Book, actor: Actor, dossier_ref: str) -> tuple[TrialListing, ...]:
    """The trial listings of one dossier, in the order of its tiers."""
    found = reversed(trials.trials(book, actor))
    return tuple(one for one in found if one.dossier_ref == dossier_ref)


def own_trials(book: Book, actor: Actor, day: date) -> tuple[OwnTrial, ...]:
    """「自社の参考掲載」 Newest first, each with what it means today."""
    listed = {one.ref for one in listed_trials(book, day)}
    return tuple(OwnTrial(one, one.ref in listed) for one in trials.trials(book, actor))


def listed_trials(book: Book, day: date) -> tuple[TrialListing, ...]:
    """What is listed on trial on a day: judged under the draft that is the newest on that day."""
    found = trials.public_trials(book, day)
    drafts = drafts_on(book, day) if found else None
    return tuple(one for one in found if drafts and _stands(one, drafts))


@act(again=asked_for, subject=lambda made: made[0].dossier_ref)
def ask_trial(book: Book, actor: Actor, order: AskTrial, now: datetime) -> tuple[TrialListing, ...]:
    """「参考掲載」 Every tier that was asked for, or none; the newest of a tier takes its place."""
    dossier = own_dossier(actor, order.raw, order.name)
    day = japan_day(now)
    tiers = _tiers(dossier, order.tier)
    outcomes = tuple(_judged(book, dossier, tier, day) for tier in tiers)
    _require_no_fails(outcomes)
    kind = media_type(order.name)
    ref = dossiers.receive_dossier(book, actor, dossier, order.raw, media_type=kind, now=now)
    return tuple(_add(book, actor, ref, outcome, now=now) for outcome in outcomes)


@act(again=trials.trial)
def withdraw_trial(book: Book, actor: Actor, order: WithdrawTrial, now: datetime) -> TrialListing:
    """「参考掲載の取下げ」 From today; provisional applications stay and can be withdrawn."""
    found = trials.trial(book, actor, given.ref(order.ref, "trial"))
    day = japan_day(now)
    if day > found.until:
        raise Refused("trial_over", until=found.until)
    return trials.withdraw(book, actor, found.ref, day)


def _tiers(dossier: Dossier, tag: object) -> tuple[AnyTier, ...]:
    declared = {one.tag: one for one in dossier.offering.tiers}
    if tag == "":
        return tuple(declared.values())
    if not isinstance(tag, str) or tag not in declared:
        labels = tuple(one.label for one in declared.values())
        raise Refused("tier_not_declared", declared=labels)
    return (declared[tag],)


def _judged(book: Book, dossier: Dossier, tier: AnyTier, day: date) -> Outcome:
    draft = require_draft(book, tier, day)
    return judged_under(book, draft, dossier, tier=tier, day=day)


def _require_no_fails(outcomes: tuple[Outcome, ...]) -> None:
    failed = [one for one in outcomes if one.verdict in STOPS]
    if failed:
        open_ones = (found for one in failed for found in open_clauses(one))
        keys = (s.finding.clause for s in open_ones if s.answered.verdict in STOPS)
        tiers = tuple(one.report.tier.label for one in failed)
        raise Refused("trial_fails", tiers=tiers, clauses=tuple(dict.fromkeys(keys)))


def _add(
    book: Book, actor: Actor, dossier_ref: str, outcome: Outcome, *, now: datetime
) -> TrialListing:
    since = japan_day(now)
    made = TrialListing(
        ref=new_ref("tl"),
        provider=actor.org,
        dossier=dossiers.dossier(book, actor, dossier_ref),
        dossier_ref=dossier_ref,
        tier=outcome.report.tier,
        edition=outcome.report.edition,
        verdict=outcome.verdict,
        since=since,
        until=trial_until(since),
    )
    return trials.add_trial(book, actor, made, record=record(outcome), now=now)


def _stands(one: TrialListing, drafts: Drafts) -> bool:
    """Its draft is still the newest and unchanged, and no edition has come into force."""
    draft = drafts.of(one.tier.family)
    return draft is not None and draft.digest == one.edition.digest
