"""「原文照合」 Two people of the certifying body compare a clause with the official text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from conformance.clause import Clause
from conformance.edition import Edition, load_edition
from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.desk.act import act
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.organisation import Actor
from marketplace.domain.verdict import Confirmation
from marketplace.store import Book, rulings

TWO = 2
"""People who must have recorded the same."""

MOST_NUMBER = 60
"""Characters of an official number or of a page."""

MOST_DOCUMENT = 200
"""Characters of the title of a document."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """「照合する」 What stands in the official document: the clause's number, and the page."""

    token: str
    edition: str
    clause: str
    official_number: str
    document: str
    page: str


@dataclass(frozen=True, slots=True)
class WithdrawConfirmation:
    """「照合の取消し」 By the person who recorded it, while nobody else has agreed."""

    token: str
    edition: str
    clause: str


@dataclass(frozen=True, slots=True)
class ConfirmationState:
    """「照合の状態」 Of a clause as it reads now; ``mine`` waits for somebody else."""

    clause: Clause
    confirmation: Confirmation
    mine: bool

    @property
    def complete(self) -> bool:
        """Whether two people recorded the same, so that the clause counts as read."""
        return len(set(self.confirmation.by)) >= TWO


def confirmations_of(book: Book, actor: Actor, edition: str) -> tuple[ConfirmationState, ...]:
    """「照合の一覧」 The body's own, open and complete, in the order of the text."""
    require(actor, "confirmations_of")
    known = _edition(edition)
    made = rulings.confirmations_by(book, actor, known.slug)
    found = {(one.clause, one.text_digest): one for one in made}
    pairs = ((clause, found.get((clause.key, clause.text_digest))) for clause in known.clauses)
    return tuple(_state(actor, clause, one) for clause, one in pairs if one and one.by)


def _recorded(book: Book, actor: Actor, subject: str) -> ConfirmationState:
    edition, key = subject.split(" ")
    clause = _clause(_edition(edition), key)
    found = _newest(book, actor, edition, clause)
    return _state(actor, clause, found or _nothing(edition, clause, date.min))


def _subject(state: ConfirmationState) -> str:
    return f"{state.confirmation.edition} {state.confirmation.clause}"


@act(again=_recorded, subject=_subject)
def confirm(book: Book, actor: Actor, order: Confirm, now: datetime) -> ConfirmationState:
    """「原文照合」 The first entry is half of one; the same by a second person completes it."""
    clause = _clause(_edition(order.edition), order.clause)
    made = _entry(actor, order, clause, japan_day(now))
    half = _newest(book, actor, order.edition, clause)
    if half and half.by:
        _require_second(half, made)
        made = replace(made, by=(*half.by, *made.by))
    rulings.add_confirmation(book, actor, made, now=now)
    return _state(actor, clause, made)


@act(again=_recorded, subject=_subject)
def withdraw_confirmation(
    book: Book, actor: Actor, order: WithdrawConfirmation, now: datetime
) -> ConfirmationState:
    """「照合の取消し」 A slip of the pen does not bind the next reader."""
    clause = _clause(_edition(order.edition), order.clause)
    half = _newest(book, actor, order.edition, clause)
    if half is None or half.by != (actor.person.ref,):
        raise Refused("no_confirmation_of_yours", clause=clause.key)
    made = _nothing(order.edition, clause, japan_day(now))
    rulings.add_confirmation(book, actor, made, now=now)
    return _state(actor, clause, made)


def _entry(actor: Actor, order: Confirm, clause: Clause, day: date) -> Confirmation:
    return Confirmation(
        edition=order.edition,
        clause=clause.key,
        text_digest=clause.text_digest,
        official_number=given.words(order.official_number, "official_number", MOST_NUMBER),
        document=given.words(order.document, "document", MOST_DOCUMENT),
        page=given.words(order.page, "page", MOST_NUMBER),
        by=(actor.person.ref,),
        on=day,
    )


def _nothing(edition: str, clause: Clause, day: date) -> Confirmation:
    """An entry by nobody: what an open half is taken back by."""
    return Confirmation(edition, clause.key, clause.text_digest, "", "", "", (), day)


def _require_second(half: Confirmation, made: Confirmation) -> None:
    """Refuse what does not complete the half: read already, the same person, another reading."""
    if len(half.by) >= TWO:
        raise Refused("already_confirmed", clause=half.clause, on=half.on)
    if made.by == half.by:
        raise Refused("second_person_needed", clause=half.clause)
    first, second = _place(half), _place(made)
    if first != second:
        raise Refused("confirmation_differs", clause=half.clause, first=first, second=second)


def _place(made: Confirmation) -> tuple[str, str, str]:
    return made.official_number, made.document, made.page


def _edition(slug: str) -> Edition:
    if not isinstance(slug, str):
        raise Missing("edition", slug=slug)
    return load_edition(slug)


def _clause(edition: Edition, key: str) -> Clause:
    for clause in edition.clauses:
        if clause.key == key:
            return clause
    raise Missing("clause", ref=key)


def _newest(book: Book, actor: Actor, edition: str, clause: Clause) -> Confirmation | None:
    """The body's newest entry on the clause as it reads now."""
    for one in rulings.confirmations_by(book, actor, edition):
        if (one.clause, one.text_digest) == (clause.key, clause.text_digest):
            return one
    return None


def _state(actor: Actor, clause: Clause, made: Confirmation) -> ConfirmationState:
    return ConfirmationState(clause, made, mine=actor.person.ref in made.by)
