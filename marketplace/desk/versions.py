"""「掲載の版」 A certified offering changes: judged at once, shown at once, or refused whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain

from conformance.record import record
from marketplace.desk.act import act
from marketplace.desk.catalogue.index import ever_listed
from marketplace.desk.judging import judged, open_clauses
from marketplace.desk.submission import media_type, own_dossier
from marketplace.domain.certificate import Certificate, Entry, SubmissionState, TrialListing
from marketplace.domain.days import JST, japan_day
from marketplace.domain.errors import Refused
from marketplace.domain.offering import Dossier, Offering, Plan
from marketplace.domain.organisation import Actor
from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import Outcome, Verdict
from marketplace.store import Book, certificates, dossiers, submissions
from marketplace.store import versions as kept


@dataclass(frozen=True, slots=True)
class ChangeOffering:
    """「内容を変える」 A whole manifest of an offering that is certified, exactly as it came."""

    token: str
    raw: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Changed:
    """「変わったもの」 A new version and the certificates it stands under.

    ``uncertified`` are the tiers that it declares beside them: they need an ordinary submission.
    """

    ref: str
    dossier: Dossier
    certificates: tuple[Certificate, ...]
    uncertified: tuple[AnyTier, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """「版」 An offering and the plans of a certificate as they are listed from an instant on."""

    since: datetime
    dossier_digest: str
    plans: tuple[Plan, ...]
    offering: Offering


def versions(book: Book, entry_ref: str) -> tuple[Version, ...]:
    """「版の履歴」 For everybody, oldest first; a trial listing has one version."""
    found = ever_listed(book, entry_ref)
    pairs = ((_begun(found), found.dossier), *kept.public_versions(book, found.ref))
    return tuple(
        Version(since, one.digest, one.plans_of(found.tier), one.offering) for since, one in pairs
    )


def _begun(entry: Entry) -> datetime:
    """When its first version was listed; of a trial listing only the day is known."""
    if isinstance(entry, TrialListing):
        return datetime.combine(entry.since, time(), JST)
    return entry.issued_at


def changed(book: Book, actor: Actor, dossier_ref: str) -> Changed:
    """What a new version changed."""
    found = kept.certificates_of(book, actor, dossier_ref)
    return _changed(dossier_ref, dossiers.dossier(book, actor, dossier_ref), found)


@act(again=changed)
def change_offering(book: Book, actor: Actor, order: ChangeOffering, now: datetime) -> Changed:
    """「内容の変更」 Every certified tier conforms today, or nothing is written."""
    dossier = own_dossier(actor, order.raw, order.name)
    day = japan_day(now)
    certified = _certified(book, actor, dossier, day)
    _require_none_open(book, actor, certified)
    outcomes = {one.tier: judged(book, dossier, one.tier, day) for one in certified}
    _require_conforming(tuple(outcomes.values()))
    kind = media_type(order.name)
    ref = dossiers.receive_dossier(book, actor, dossier, order.raw, media_type=kind, now=now)
    for one in certified:
        kept.add_version(book, actor, one.ref, ref, record=record(outcomes[one.tier]), now=now)
    return _changed(ref, dossier, certified)


def _changed(ref: str, dossier: Dossier, certified: tuple[Certificate, ...]) -> Changed:
    tiers = {one.tier for one in certified}
    others = tuple(tier for tier in dossier.offering.tiers if tier not in tiers)
    return Changed(ref, dossier, certified, others)


def _certified(book: Book, actor: Actor, dossier: Dossier, day: date) -> tuple[Certificate, ...]:
    """The certificates of the offering that are valid or may be; each tier must still be there."""
    code = dossier.offering.code
    found = tuple(
        one
        for one in certificates.certificates(book, actor)
        if one.dossier.offering.code == code and day <= one.valid_until and not one.is_revoked
    )
    if not found:
        raise Refused("nothing_certified", offering=code)
    missing = {one.tier for one in found} - set(dossier.offering.tiers)
    if missing:
        tiers = tuple(sorted(tier.label for tier in missing))
        raise Refused("certified_tier_missing", tiers=tiers)
    return found


def _require_none_open(book: Book, actor: Actor, certified: tuple[Certificate, ...]) -> None:
    """What is under review would take the new version's place when it is certified."""
    places = {(one.dossier.offering.code, one.tier) for one in certified}
    for found in submissions.submissions(book, actor):
        is_open = found.state is SubmissionState.SUBMITTED
        if is_open and (found.dossier.offering.code, found.tier) in places:
            raise Refused("already_submitted", tier=found.tier.label, ref=found.ref)


def _require_conforming(outcomes: tuple[Outcome, ...]) -> None:
    failed = [one for one in outcomes if one.verdict is not Verdict.CONFORMS]
    if failed:
        found = dict.fromkeys(chain.from_iterable(open_clauses(one) for one in failed))
        raise Refused("version_not_conforming", findings=tuple(found))
