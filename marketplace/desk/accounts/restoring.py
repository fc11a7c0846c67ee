"""「もう一つの確認を外す」 For whoever has lost the device and the spare codes.

The operator makes sure, outside of the market, of who asks. The password remains, and whoever acts
for a body that asks for a second factor sets one up anew at the next sign-in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.desk.accounts import second_factors
from marketplace.desk.accounts.letters import tell_person
from marketplace.desk.accounts.naming import named_person
from marketplace.desk.act import act
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.organisation import Actor, Person
from marketplace.store import Book
from marketplace.store.accounts import passkeys, sessions, totp


@dataclass(frozen=True, slots=True)
class ResetSecond:
    """「もう一つの確認を外す」 Whose."""

    token: str
    person: str


@act(again=named_person)
def reset_second(book: Book, actor: Actor, order: ResetSecond, now: datetime) -> Person:
    """「もう一つの確認を外す」 Not one's own; every session of that person ends."""
    if order.person == actor.person.ref:
        raise Refused("another_operator")
    person = named_person(book, actor, order.person)
    if not second_factors.has_any(book, person):
        raise Conflict("second_is_off")
    totp.remove_totp(book, person.ref)
    for one in passkeys.passkeys(book, person.ref):
        passkeys.remove_passkey(book, person.ref, one.ref)
    sessions.end_others(book, person.ref, None, now)
    tell_person(book, "second_reset", person.ref, now)
    return person
