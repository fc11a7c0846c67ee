"""「サインインの記録」 Begin, find, list and end sessions, and choose whom one acts for.

The cookie holds a random token, the store its digest: whoever reads the store signs in as nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_urlsafe

from marketplace.desk import order as given
from marketplace.domain.account import SECOND_FACTOR_KINDS, Proof, SignedIn
from marketplace.domain.codes import new_ref
from marketplace.domain.errors import Missing
from marketplace.domain.organisation import Actor, Person
from marketplace.store import Book, organisations
from marketplace.store.accounts import people
from marketplace.store.accounts import sessions as kept

IDLE = timedelta(minutes=60)
"""A session that is not used for so long is over."""

LIFE = timedelta(hours=12)
WATCHED_LIFE = timedelta(hours=8)
"""How long a session holds at most; the shorter one for whoever acts for a certifying body or the
operator (OWASP ASVS 5.0, 7.3.2: an absolute end beside the idle one)."""

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Begin:
    """「サインインの指図」 Who was found to be there, by what, and on which browser."""

    person: str
    proof: Proof
    second: bool
    agent: str


@dataclass(frozen=True, slots=True)
class Began:
    """「始まったサインイン」 The session, and the token that only its cookie knows."""

    signed: SignedIn
    token: str


class Lacking(StrEnum):
    """「足りないもの」 Why a person who is signed in acts for nobody yet."""

    ORGANISATION = "organisation"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Standing:
    """「いまの立場」 Whose session it is, and as whom that person acts; or what is lacking."""

    signed: SignedIn
    person: Person
    actor: Actor | None
    lacking: Lacking | None


def begin(book: Book, order: Begin, now: datetime) -> Began:
    """Begin a session; whoever acts for one organisation alone acts for it at once."""
    acting = people.acting_as(book, order.person)
    token = token_urlsafe(TOKEN_BYTES)
    signed = SignedIn(
        ref=new_ref("ss"),
        person=order.person,
        org=acting[0].org.ref if len(acting) == 1 else None,
        proof=order.proof,
        second=order.second,
        began_at=now,
        ends_at=now + life_of(acting),
        agent=" ".join(order.agent.split()),
    )
    kept.begin(book, signed, token)
    return Began(signed, token)


def life_of(acting: tuple[Actor, ...]) -> timedelta:
    """How long a session of somebody holds at most, by everybody that person acts for."""
    watched = any(one.kind in SECOND_FACTOR_KINDS for one in acting)
    return WATCHED_LIFE if watched else LIFE


def standing(book: Book, token: str, now: datetime) -> Standing | None:
    """「いまの立場」 Of the holder of a token; None where it is nobody's or over.

    Nobody acts for an organisation that asks for a second factor before it was shown.
    """
    signed = kept.by_token(book, token)
    if signed is None or not signed.is_open(now):
        return None
    actor = _actor(book, signed)
    if actor is None:
        person = people.person(book, signed.person)
        return Standing(signed, person, None, Lacking.ORGANISATION)
    if actor.kind in SECOND_FACTOR_KINDS and not signed.second:
        return Standing(signed, actor.person, None, Lacking.SECOND)
    return Standing(signed, actor.person, actor, None)


def choose(book: Book, signed: SignedIn, org_ref: str, now: datetime) -> Actor:
    """「組織を選ぶ」 Act for another organisation of one's own from now on."""
    actor = organisations.actor(book, signed.person, given.ref(org_ref, "actor"))
    if not signed.is_open(now):
        raise Missing("session", ref=signed.ref)
    last = min(signed.ends_at, signed.began_at + life_of((actor,)))
    kept.choose(book, signed.ref, actor.org.ref, last)
    return actor


def sessions_of(book: Book, signed: SignedIn, now: datetime) -> tuple[SignedIn, ...]:
    """「サインインの一覧」 Every session of one's own that holds, newest first."""
    return kept.open_of(book, signed.person, now)


def end(book: Book, signed: SignedIn, ref: str, now: datetime) -> None:
    """「終わらせる」 One session of one's own: this one (sign out) or another (revoke)."""
    kept.end(book, signed.person, given.ref(ref, "session"), now)


def end_others(book: Book, signed: SignedIn, now: datetime) -> int:
    """「ほかを終わらせる」 Every session of one's own but this one; how many there were."""
    return kept.end_others(book, signed.person, signed.ref, now)


def _actor(book: Book, signed: SignedIn) -> Actor | None:
    """For whom; nobody where nothing was chosen or the person has left since."""
    if signed.org is None:
        return None
    try:
        return organisations.actor(book, signed.person, signed.org)
    except Missing:
        return None
