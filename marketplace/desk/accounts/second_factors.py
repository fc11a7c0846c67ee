"""「もう一つの確認」 An authenticator beside the password: set up, shown, renewed, turned off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken

from marketplace.desk.accounts import codes, failures
from marketplace.desk.accounts.letters import tell_person
from marketplace.desk.accounts.sealing import opened, sealed
from marketplace.domain.account import SECOND_FACTOR_KINDS, Totp
from marketplace.domain.errors import Conflict, Refused, Unavailable
from marketplace.domain.organisation import Person
from marketplace.store import Book
from marketplace.store.accounts import attempts, passkeys, people, totp

ISSUER = "お助け隊マーケット"
SETUP_SECONDS = 3600
"""How long the picture of a new secret is good; whoever took longer begins again."""

FRESH = timedelta(minutes=15)
"""How long after signing in a new key may be added: a screen that was left open adds none."""


@dataclass(frozen=True, slots=True)
class Proven:
    """「確かめられかた」 Since when this browser is known, and whether by two factors."""

    at: datetime
    second: bool


@dataclass(frozen=True, slots=True)
class Setup:
    """「登録の途中」 A new secret, as text and as the picture's address; ``note`` is sealed."""

    note: str = field(repr=False)
    secret: str = field(repr=False)
    address: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ConfirmSecond:
    """「確認コードを登録する」 The sealed secret and its first code."""

    note: str = field(repr=False)
    code: str = field(repr=False)
    proven: Proven


@dataclass(frozen=True, slots=True)
class ShowSecond:
    """「もう一つの確認をする」 A code of the authenticator, or a spare one."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class State:
    """「もう一つの確認の状態」 Since when, how many spare codes are left, and who must have it."""

    since: datetime | None
    codes_left: int
    passkeys: int
    required: bool


def state_of(book: Book, person: Person) -> State:
    """「もう一つの確認の状態」 Of one person."""
    found = totp.totp(book, person.ref)
    return State(
        since=found.confirmed_at if found else None,
        codes_left=totp.codes_left(book, person.ref) if found else 0,
        passkeys=len(passkeys.passkeys(book, person.ref)),
        required=is_required(book, person),
    )


def is_required(book: Book, person: Person) -> bool:
    """Whether a person acts for somebody who asks for a second factor."""
    return any(one.kind in SECOND_FACTOR_KINDS for one in people.acting_as(book, person.ref))


def asks_code(book: Book, person: str) -> bool:
    """Whether a password alone does not sign this person in."""
    return totp.totp(book, person) is not None


def new_setup(person: Person, now: datetime, *, seal: Fernet) -> Setup:
    """A new secret; nothing is kept until its first code comes back."""
    secret = codes.new_secret()
    note = sealed(seal, {"person": person.ref, "secret": secret}, now)
    return _setup(person, note, secret)


def same_setup(person: Person, note: str, now: datetime, *, seal: Fernet) -> Setup | None:
    """The setup of a note that a page carried; none where it is too old or not this person's."""
    found = opened(seal, note, now, seconds=SETUP_SECONDS)
    if found is None or found["person"] != person.ref:
        return None
    return _setup(person, note, found["secret"])


def confirm_second(
    book: Book, person: Person, order: ConfirmSecond, now: datetime, *, seal: Fernet
) -> tuple[str, ...]:
    """「確認コードを登録する」 By a first code; gives the spare codes, which are shown once."""
    require_proven(book, person, order.proven, now)
    setup = same_setup(person, order.note, now, seal=seal)
    if setup is None:
        raise Refused("setup_over")
    before = totp.totp(book, person.ref)
    if before and secret_of(before, seal) == setup.secret:
        raise Conflict("second_already_on")
    step = codes.accepted_step(setup.secret, codes.plain(order.code), now, after=0)
    if step is None:
        raise Refused("wrong_first_code")
    totp.put_totp(book, person.ref, Totp(seal.encrypt(setup.secret.encode()), now, step))
    tell_person(book, "second_on", person.ref, now)
    return _new_codes(book, person)


def put_secret(book: Book, person: Person, secret: str, now: datetime, *, seal: Fernet) -> None:
    """Let an authenticator count from now on; none of its codes was used yet."""
    totp.put_totp(book, person.ref, Totp(seal.encrypt(secret.encode()), now, 0))


def shows_second(
    book: Book, person: Person, order: ShowSecond, now: datetime, *, seal: Fernet
) -> bool:
    """「もう一つの確認をする」 Whether the code is right; after too many wrong ones none is."""
    tried = f"second:{person.ref}"
    if failures.is_paused(book, tried, now):
        return False
    if _is_right(book, person, order, now, seal=seal):
        attempts.forget(book, tried)
        return True
    attempts.note(book, tried, now)
    return False


def _is_right(
    book: Book, person: Person, order: ShowSecond, now: datetime, *, seal: Fernet
) -> bool:
    code, found = codes.plain(order.code), totp.totp(book, person.ref)
    if found is None:
        return False
    if not codes.is_of_authenticator(code):
        return totp.use_code(book, person.ref, codes.digest_of(code), now)
    step = codes.accepted_step(secret_of(found, seal), code, now, after=found.last_step)
    if step is None:
        return False
    totp.use_step(book, person.ref, step)
    return True


def renew_codes(book: Book, person: Person, now: datetime) -> tuple[str, ...]:
    """「予備コードを作り直す」 All that were before are good no more."""
    if not asks_code(book, person.ref):
        raise Conflict("second_is_off")
    tell_person(book, "codes_renewed", person.ref, now)
    return _new_codes(book, person)


def turn_off(book: Book, person: Person, now: datetime) -> None:
    """「もう一つの確認をやめる」 Unless an organisation of this person asks for it."""
    if not asks_code(book, person.ref):
        raise Conflict("second_is_off")
    require_free(book, person)
    totp.remove_totp(book, person.ref)
    tell_person(book, "second_off", person.ref, now)


def require_free(book: Book, person: Person) -> None:
    """Refuse to take the second factor from whom an organisation asks it of."""
    if is_required(book, person):
        raise Refused("second_required")


def require_proven(book: Book, person: Person, proven: Proven, now: datetime) -> None:
    """Refuse a new key to whoever signed in long ago, or has one and did not show it.

    A screen may be left open, and a password may be stolen; neither makes a key of its own.
    """
    if not proven.at <= now < proven.at + FRESH:
        raise Refused("sign_in_again")
    if not proven.second and has_any(book, person):
        raise Refused("show_second_first")


def has_any(book: Book, person: Person) -> bool:
    """Whether a person has an authenticator or a key."""
    return asks_code(book, person.ref) or bool(passkeys.passkeys(book, person.ref))


def are_open(book: Book, person: Person, written: Iterable[str]) -> bool:
    """Whether these are spare codes of this person that are still good."""
    digests = {codes.digest_of(code) for code in written}
    return bool(digests) and digests <= totp.open_codes(book, person.ref)


def secret_of(kept: Totp, seal: Fernet) -> str:
    """The secret of an authenticator; sealed under another key it cannot be read."""
    try:
        return seal.decrypt(kept.sealed).decode()
    except InvalidToken:
        raise Unavailable("second_unreadable") from None


def _new_codes(book: Book, person: Person) -> tuple[str, ...]:
    made = codes.new_codes()
    totp.put_codes(book, person.ref, (codes.digest_of(code) for code in made))
    return made


def _setup(person: Person, note: str, secret: str) -> Setup:
    return Setup(note, secret, codes.address_of(secret, person.email, ISSUER))
