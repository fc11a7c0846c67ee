"""「版の出来事」 What bodies of this installation decided of editions, beside the repository's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from marketplace.domain.canonical import canonical
from marketplace.domain.edition import EditionState
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.domain.verdict import TWO
from marketplace.store.access import only, own, own_key
from marketplace.store.book import Book
from marketplace.store.counters import raise_catalogue_version
from marketplace.store.rows import EditionEventRow


@dataclass(frozen=True, slots=True)
class Proposed:
    """「版の出来事の案」 An event and who signed it; nobody: the proposal was taken back."""

    event: EditionState
    by: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether two people of the body said the same, so that it counts."""
        return len(set(self.by)) >= TWO


def add_edition_event(book: Book, actor: Actor, made: Proposed, *, now: datetime) -> None:
    """Write an entry down; what two people signed moves what is listed."""
    only(actor, OrgKind.CERTIFIER)
    event = made.event
    row = EditionEventRow(
        org_key=own_key(book, actor),
        edition=event.slug,
        edition_revision=event.revision,
        edition_digest=event.digest,
        state=event.stage,
        at=event.at,
        reason=event.reason,
        decided_by=canonical(made.by).decode(),
        recorded_at=now,
    )
    book.session.add(row)
    if made.complete:
        raise_catalogue_version(book)


def edition_events(book: Book) -> tuple[EditionState, ...]:
    """Every event that two people signed, in the order in which it was decided."""
    return tuple(one.event for one in _read(book) if one.complete)


def edition_proposal(book: Book, actor: Actor, edition: str) -> Proposed | None:
    """The body's own newest entry on an edition, while it waits for a second person."""
    only(actor, OrgKind.CERTIFIER)
    mine = EditionEventRow.org_key == own(actor)
    newest = _read(book, EditionEventRow.edition == edition, mine)[-1:]
    return newest[0] if newest and newest[0].by and not newest[0].complete else None


def _read(book: Book, *chosen: ColumnElement[bool]) -> tuple[Proposed, ...]:
    rows = select(EditionEventRow).where(*chosen).order_by(EditionEventRow.key)
    return tuple(_proposed(row) for row in book.session.scalars(rows))


def _proposed(row: EditionEventRow) -> Proposed:
    event = EditionState(
        row.edition,
        row.edition_revision,
        row.at,
        row.state.value,
        row.edition_digest,
        row.reason,
    )
    return Proposed(event, tuple(json.loads(row.decided_by)))
