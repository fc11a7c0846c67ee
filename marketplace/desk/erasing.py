"""「個人の情報を消す」 A person closes their account, or the operator removes somebody's data.

What has to be kept stays and says so: contracts, invoices and the journal's chain. The words of the
journal that name the person are deleted with their salts (see ``store.sealing``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.desk.accounts.naming import named_person
from marketplace.desk.act import act
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Actor, Person, Role
from marketplace.store import Book, erasing, journal, members
from marketplace.store.accounts import people


@dataclass(frozen=True, slots=True)
class RemovePerson:
    """「人の情報を消す」 Whose; oneself by closing the account."""

    token: str
    person: str


@dataclass(frozen=True, slots=True)
class CloseAccount:
    """「アカウントを閉じる」 One's own, said outright."""

    person: str
    agreed: bool


@act(again=named_person)
def remove_person(book: Book, actor: Actor, order: RemovePerson, now: datetime) -> Person:
    """「人の情報を消す」 By the operator; ``invite_admin`` is for who is left without one."""
    if order.person == actor.person.ref:
        raise Refused("close_instead")
    found = named_person(book, actor, order.person)
    return erasing.erase_person(book, found.ref, now)


def close_account(book: Book, order: CloseAccount, now: datetime) -> Person:
    """「アカウントを閉じる」 Unless others of an organisation would be left without an ADMIN."""
    if order.agreed is not True:
        raise Refused("closing_not_agreed", field="agreed")
    acting = people.acting_as(book, order.person)
    needed = tuple(one.org.name for one in acting if _is_needed(book, one))
    if needed:
        raise Refused("last_admin_of", organisations=needed)
    for one in acting:
        journal.journal(book, one, "close_account", order.person, body={}, now=now)
    return erasing.erase_person(book, order.person, now)


def _is_needed(book: Book, actor: Actor) -> bool:
    """Whether this person is the last ADMIN of an organisation with other people in it."""
    is_last = actor.role is Role.ADMIN and members.admins(book, actor) == 1
    return is_last and len(members.members(book, actor)) > 1
