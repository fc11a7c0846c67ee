"""「効力の停止と取消し」 A body decides of a certificate that it issued, under its own rules.

Contracts are untouched: what two parties agreed ends only by their own acts. Both are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from conformance.attest.status import Standing, StatusEntry, StatusList, status_list
from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.desk.act import act
from marketplace.domain.certificate import MAY_FOLLOW, Certificate, Measure, MeasureKind
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Actor
from marketplace.store import Book, certificates, organisations
from marketplace.store.measures import add_measure

STATUS_DAYS = 7
"""How long a list of what does not hold is good for: whoever has an older one asks again."""

_LISTED = {MeasureKind.SUSPEND: Standing.SUSPENDED, MeasureKind.REVOKE: Standing.REVOKED}


@dataclass(frozen=True, slots=True)
class Decide:
    """「効力の決定」 Of which certificate, from which day on, and why; everybody reads why."""

    token: str
    certificate_ref: str
    since: date
    reason: str


@act(again=certificates.certificate)
def suspend(book: Book, actor: Actor, order: Decide, now: datetime) -> Certificate:
    """「効力の停止」 The listing is gone from that day on, until the suspension is lifted."""
    return _decide(book, actor, order, kind=MeasureKind.SUSPEND, now=now)


@act(again=certificates.certificate)
def reinstate(book: Book, actor: Actor, order: Decide, now: datetime) -> Certificate:
    """「停止の解除」 The certificate holds again, and its listing with it."""
    return _decide(book, actor, order, kind=MeasureKind.REINSTATE, now=now)


@act(again=certificates.certificate)
def revoke(book: Book, actor: Actor, order: Decide, now: datetime) -> Certificate:
    """「取消し」 Final: what follows is a new submission."""
    return _decide(book, actor, order, kind=MeasureKind.REVOKE, now=now)


def status_of(book: Book, actor: Actor, day: date) -> StatusList:
    """「停止・取消しの一覧」 Of the body's own certificates, good until its next issue.

    What begins before the next issue is there already. A suspension that is lifted before then
    stays: a list says too little in favour of a certificate rather than too much.
    """
    require(actor, "status_of")
    following = day + timedelta(days=STATUS_DAYS)
    issued = certificates.certificates(book, actor)
    own = [one for one in issued if certificates.public_issuer(book, one.ref).ref == actor.org.ref]
    entries = (entry for one in own for entry in _entries(one, day, following))
    return status_list(day, following, entries)


def _entries(found: Certificate, day: date, following: date) -> Iterator[StatusEntry]:
    standing = found.against_on(day)
    coming = [one for one in found.measures if day < one.since <= following]
    for one in (*([standing] if standing else []), *coming):
        if one.kind in _LISTED:
            yield StatusEntry(found.number, _LISTED[one.kind], one.since, one.reason)


def _decide(
    book: Book, actor: Actor, order: Decide, *, kind: MeasureKind, now: datetime
) -> Certificate:
    ref = given.ref(order.certificate_ref, "certificate")
    found, day = certificates.certificate(book, actor, ref), japan_day(now)
    _require_own(book, actor, found)
    _require_next(found, kind)
    since = _since(found, order, day)
    made = Measure(kind, since, given.reason(order.reason), day)
    return add_measure(book, actor, ref, made, now=now)


def _require_own(book: Book, actor: Actor, found: Certificate) -> None:
    """Whoever issued it decides of it, and nobody of the provider's house."""
    if organisations.is_member(book, actor.person.ref, found.provider.ref):
        raise Refused("own_certificate", provider=found.provider.name)
    body = certificates.public_issuer(book, found.ref)
    if body.ref != actor.org.ref:
        raise Refused("other_body", body=body.name)


def _require_next(found: Certificate, kind: MeasureKind) -> None:
    last = found.last_measure
    if kind not in MAY_FOLLOW[last.kind if last else None]:
        before = f"{last.since}から{last.kind.label}" if last else "何も決まっていません"
        raise Refused("measure_not_next", number=found.number, kind=kind.label, before=before)


def _since(found: Certificate, order: Decide, day: date) -> date:
    """A decision reaches neither back nor before the last one, nor beyond the end."""
    since = given.day(order.since, "since")
    first = max((day, *(one.since for one in found.measures)))
    if not first <= since <= found.valid_until:
        raise Refused("measure_out_of_span", first=first, last=found.valid_until)
    return since
