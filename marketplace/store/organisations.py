"""「組織と人」 Organisations, their people, and who acts for whom."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from marketplace.domain.canonical import canonical
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.organisation import (
    Actor,
    BankAccount,
    Organisation,
    OrgKind,
    Person,
    Role,
)
from marketplace.domain.price import Size
from marketplace.store.access import found, own, own_key
from marketplace.store.book import Book
from marketplace.store.rows import CompanySizeRow, MembershipRow, OrganisationRow, PersonRow

KINDS = tuple(OrgKind)
PREFECTURES = frozenset(f"{number:02}" for number in range(1, 48))
"""JIS X 0401."""


def add_organisation(book: Book, org: Organisation) -> None:
    """Enter an organisation; a provider's code and a kind's 法人番号 are taken once."""
    account = canonical(org.bank_account).decode() if org.bank_account else None
    row = OrganisationRow(
        ref=org.ref,
        kind=org.kind,
        name=org.name,
        reading=org.reading,
        address=org.address,
        corporate_number=org.corporate_number,
        invoice_number=org.invoice_number,
        bank_account=account,
        code=org.code,
        fictional=org.fictional,
    )
    book.session.add(row)


def add_person(book: Book, person: Person) -> None:
    """Enter a person; an e-mail address is taken once."""
    book.session.add(PersonRow(ref=person.ref, name=person.name, email=person.email))


def add_membership(book: Book, person_ref: str, org_ref: str, role: Role = Role.MEMBER) -> None:
    """Let a person act for an organisation in a role."""
    org_key, person = organisation_key(book, org_ref), person_key(book, person_ref)
    book.session.add(MembershipRow(org_key=org_key, person_key=person, role=role))


def organisation(book: Book, ref: str) -> Organisation:
    """An organisation by its public reference."""
    row = book.session.scalar(select(OrganisationRow).where(OrganisationRow.ref == ref))
    return organisation_of(found(row, "organisation", ref))


def change_organisation(book: Book, actor: Actor, wanted: Organisation) -> Organisation:
    """「組織の届け出を改める」 Of the actor's own organisation; kind, code and 架空 stay.

    What was signed and invoiced before keeps the parties as they stood: see ``applications`` and
    ``invoices``.
    """
    mine = select(OrganisationRow).where(OrganisationRow.key == own(actor))
    row = book.session.scalars(mine).one()
    row.name, row.reading, row.address = wanted.name, wanted.reading, wanted.address
    row.corporate_number, row.invoice_number = wanted.corporate_number, wanted.invoice_number
    account = wanted.bank_account
    row.bank_account = canonical(account).decode() if account else None
    book.session.flush()
    return organisation_of(row)


def is_number_taken(book: Book, actor: Actor, corporate_number: str) -> bool:
    """Whether another organisation of the same kind has this 法人番号."""
    others = (OrganisationRow.kind == actor.kind, OrganisationRow.ref != actor.org.ref)
    same = OrganisationRow.corporate_number == corporate_number
    return book.session.scalar(select(OrganisationRow.key).where(same, *others)) is not None


def of_kind(book: Book, kind: OrgKind) -> tuple[Organisation, ...]:
    """Every organisation of a kind, in the order in which they were entered."""
    rows = select(OrganisationRow).where(OrganisationRow.kind == kind)
    return tuple(map(organisation_of, book.session.scalars(rows.order_by(OrganisationRow.key))))


def is_number_entered(book: Book, kind: OrgKind, corporate_number: str) -> bool:
    """Whether an organisation of a kind has this 法人番号."""
    same = (OrganisationRow.kind == kind, OrganisationRow.corporate_number == corporate_number)
    return book.session.scalar(select(OrganisationRow.key).where(*same)) is not None


def provider_by_code(book: Book, code: str) -> Organisation | None:
    """The provider whose dossiers carry this code."""
    row = book.session.scalar(select(OrganisationRow).where(OrganisationRow.code == code))
    return None if row is None else organisation_of(row)


def actor(book: Book, person_ref: str, org_ref: str) -> Actor:
    """「行為者」 The person acting for the organisation; ``Missing`` unless it is a member."""
    row = _membership(book, person_ref, org_ref)
    if row is None:
        raise Missing("actor", person=person_ref, org=org_ref)
    return actor_of_row(row)


def actors(book: Book) -> tuple[Actor, ...]:
    """Everybody who may act, by kind of organisation and then by reading."""
    rows = select(MembershipRow).where(MembershipRow.left_at.is_(None))
    return tuple(sorted((actor_of_row(row) for row in book.session.scalars(rows)), key=_place))


def is_member(book: Book, person_ref: str, org_ref: str) -> bool:
    """「所属」 Whether a person may act for an organisation, whoever it acts for now."""
    return _membership(book, person_ref, org_ref) is not None


def company_size(book: Book, actor: Actor) -> tuple[Size, tuple[str, ...]] | None:
    """「会社の規模」 What the actor's own company last stated, and the prefectures of its sites."""
    row = _size_row(book, actor)
    return None if row is None else (row.size, tuple(row.prefecture.split()))


