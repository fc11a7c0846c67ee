"""「ほかの人」 Whom an operator acts on: somebody by reference, and never oneself."""

from __future__ import annotations

from marketplace.desk import order as given
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Actor, Person
from marketplace.store import Book
from marketplace.store.accounts import people


def other_person(book: Book, actor: Actor, ref: str, *, myself: str) -> Person:
    """「ほかの人」 Whoever is named; oneself is refused under the code of the act."""
    if ref == actor.person.ref:
        raise Refused(myself)
    return people.person(book, given.ref(ref, "person"))


def person_again(book: Book, _actor: Actor, ref: str) -> Person:
    """「同じ人」 Whom the act was done to when its token comes a second time."""
    return people.person(book, ref)
