"""「人を名指す」 The person whom an order of the operator names, also when it comes again."""

from __future__ import annotations

from marketplace.desk import order as given
from marketplace.domain.organisation import Actor, Person
from marketplace.store import Book
from marketplace.store.accounts import people


def named_person(book: Book, _actor: Actor, ref: str) -> Person:
    """「名指された人」 By reference; for orders whose audience may name anybody."""
    return people.person(book, given.ref(ref, "person"))
