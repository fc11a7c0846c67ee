"""「原文照合」 Two examiners read the official text, each for herself, and record its place."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from conformance.clause import Clause
from conformance.edition import Edition, load_edition
from marketplace.desk import confirming as desk
from marketplace.desk import editions
from marketplace.desk.confirming import ConfirmationState
from marketplace.domain.errors import Missing
from marketplace.domain.organisation import Actor
from marketplace.domain.verdict import Grade
from marketplace.store import Book
from marketplace.web import links, visit
from marketplace.web.certifier.door import door
from marketplace.web.fields import Fields
from marketplace.web.people import colleague

UNSEEN = (Grade.R, Grade.A)


@dataclass(frozen=True, slots=True)
class ToCompare:
    """「照合の行」 A clause, its record if there is one, and the names of who made it."""

    clause: Clause
    state: ConfirmationState | None
    people: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether two people recorded the same."""
        return self.state is not None and self.state.complete

    @property
    def mine(self) -> bool:
        """Whether the record is the reader's own and waits for somebody else."""
        return self.state is not None and self.state.mine and not self.complete

    @property
    def theirs(self) -> bool:
        """Whether a colleague recorded it, so that the reader may complete it."""
        return self.state is not None and not self.state.mine and not self.complete


@door.get("/confirmations")
def confirmations(actor: Actor) -> ResponseReturnValue:
    """「原文照合」 What is to be compared, one clause with its form, and what is done."""
    with visit.store().read() as book:
        edition = _edition(book)
        rows = _rows(book, actor, edition)
    left = [one for one in rows if not one.complete]
    named = {one.clause.key: one for one in rows}
    line = named.get(request.values.get("clause", "")) or next(iter(left), None)
    done = [one for one in rows if one.complete]
    return render_template(
        "certifier/confirmations.html", edition=edition, left=left, done=done, line=line
    )


@door.post("/confirmations", shows="certifier.confirmations")
def confirm(actor: Actor) -> ResponseReturnValue:
    """「照合する」 A first record waits for a second; the same by another person completes it."""
    fields = Fields(request.form)
    fields.ticked("same", "確かめたこと", "番号と効力を確かめてから、印を付けてください")
    fields.check()
    number, document, page = (fields.text(n) for n in ("official_number", "document", "page"))
    slug, clause = fields.text("edition"), fields.text("clause")
    order = desk.Confirm(visit.token(), slug, clause, number, document, page)
    made = visit.do(desk.confirm, actor, order)
    words = "原文照合が済みました" if made.complete else "記録しました。もう一人の記録を待ちます"
    return links.done(f"{clause} の{words}。", "certifier.confirmations", edition=slug)


@door.post("/confirmations/withdraw", shows="certifier.confirmations")
def withdraw_confirmation(actor: Actor) -> ResponseReturnValue:
    """「照合の取消し」 One's own record, while nobody else has agreed."""
    fields = Fields(request.form)
    slug, clause = fields.text("edition"), fields.text("clause")
    order = desk.WithdrawConfirmation(visit.token(), slug, clause)
    visit.do(desk.withdraw_confirmation, actor, order)
    return links.done(
        f"{clause} の記録を取り消しました。", "certifier.confirmations", edition=slug, clause=clause
    )


def to_compare(book: Book, actor: Actor) -> int:
    """How many clauses of the newest edition wait for this examiner."""
    asked = _asked(book, actor, _edition(book))
    rows = [ToCompare(clause, state, ()) for clause, state in asked]
    return sum(1 for one in rows if not one.complete and not one.mine)


def _edition(book: Book) -> Edition:
    """The edition that was asked for, else the first that stands."""
    standing = editions.standing(book, visit.today())
    if not standing:
        raise Missing("edition")
    return load_edition(request.values.get("edition") or standing[0].slug)


def _rows(book: Book, actor: Actor, edition: Edition) -> list[ToCompare]:
    """The same with the names of who recorded each."""
    asked = _asked(book, actor, edition)
    return [ToCompare(clause, state, _people(book, actor, state)) for clause, state in asked]


def _asked(
    book: Book, actor: Actor, edition: Edition
) -> list[tuple[Clause, ConfirmationState | None]]:
    """The clauses whose original was not seen, and any other that was compared all the same."""
    made = {one.clause.key: one for one in desk.confirmations_of(book, actor, edition.slug)}
    asked = [c for c in edition.clauses if c.grade in UNSEEN or c.key in made]
    return [(clause, made.get(clause.key)) for clause in asked]


def _people(book: Book, actor: Actor, state: ConfirmationState | None) -> tuple[str, ...]:
    refs = state.confirmation.by if state else ()
    return tuple(colleague(book, actor, ref) for ref in refs)
