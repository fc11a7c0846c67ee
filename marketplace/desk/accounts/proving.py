"""「本人の確認」 Asked once more before something that a thief would do first.

A password is compared outside of any unit of work, because that takes long; a code inside of one,
because it is used up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cryptography.fernet import Fernet

from marketplace.desk.accounts import codes, second_factors
from marketplace.desk.accounts.second_factors import ShowSecond
from marketplace.desk.accounts.signing_in import SignIn, sign_in
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.organisation import Person
from marketplace.store import Book, Store
from marketplace.store.accounts import totp


@dataclass(frozen=True, slots=True)
class TurnOff:
    """「もう一つの確認をやめる」 With both of what is asked for at a sign-in."""

    password: str = field(repr=False)
    code: str = field(repr=False)


def show_second(
    store: Store, person: Person, order: ShowSecond, now: datetime, *, seal: Fernet
) -> int | None:
    """「もう一つの確認をする」 Refuse a wrong code; after a spare one, how many are left."""
    if not store.run(second_factors.shows_second, person, order, now, seal=seal):
        raise Refused("wrong_code")
    if codes.is_of_authenticator(codes.plain(order.code)):
        return None
    with store.read() as book:
        return totp.codes_left(book, person.ref)


def require_password(store: Store, person: Person, password: str, now: datetime) -> None:
    """Refuse a wrong password; it counts as a failed sign-in does."""
    try:
        sign_in(store, SignIn(person.email, password), now)
    except Refused:
        raise Refused("wrong_password") from None


def renewed_codes(
    store: Store, person: Person, order: ShowSecond, now: datetime, *, seal: Fernet
) -> tuple[str, ...]:
    """「予備コードを作り直す」 By whoever has the authenticator or the last of the codes."""
    _require_on(store, person)
    show_second(store, person, order, now, seal=seal)
    return store.run(second_factors.renew_codes, person, now)


def turn_off(store: Store, person: Person, order: TurnOff, now: datetime, *, seal: Fernet) -> None:
    """「もう一つの確認をやめる」 By whoever has both, unless an organisation asks for it."""
    _require_on(store, person)
    with store.read() as book:
        second_factors.require_free(book, person)
    require_password(store, person, order.password, now)
    show_second(store, person, ShowSecond(order.code), now, seal=seal)
    store.run(second_factors.turn_off, person, now)


def _require_on(store: Store, person: Person) -> None:
    with store.read() as book:
        if not second_factors.asks_code(book, person.ref):
            raise Conflict("second_is_off")


def shown_in_demo(
    book: Book, person: Person, now: datetime, *, seal: Fernet
) -> tuple[str, int] | None:
    """「いまの確認コード」 Of somebody fictional, and for how many seconds it still stands."""
    found = totp.totp(book, person.ref)
    if found is None:
        return None
    code = codes.code_at(second_factors.secret_of(found, seal), now)
    return code, codes.seconds_left(now)
