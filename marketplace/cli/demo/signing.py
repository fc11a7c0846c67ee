"""「見本の人のサインイン」 One password for everybody of the demo, a secret for who needs codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from cryptography.fernet import Fernet

from marketplace.cli.demo.parties import parties
from marketplace.desk.accounts import codes, second_factors
from marketplace.desk.accounts.passwords import rehashed
from marketplace.desk.accounts.sealing import seal_of
from marketplace.domain.account import SECOND_FACTOR_KINDS
from marketplace.domain.errors import Unavailable
from marketplace.domain.organisation import Actor
from marketplace.store import Book, Store, organisations
from marketplace.store.accounts import passwords, totp
from marketplace.web.demo.known import PASSWORD


def equip(store: Store, secret_key: str, now: datetime) -> int:
    """Give a password to whoever has none, and a secret to whoever needs codes; how many people.

    A data folder of an older release has neither; whoever changed theirs keeps it.
    """
    with store.read() as book:
        without = [one for one in _everybody(book) if _lacks(book, one, seal_of(secret_key))]
    if without:
        store.run(_equip, tuple(without), (rehashed(PASSWORD).text, seal_of(secret_key)), now)
    return len(without)


def _everybody(book: Book) -> Iterator[Actor]:
    mails = {mail for party in parties().values() for _, mail in party.people}
    yield from (one for one in organisations.actors(book) if one.person.email in mails)


def _lacks(book: Book, one: Actor, seal: Fernet) -> bool:
    return passwords.kept(book, one.person.ref) is None or _lacks_secret(book, one, seal)


def _lacks_secret(book: Book, one: Actor, seal: Fernet) -> bool:
    """Also where the folder's key is another than the one that sealed it."""
    if one.kind not in SECOND_FACTOR_KINDS:
        return False
    found = totp.totp(book, one.person.ref)
    if found is None:
        return True
    try:
        second_factors.secret_of(found, seal)
    except Unavailable:
        return True
    return False


def _equip(
    book: Book, without: tuple[Actor, ...], given: tuple[str, Fernet], now: datetime
) -> None:
    text, seal = given
    for one in without:
        if passwords.kept(book, one.person.ref) is None:
            passwords.put(book, one.person.ref, text, now)
        if _lacks_secret(book, one, seal):
            second_factors.put_secret(book, one.person, codes.new_secret(), now, seal=seal)
