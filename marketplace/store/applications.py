"""「申込み」 What a company asked for, with all that it pins and who signed for it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from marketplace.domain.canonical import canonical
from marketplace.domain.contract import Application, ApplicationState, Signature
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.organisation import Actor
from marketplace.store.access import found, of_parties, own_key
from marketplace.store.book import Book
from marketplace.store.breakdowns import (
    breakdown_of,
    dossier_key,
    entry_keys,
    entry_refs,
    plan_of,
)
from marketplace.store.dossiers import dossier_of
from marketplace.store.organisations import organisation_of, organisation_of_plain, person_key
from marketplace.store.quotes import quote_row
from marketplace.store.rows import ApplicationRow, QuoteRow, SignatureRow


def add_application(book: Book, actor: Actor, application: Application) -> Application:
    """「申込み」 Keep a new application of the actor's own company with all that it pins."""
    if application.company.ref != actor.org.ref:
        raise Refused("not_allowed", kind=actor.kind)
    row = ApplicationRow(
        ref=application.ref,
        org_key=own_key(book, actor),
        **entry_keys(book, application.certificate_ref, application.trial_ref),
        dossier_key=dossier_key(book, application.entry_ref, application.dossier_ref),
        plan_code=application.plan.code,
        size=application.size,
        months=application.months,
        breakdown=canonical(application.breakdown).decode(),
        state=application.state,
        applied_at=application.applied_at,
        answer_by=application.answer_by,
        reason=application.reason,
        provisional=application.provisional,
    )
    if application.signature is not None:
        row.signature = _signature_row(book, actor, application, application.signature)
    book.session.add(row)
    return application_of(application_row(book, actor, row.ref))


def application(book: Book, actor: Actor, ref: str) -> Application:
    """An application by its reference, for the company and the provider."""
    return application_of(application_row(book, actor, ref))


def applications(book: Book, actor: Actor) -> tuple[Application, ...]:
    """Those the actor's organisation made or received; newest first."""
    rows = book.session.scalars(
        select(ApplicationRow).where(_parties(actor)).order_by(ApplicationRow.key.desc())
    )
    return tuple(application_of(row) for row in rows)


def signed(book: Book, actor: Actor, quote_ref: str) -> Application | None:
    """「署名ずみの申込み」 The application that came of a quote, None while nobody has signed."""
    row = book.session.scalar(
        select(ApplicationRow)
        .join(SignatureRow, SignatureRow.application_key == ApplicationRow.key)
        .join(QuoteRow, SignatureRow.quote_key == QuoteRow.key)
        .where(QuoteRow.ref == quote_ref, _parties(actor))
    )
    return None if row is None else application_of(row)


def came_of(book: Book, actor: Actor, ref: str) -> Application | None:
    """「本申込み」 What took the place of a provisional application, None while nothing has."""
    origin = aliased(ApplicationRow)
    row = book.session.scalar(
        select(ApplicationRow)
        .join(SignatureRow, SignatureRow.application_key == ApplicationRow.key)
        .join(QuoteRow, SignatureRow.quote_key == QuoteRow.key)
        .join(origin, QuoteRow.origin_key == origin.key)
        .where(origin.ref == ref, _parties(actor))
    )
    return None if row is None else application_of(row)


def move_application(
    book: Book,
    actor: Actor,
    ref: str,
    *,
    from_state: ApplicationState,
    to_state: ApplicationState,
    reason: str,
    now: datetime,
) -> Application:
    """Move an application on; ``Conflict`` if it is no longer where the actor saw it."""
    row = application_row(book, actor, ref)
    if row.state is not from_state:
        raise Conflict("state_moved", state=row.state)
    row.state, row.reason, row.answered_at = to_state, reason, now
    book.session.flush()
    return application_of(row)


def application_row(book: Book, actor: Actor, ref: str) -> ApplicationRow:
    """The row of an application that the actor may see; inside the store only."""
    row = book.session.scalar(
        select(ApplicationRow).where(ApplicationRow.ref == ref, _parties(actor))
    )
    return found(row, "application", ref)


def application_of(row: ApplicationRow) -> Application:
    """The domain value of a row; the parties stand as they stood when it was signed."""
    dossier = dossier_of(row.dossier)
    signed = {} if row.signature is None else _agreed(row.signature)
    return Application(
        ref=row.ref,
        company=signed.get("company") or organisation_of(row.org),
        provider=signed.get("provider") or organisation_of(row.provider),
        **entry_refs(row),
        dossier_ref=row.dossier.ref,
        offering_name=dossier.offering.name,
        offering_code=dossier.offering.code,
        plan=plan_of(dossier, row.plan_code),
        size=row.size,
        months=row.months,
        breakdown=breakdown_of(row.breakdown),
        state=row.state,
        applied_at=row.applied_at,
        answer_by=row.answer_by,
        reason=row.reason,
        provisional=row.provisional,
        terms=dossier.offering.terms,
        signature=None if row.signature is None else _signature_of(row.signature),
    )


def _parties(actor: Actor) -> ColumnElement[bool]:
    return of_parties(actor, ApplicationRow.org_key, ApplicationRow.provider_key)


def _signature_row(
    book: Book, actor: Actor, wanted: Application, signature: Signature
) -> SignatureRow:
    agreed = {
        "company": wanted.company,
        "consents": signature.consents,
        "person": signature.person,
        "provider": wanted.provider,
    }
    return SignatureRow(
        org_key=own_key(book, actor),
        person_key=person_key(book, actor.person.ref),
        quote_key=quote_row(book, actor, signature.quote_ref).key,
        gateway=signature.gateway,
        consents=canonical(agreed).decode(),
        digest=signature.digest,
        signed_at=signature.signed_at,
    )


def _agreed(row: SignatureRow) -> dict[str, Any]:
    """「署名の中身」 The words agreed to, who signed, and both parties as they stood then.

    Signatures of the first days kept the words alone; there the others stand as they are today.
    """
    kept = json.loads(row.consents)
    if isinstance(kept, list):
        return {"consents": tuple(kept), "person": row.person.name}
    parties = {name: organisation_of_plain(kept[name]) for name in ("company", "provider")}
    return parties | {"consents": tuple(kept["consents"]), "person": kept["person"]}


def _signature_of(row: SignatureRow) -> Signature:
    agreed = _agreed(row)
    return Signature(
        quote_ref=row.quote.ref,
        digest=row.digest,
        person=agreed["person"],
        consents=agreed["consents"],
        gateway=row.gateway,
        signed_at=row.signed_at,
    )
