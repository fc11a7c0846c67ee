"""「組織の人」 Who belongs to an organisation, and who is asked to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.domain.organisation import OrgKind, Person, Role

ERASED_NAME = "退会した人"
"""What stands in the place of a name that was taken away."""


@dataclass(frozen=True, slots=True)
class Member:
    """「組織の人」 One person of an organisation; ``since`` is None where nothing tells of it.

    ``second_factor`` says whether a second factor is ready; only an ADMIN is told, others get None.
    """

    person: Person
    role: Role
    since: datetime | None = None
    second_factor: bool | None = None


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """「組織の一覧の行」 What the operator sees of an organisation: no business of its own."""

    ref: str
    kind: OrgKind
    name: str
    members: int
    admins: int
    fictional: bool


def erased(person: Person) -> Person:
    """「消した後の人」 The same reference under no name, at an address that no mail can have.

    RFC 2606 keeps ``.invalid`` free of hosts for ever.
    """
    return Person(person.ref, ERASED_NAME, f"{person.ref}@removed.invalid")
