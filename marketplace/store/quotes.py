"""「見積り」 What a company was told that a plan would cost, kept as it was."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.domain.canonical import canonical
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Actor
from marketplace.domain.quote import Quote
from marketplace.store.access import found, own, own_key
from marketplace.store.book import Book
from marketplace.store.breakdowns import (
    breakdown_of,
    dossier_key,
    entry_keys,
    entry_refs,
    plan_of,
)
from marketplace.store.dossiers import dossier_of
from marketplace.store.organisations import organisation_of, person_key
from marketplace.store.rows import ApplicationRow, QuoteRow


def add_quote(book: Book, actor: Actor, quote: Quote) -> Quote:
    """Keep a new quote of the actor's own company; no row of it ever changes."""
    if quote.company.ref != actor.org.ref:
        raise Refused("not_allowed", kind=actor.kind)
    row = QuoteRow(
        ref=quote.ref,
        org_key=own_key(book, actor),
        person_key=person_key(book, actor.person.ref),
        **entry_keys(book, quote.certificate_ref, quote.trial_ref),
        origin_key=_origin_key(book, actor, quote),
        dossier_key=dossier_key(book, quote.entry_ref, quote.dossier_ref),
        plan_code=quote.plan.code,
        size=quote.size,
        months=quote.months,
        breakdown=canonical(quote.breakdown).decode(),
        digest=quote.digest,
        made_at=quote.made_at,
        valid_until=quote.valid_until,
    )
    book.session.add(row)
    return _quote_of(quote_row(book, actor, row.ref))


def quote(book: Book, actor: Actor, ref: str) -> Quote:
    """A quote by its reference, for the company that asked for it alone."""
    return _quote_of(quote_row(book, actor, ref))


def quotes(book: Book, actor: Actor) -> tuple[Quote, ...]:
    """The quotes of the actor's company; newest first."""
    rows = book.session.scalars(
        select(QuoteRow).where(QuoteRow.org_key == own(actor)).order_by(QuoteRow.key.desc())
    )
    return tuple(_quote_of(row) for row in rows)


def quote_row(book: Book, actor: Actor, ref: str) -> QuoteRow:
    """The row of a quote of the actor's company; inside the store only."""
    mine = QuoteRow.org_key == own(actor)
    row = book.session.scalar(select(QuoteRow).where(QuoteRow.ref == ref, mine))
    return found(row, "quote", ref)


def _origin_key(book: Book, actor: Actor, quote: Quote) -> int | None:
    """The company's own provisional application that the quote names, None where it names none."""
    if not quote.from_application:
        return None
    mine = ApplicationRow.org_key == own(actor)
    same = ApplicationRow.ref == quote.from_application
    key = book.session.scalar(select(ApplicationRow.key).where(same, mine))
    return found(key, "application", quote.from_application)


def _quote_of(row: QuoteRow) -> Quote:
    dossier = dossier_of(row.dossier)
    return Quote(
        ref=row.ref,
        company=organisation_of(row.org),
        provider=organisation_of(row.provider),
        **entry_refs(row),
        from_application=row.origin.ref if row.origin else "",
        dossier_ref=row.dossier.ref,
        offering=dossier.offering,
        plan=plan_of(dossier, row.plan_code),
        size=row.size,
        months=row.months,
        breakdown=breakdown_of(row.breakdown),
        made_by=row.person.name,
        made_at=row.made_at,
        valid_until=row.valid_until,
        digest=row.digest,
    )
