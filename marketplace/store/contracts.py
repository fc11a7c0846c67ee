"""「契約」 What both sides agreed, where it stands, and what was asked about its end."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select

from marketplace.domain.contract import Contract, ContractState, Ending
from marketplace.domain.errors import Conflict
from marketplace.domain.offering import Offering
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store.access import found, of_parties, only
from marketplace.store.applications import application_of, application_row
from marketplace.store.book import Book
from marketplace.store.dossiers import dossier_of
from marketplace.store.organisations import person_key
from marketplace.store.rows import ApplicationRow, ContractRow, EndingRow


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
    return contract_of(contract_row(book, actor, row.ref))


def contract(book: Book, actor: Actor, ref: str) -> Contract:
    """A contract by its reference, for its two parties."""
    return contract_of(contract_row(book, actor, ref))


def agreed_offering(book: Book, actor: Actor, ref: str) -> Offering:
    """「契約したサービス」 The offering of the pinned version, for its two parties."""
    return dossier_of(contract_row(book, actor, ref).application.dossier).offering


def contracts(book: Book, actor: Actor) -> tuple[Contract, ...]:
    """The contracts of the actor's organisation; newest first."""
    rows = book.session.scalars(
        select(ContractRow).where(_party(actor)).order_by(ContractRow.key.desc())
    )
    return tuple(contract_of(row) for row in rows)


def move_contract(
    book: Book,
    actor: Actor,
    ref: str,
    *,
    from_state: ContractState,
    to_state: ContractState,
    now: datetime,
    reason: str = "",
) -> Contract:
    """Move a contract on; ``Conflict`` if it is no longer where the actor saw it."""
    row = contract_row(book, actor, ref)
    if row.state is not from_state:
        raise Conflict("state_moved", state=row.state)
    row.state, row.moved_at, row.reason = to_state, now, reason
    book.session.flush()
    return contract_of(row)


def add_ending(book: Book, actor: Actor, ref: str, ending: Ending) -> None:
    """「解約の申出」 Keep what the company asked for; one at most is open."""
    row = contract_row(book, actor, ref)
    only(actor, OrgKind.SME)
    row.endings.append(
        EndingRow(
            ref=ending.ref,
            org_key=row.org_key,
            person_key=person_key(book, actor.person.ref),
            ends_on=ending.ends_on,
            fee_ex_tax_yen=ending.fee_ex_tax,
            tax_category=ending.tax,
            digest=ending.digest,
            asked_at=ending.asked_at,
        )
    )
    book.session.flush()


def take_back_ending(book: Book, actor: Actor, ref: str, *, now: datetime) -> None:
    """「申出の撤回」 The open request of a contract stands no longer; its row stays."""
    row = contract_row(book, actor, ref)
    only(actor, OrgKind.SME)
    for one in row.endings:
        one.withdrawn_at = one.withdrawn_at or now
    book.session.flush()


def contract_row(book: Book, actor: Actor, ref: str) -> ContractRow:
    """The row of a contract that the actor may see; inside the store only."""
    row = book.session.scalar(select(ContractRow).where(ContractRow.ref == ref, _party(actor)))
    return found(row, "contract", ref)


def contract_of(row: ContractRow) -> Contract:
    """The domain value of a row."""
    still = [one for one in row.endings if one.withdrawn_at is None]
    return Contract(
        ref=row.ref,
        application=application_of(row.application),
        state=row.state,
        gateway=row.gateway,
        signed_on=row.signed_on,
        starts_on=row.starts_on,
        term_ends_on=row.term_ends_on,
        reason=row.reason,
        ending=_ending_of(still[0]) if still else None,
    )


def _ending_of(row: EndingRow) -> Ending:
    return Ending(
        ref=row.ref,
        ends_on=row.ends_on,
        fee_ex_tax=row.fee_ex_tax_yen,
        tax=row.tax_category,
        digest=row.digest,
        person=row.person.name,
        asked_at=row.asked_at,
    )


def _party(actor: Actor) -> ColumnElement[bool]:
    return of_parties(actor, ContractRow.org_key, ContractRow.provider_key)


def _is_signed(book: Book, application: ApplicationRow) -> bool:
    same = ContractRow.application_key == application.key
    return book.session.scalar(select(ContractRow.key).where(same)) is not None
