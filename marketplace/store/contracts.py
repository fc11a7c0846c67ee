"""「申込みと契約」 What a company asked for, and what both sides agreed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from marketplace.domain.canonical import canonical
from marketplace.domain.contract import Application, ApplicationState, Contract, ContractState
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.offering import Dossier, Offering, Plan
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.domain.price import Basis, Period
from marketplace.domain.tariff import Breakdown, Charge
from marketplace.store.access import found, of_parties, only, own_key
from marketplace.store.book import Book
from marketplace.store.certificates import certificate_row
from marketplace.store.dossiers import dossier_of
from marketplace.store.organisations import organisation_of
from marketplace.store.rows import ApplicationRow, CertificateRow, ContractRow, DossierRow


def add_application(book: Book, actor: Actor, application: Application) -> Application:
    """「申込み」 Keep a new application of the actor's own company with all that it pins."""
    if application.company.ref != actor.org.ref:
        raise Refused("not_allowed", kind=actor.kind)
    certificate = certificate_row(book, application.certificate_ref)
    row = ApplicationRow(
        ref=application.ref,
        org_key=own_key(book, actor),
        provider_key=certificate.org_key,
        certificate_key=certificate.key,
        dossier_key=_dossier_key(book, certificate, application.dossier_ref),
        plan_code=application.plan.code,
        size=application.size,
        months=application.months,
        breakdown=canonical(application.breakdown).decode(),
        state=application.state,
        applied_at=application.applied_at,
        answer_by=application.answer_by,
        reason=application.reason,
    )
    book.session.add(row)
    return _application_of(application_row(book, actor, row.ref))


def application(book: Book, actor: Actor, ref: str) -> Application:
    """An application by its reference, for the company and the provider."""
    return _application_of(application_row(book, actor, ref))


def applications(book: Book, actor: Actor) -> tuple[Application, ...]:
    """Those the actor's organisation made or received; newest first."""
    rows = book.session.scalars(
        select(ApplicationRow).where(_applicants(actor)).order_by(ApplicationRow.key.desc())
    )
    return tuple(_application_of(row) for row in rows)


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
    return _application_of(row)


def add_contract(book: Book, actor: Actor, contract: Contract, *, now: datetime) -> Contract:
    """「契約」 Keep a new contract on one of the provider's applications; there is one at most."""
    only(actor, OrgKind.PROVIDER)
    agreed = application_row(book, actor, contract.application.ref)
    if _is_signed(book, agreed):
        raise Conflict("already_contracted", application=agreed.ref)
    row = ContractRow(
        ref=contract.ref,
        org_key=agreed.org_key,
        provider_key=agreed.provider_key,
        application_key=agreed.key,
        state=contract.state,
        gateway=contract.gateway,
        signed_on=contract.signed_on,
        starts_on=contract.starts_on,
        term_ends_on=contract.term_ends_on,
        signed_at=now,
        moved_at=now,
    )
    book.session.add(row)
    return _contract_of(contract_row(book, actor, row.ref))


def contract(book: Book, actor: Actor, ref: str) -> Contract:
    """A contract by its reference, for its two parties."""
    return _contract_of(contract_row(book, actor, ref))


def agreed_offering(book: Book, actor: Actor, ref: str) -> Offering:
    """「契約したサービス」 The offering of the pinned version, for its two parties."""
    return dossier_of(contract_row(book, actor, ref).application.dossier).offering


def contracts(book: Book, actor: Actor) -> tuple[Contract, ...]:
    """The contracts of the actor's organisation; newest first."""
    rows = book.session.scalars(
        select(ContractRow).where(_party(actor)).order_by(ContractRow.key.desc())
    )
    return tuple(_contract_of(row) for row in rows)


def move_contract(
    book: Book,
    actor: Actor,
    ref: str,
    *,
    from_state: ContractState,
    to_state: ContractState,
    now: datetime,
) -> Contract:
    """Move a contract on; ``Conflict`` if it is no longer where the actor saw it."""
    row = contract_row(book, actor, ref)
    if row.state is not from_state:
        raise Conflict("state_moved", state=row.state)
    row.state, row.moved_at = to_state, now
    book.session.flush()
    return _contract_of(row)


def application_row(book: Book, actor: Actor, ref: str) -> ApplicationRow:
    """The row of an application that the actor may see; inside the store only."""
    row = book.session.scalar(
        select(ApplicationRow).where(ApplicationRow.ref == ref, _applicants(actor))
    )
    return found(row, "application", ref)


def contract_row(book: Book, actor: Actor, ref: str) -> ContractRow:
    """The row of a contract that the actor may see; inside the store only."""
    row = book.session.scalar(select(ContractRow).where(ContractRow.ref == ref, _party(actor)))
    return found(row, "contract", ref)


def _dossier_key(book: Book, certificate: CertificateRow, ref: str) -> int:
    """The version that the application pins; it is one of the certified offering."""
    same = DossierRow.offering_key == certificate.offering_key
    key = book.session.scalar(select(DossierRow.key).where(DossierRow.ref == ref, same))
    return found(key, "dossier", ref)


def _party(actor: Actor) -> ColumnElement[bool]:
    return of_parties(actor, ContractRow.org_key, ContractRow.provider_key)


def _is_signed(book: Book, application: ApplicationRow) -> bool:
    same = ContractRow.application_key == application.key
    return book.session.scalar(select(ContractRow.key).where(same)) is not None


def _applicants(actor: Actor) -> ColumnElement[bool]:
    return of_parties(actor, ApplicationRow.org_key, ApplicationRow.provider_key)


def _contract_of(row: ContractRow) -> Contract:
    return Contract(
        ref=row.ref,
        application=_application_of(row.application),
        state=row.state,
        gateway=row.gateway,
        signed_on=row.signed_on,
        starts_on=row.starts_on,
        term_ends_on=row.term_ends_on,
    )


def _application_of(row: ApplicationRow) -> Application:
    dossier = dossier_of(row.dossier)
    return Application(
        ref=row.ref,
        company=organisation_of(row.org),
        provider=organisation_of(row.provider),
        certificate_ref=row.certificate.ref,
        dossier_ref=row.dossier.ref,
        offering_name=dossier.offering.name,
        plan=_plan(dossier, row.plan_code),
        size=row.size,
        months=row.months,
        breakdown=_breakdown_of(row.breakdown),
        state=row.state,
        applied_at=row.applied_at,
        answer_by=row.answer_by,
        reason=row.reason,
    )


def _plan(dossier: Dossier, code: str) -> Plan:
    plans = [plan for plan in dossier.offering.plans if plan.code == code]
    return found(plans[0] if plans else None, "plan", code)


def _breakdown_of(text: str) -> Breakdown:
    plain: dict[str, Any] = json.loads(text)
    charges = tuple(_charge_of(charge) for charge in plain["charges"])
    return Breakdown(charges, tuple(plain["unknown"]), plain["months"])


def _charge_of(plain: dict[str, Any]) -> Charge:
    period = plain.get("period")
    return Charge(
        name=plain["name"],
        basis=Basis(plain["basis"]),
        quantity=plain["quantity"],
        unit_ex_tax=plain["unit_ex_tax"],
        period=None if period is None else Period(period),
    )
