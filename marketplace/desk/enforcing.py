"""「版を動かす」 Two examiners put an edition out, in force, or out of force, from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from conformance.edition import Edition, load_edition
from conformance.settle import assumptions
from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.desk.act import act
from marketplace.desk.editions import timeline, unedited
from marketplace.domain.days import japan_day
from marketplace.domain.edition import MOVES, EditionState, Stage, follow
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.organisation import Actor
from marketplace.store import Book, rulings
from marketplace.store.editions import Proposed, add_edition_event, edition_proposal

OFFERED = (Stage.CONSULTATION, Stage.IN_FORCE, Stage.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class PutEdition:
    """「版を動かす」 The state, and the day from which on; the same by a second person decides."""

    token: str
    edition: str
    state: str
    at: date
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawEditionProposal:
    """「版の案の取消し」 By anybody of the body, while nobody else has agreed."""

    token: str
    edition: str


@dataclass(frozen=True, slots=True)
class EditionPlan:
    """「版のこれから」 What is planned of an edition, what may follow, and what keeps it back.

    ``unconfirmed`` are the assumed clauses that nobody has compared with an original yet.
    """

    edition: Edition
    state: EditionState | None
    history: tuple[EditionState, ...]
    proposal: Proposed | None
    mine: bool
    moves: tuple[Stage, ...]
    unconfirmed: tuple[str, ...]


def editions_of(book: Book, actor: Actor, day: date) -> tuple[EditionPlan, ...]:
    """「基準の版」 Every edition that exists on a day, as a body sees it."""
    require(actor, "editions_of")
    return tuple(_plan(book, actor, state.slug, day) for state in timeline(book).standing_on(day))


def _decided(book: Book, actor: Actor, slug: str) -> Proposed:
    """What stands written of an edition: the open proposal, else what happened to it last."""
    known = timeline(book).history(slug)[-1]
    return edition_proposal(book, actor, slug) or Proposed(known, ())


def _slug(made: Proposed) -> str:
    return made.event.slug


@act(again=_decided, subject=_slug)
def put_edition(book: Book, actor: Actor, order: PutEdition, now: datetime) -> Proposed:
    """「版を動かす」 The first person proposes, and the same by a second one makes it so."""
    edition, day = _edition(order.edition), japan_day(now)
    event = _event(book, order, edition, day)
    if event.stage is Stage.IN_FORCE:
        _require_compared(book, edition, day)
    half = edition_proposal(book, actor, edition.slug)
    made = Proposed(event, _signers(half, event, actor.person.ref))
    add_edition_event(book, actor, made, now=now)
    return made


@act(again=_decided, subject=_slug)
def withdraw_edition_proposal(
    book: Book, actor: Actor, order: WithdrawEditionProposal, now: datetime
) -> Proposed:
    """「版の案の取消し」 What only one person has said binds nobody."""
    edition = _edition(order.edition)
    half = edition_proposal(book, actor, edition.slug)
    if half is None:
        raise Refused("no_edition_proposal", edition=edition.slug)
    gone = Proposed(half.event, ())
    add_edition_event(book, actor, gone, now=now)
    return gone


def _event(book: Book, order: PutEdition, edition: Edition, day: date) -> EditionState:
    """The event as it would be, after everything that is known of the edition."""
    if order.state not in set(OFFERED):
        raise Refused("edition_state_not_offered", state=str(order.state))
    at, reason = given.day(order.at, "at"), given.reason(order.reason)
    if at < day:
        raise Refused("edition_event_in_past", at=at, today=day)
    before = timeline(book).history(edition.slug)[-1]
    unedited(before)
    event = EditionState(
        edition.slug, before.revision, at, str(order.state), edition.digest, reason
    )
    return follow(before, event)


def _require_compared(book: Book, edition: Edition, day: date) -> None:
    left = assumptions(edition, rulings.confirmations(book, edition.slug), day)
    if left:
        raise Refused("edition_rests_on_assumptions", edition=edition.slug, clauses=left)


def _signers(half: Proposed | None, event: EditionState, person: str) -> tuple[str, ...]:
    """Who has signed now: one person may think again, two must say the same."""
    if half is None:
        return (person,)
    if half.by == (person,):
        if half.event == event:
            raise Refused("edition_needs_second", edition=event.slug)
        return (person,)
    if half.event != event:
        said = f"{half.event.label}（{half.event.at}から）: {half.event.reason}"
        raise Refused("edition_proposal_differs", edition=event.slug, first=said)
    return (*half.by, person)


def _plan(book: Book, actor: Actor, slug: str, day: date) -> EditionPlan:
    known, edition = timeline(book), load_edition(slug)
    history, half = known.history(slug), edition_proposal(book, actor, slug)
    allowed = MOVES[history[-1].stage] - {history[-1].stage}
    return EditionPlan(
        edition=edition,
        state=known.state_on(slug, day),
        history=history,
        proposal=half,
        mine=half is not None and actor.person.ref in half.by,
        moves=tuple(stage for stage in OFFERED if stage in allowed),
        unconfirmed=assumptions(edition, rulings.confirmations(book, slug), day),
    )


def _edition(slug: str) -> Edition:
    if not isinstance(slug, str):
        raise Missing("edition", slug=slug)
    return load_edition(slug)
