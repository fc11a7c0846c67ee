"""「アカウント」 Who one is here, how one signs in, and for whom one acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts import second_factors, sessions
from marketplace.desk.accounts.second_factors import State
from marketplace.domain.account import Passkey
from marketplace.domain.organisation import Person
from marketplace.store import Book
from marketplace.store.accounts import identities, passkeys, passwords, people
from marketplace.web import visit
from marketplace.web.account.door import door


@dataclass(frozen=True, slots=True)
class Ways:
    """「入りかた」 By what a person signs in, how old each is, and where that is done now."""

    password: datetime | None
    password_days: int
    second: State
    passkeys: tuple[Passkey, ...]
    linked: tuple[str, ...]
    sessions: int


@door.get("/")
def home(person: Person) -> ResponseReturnValue:
    """「アカウント」 One page that leads to everything about oneself."""
    with visit.store().read() as book:
        acting = people.acting_as(book, person.ref)
        ways = _ways(book, person)
    return render_template("account/home.html", person=person, acting=acting, ways=ways)


def _ways(book: Book, person: Person) -> Ways:
    now, kept = visit.instant(), passwords.kept(book, person.ref)
    labels = {one.issuer: one.label for one in visit.market().oidc}
    named = identities.identities(book, person.ref)
    return Ways(
        password=kept.changed_at if kept else None,
        password_days=(now - kept.changed_at).days if kept else 0,
        second=second_factors.state_of(book, person),
        passkeys=passkeys.passkeys(book, person.ref),
        linked=tuple(labels.get(one.issuer, one.issuer) for one in named),
        sessions=len(sessions.sessions_of(book, visit.signed_inside(), now)),
    )
