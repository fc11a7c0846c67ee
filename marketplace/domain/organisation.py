"""「組織と人」 Who acts: organisations, persons, and the actor of one act."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OrgKind(StrEnum):
    """「組織の種類」 The audience an organisation belongs to."""

    SME = "sme"
    PROVIDER = "provider"
    CERTIFIER = "certifier"
    BUYER = "buyer"
    OPERATOR = "operator"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "sme": "利用企業",
            "provider": "提供事業者",
            "certifier": "審査登録機関",
            "buyer": "発注企業",
            "operator": "運営者",
        }[self.value]


class Role(StrEnum):
    """「組織での役割」 What a member may do for it; each role includes the one before."""

    VIEWER = "viewer"
    MEMBER = "member"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"viewer": "閲覧者", "member": "担当者", "admin": "管理者"}[self.value]

    def covers(self, least: Role) -> bool:
        """Whether this role may do what asks for at least another."""
        order = tuple(Role)
        return order.index(self) >= order.index(least)


@dataclass(frozen=True, slots=True)
class BankAccount:
    """「振込先」 Where a provider wants to be paid."""

    bank: str
    branch: str
    kind: str
    number: str
    holder: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """「組織」 A company or body; ``reading`` sorts it, ``fictional`` marks 架空 ones.

    ``code`` is the provider code its dossiers must carry (providers only).
    """

    ref: str
    kind: OrgKind
    name: str
    reading: str
    address: str = ""
    corporate_number: str | None = None
    invoice_number: str | None = None
    bank_account: BankAccount | None = None
    code: str | None = None
    fictional: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """「人」 Somebody who acts for one or more organisations."""

    ref: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Actor:
    """「行為者」 A person acting for one organisation; every act and every query takes one."""

    person: Person
    org: Organisation
    role: Role = Role.MEMBER

    @property
    def kind(self) -> OrgKind:
        """The audience this actor acts as."""
        return self.org.kind