def set_company_size(book: Book, actor: Actor, size: Size, prefectures: tuple[str, ...]) -> None:
    """State the size of the actor's own company; prefectures are JIS X 0401, kept each once."""
    if not prefectures or not set(prefectures) <= PREFECTURES:
        raise Refused("unknown_prefecture", found=prefectures)
    row = _size_row(book, actor)
    if row is None:
        row = CompanySizeRow(org_key=own_key(book, actor))
        book.session.add(row)
    row.size, row.prefecture = size, " ".join(sorted(set(prefectures)))


def person_key(book: Book, ref: str) -> int:
    """The key of a person by its public reference; inside the store only."""
    key = book.session.scalar(select(PersonRow.key).where(PersonRow.ref == ref))
    return found(key, "person", ref)


def organisation_key(book: Book, ref: str) -> int:
    """The key of an organisation by its public reference; inside the store only."""
    key = book.session.scalar(select(OrganisationRow.key).where(OrganisationRow.ref == ref))
    return found(key, "organisation", ref)


def organisation_of(row: OrganisationRow) -> Organisation:
    """The domain value of a row."""
    return Organisation(
        ref=row.ref,
        kind=row.kind,
        name=row.name,
        reading=row.reading,
        address=row.address,
        corporate_number=row.corporate_number,
        invoice_number=row.invoice_number,
        bank_account=BankAccount(**json.loads(row.bank_account)) if row.bank_account else None,
        code=row.code,
        fictional=row.fictional,
    )


def organisation_of_text(text: str) -> Organisation:
    """The domain value of a canonical spelling that was kept."""
    return organisation_of_plain(json.loads(text))


def organisation_of_plain(kept: dict[str, Any]) -> Organisation:
    """The domain value of what a canonical spelling said."""
    plain = dict(kept)
    account = plain.pop("bank_account", None)
    return Organisation(
        **plain | {"kind": OrgKind(plain["kind"])},
        bank_account=BankAccount(**account) if account else None,
    )


def _membership(book: Book, person_ref: str, org_ref: str) -> MembershipRow | None:
    named = (PersonRow.ref == person_ref, OrganisationRow.ref == org_ref)
    chosen = (*named, MembershipRow.left_at.is_(None))
    return book.session.scalar(
        select(MembershipRow).join(PersonRow).join(OrganisationRow).where(*chosen)
    )


def _size_row(book: Book, actor: Actor) -> CompanySizeRow | None:
    return book.session.scalar(select(CompanySizeRow).where(CompanySizeRow.org_key == own(actor)))


def actor_of_row(row: MembershipRow) -> Actor:
    """The domain value of a membership; inside the store only."""
    person = Person(row.person.ref, row.person.name, row.person.email)
    return Actor(person, organisation_of(row.org), row.role)


def _place(actor: Actor) -> tuple[int, str, str, str]:
    return KINDS.index(actor.kind), actor.org.reading, actor.org.ref, actor.person.ref
