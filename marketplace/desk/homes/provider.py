"""「提供事業者の最初の画面」 What a provider has to answer, to send, and to renew in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.desk.access import require
from marketplace.desk.catalogue.index import current
from marketplace.desk.waiting import Waiting, waiting
from marketplace.domain.certificate import Certificate, Entry, Submission
from marketplace.domain.errors import Missing
from marketplace.domain.invoice import Invoice
from marketplace.domain.offering import Evidence
from marketplace.domain.organisation import Actor, Organisation
from marketplace.payments import collector
from marketplace.store import Book, invoices, standing, submissions

SOON = timedelta(days=90)
"""How long beforehand an end is shown: an examination takes its weeks."""

PAST = timedelta(days=60)
"""How long a certificate that has ended is still shown."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """「切れる証跡」 A document of a listed offering, and the last day on which it counts."""

    entry: Entry
    evidence: Evidence
    last_day: date


@dataclass(frozen=True, slots=True)
class ProviderHome:
    """「提供事業者の最初の画面」 What waits, what is under review, what ends, what is missing.

    ``lacking`` names what the organisation has not stated and needs to be paid: fields of its own,
    or ``card`` where cards are taken here and it has no account.
    """

    waits: tuple[Waiting, ...]
    under_review: tuple[Submission, ...]
    listed: int
    ending: tuple[Entry, ...]
    ended: tuple[Certificate, ...]
    lapsing: tuple[Lapse, ...]
    overdue: tuple[Invoice, ...]
    lacking: tuple[str, ...]


def home_of_provider(book: Book, actor: Actor, day: date) -> ProviderHome:
    """「提供事業者の最初の画面」 Of the actor's own organisation."""
    require(actor, "home_of_provider")
    listed = [one for one in current(book, day).entries if one.provider.ref == actor.org.ref]
    past = standing.ending(book, actor, day - PAST, day - timedelta(days=1))
    return ProviderHome(
        waits=waiting(book, actor, day),
        under_review=submissions.open_submissions(book, actor),
        listed=len(listed),
        ending=tuple(sorted(_ending(listed, day), key=lambda one: one.last_day)),
        ended=tuple(one for one in past if not _goes_on(one, listed)),
        lapsing=tuple(sorted(_lapsing(listed, day), key=lambda one: one.last_day)),
        overdue=tuple(one for one in invoices.invoices(book, actor) if _is_overdue(one, day)),
        lacking=tuple(_lacking(actor.org)),
    )


def _ending(listed: list[Entry], day: date) -> Iterator[Entry]:
    return (one for one in listed if one.last_day <= day + SOON)


def _goes_on(ended: Certificate, listed: list[Entry]) -> bool:
    """Whether something newer of the same offering and tier is on the list."""
    place = ended.dossier.offering.code, ended.tier
    return any((one.dossier.offering.code, one.tier) == place for one in listed)


def _lapsing(listed: list[Entry], day: date) -> Iterator[Lapse]:
    """A document that stands behind several tiers of an offering is told of once."""
    found: dict[tuple[str, str, str], Lapse] = {}
    for entry, one in ((held, one) for held in listed for one in held.dossier.evidence):
        place = entry.dossier.offering.code, one.title, one.sha256
        if one.lapses and one.lapses <= day + SOON:
            found.setdefault(place, Lapse(entry, one, one.lapses))
    yield from found.values()


def _is_overdue(one: Invoice, day: date) -> bool:
    return one.due_on < day and not one.account.is_paid


def _lacking(org: Organisation) -> Iterator[str]:
    for field in ("address", "invoice_number", "bank_account"):
        if not getattr(org, field):
            yield field
    try:
        takes_cards = collector().serves(org)
    except Missing:
        return
    if not takes_cards:
        yield "card"
