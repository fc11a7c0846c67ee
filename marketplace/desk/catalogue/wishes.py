"""「探しかた」 What a company asks the catalogue, checked as if it came from a forged form."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.desk import order as given
from marketplace.desk.catalogue.facets import VALUES, Facet
from marketplace.domain.errors import Refused
from marketplace.domain.price import Size

MOST_YEN = 100_000_000
"""More than anything here costs a month."""


@dataclass(frozen=True, slots=True)
class Search:
    """「探しかた」 A size, a term of use in months, and conditions; an empty one leaves all in.

    Values are those of ``VALUES``; ``unknown`` asks for what was not declared. One of several
    values is enough, except that every prefecture of ``area`` has to be served: the service is
    sold there, and technicians go there where ``dispatch`` asks for yes. ``term`` is the longest
    minimum term in months, ``price`` the most yen a month (実質月額, 税抜).
    """

    size: Size
    months: int
    area: tuple[str, ...] = ()
    dispatch: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    sold: tuple[str, ...] = ()
    term: int | None = None
    price: int | None = None

    def of(self, facet: Facet) -> tuple[str, ...]:
        """The values asked for, as an address spells them."""
        found = getattr(self, facet.value)
        if isinstance(found, tuple):
            return found
        return () if found is None else (str(found),)

    @property
    def conditions(self) -> tuple[Facet, ...]:
        """The facets that ask for something, in the order in which a failing one is named."""
        return tuple(facet for facet in Facet if self.of(facet))


def checked(wanted: Search) -> Search:
    """The same search; a value that nothing can have is refused, not ignored."""
    given.size(wanted.size)
    given.months(wanted.months)
    for facet, known in VALUES.items():
        for value in set(wanted.of(facet)).difference(known):
            raise Refused("filter_unusable", field=facet.value, value=value)
    _number(wanted, Facet.TERM, given.MOST_MONTHS)
    _number(wanted, Facet.PRICE, MOST_YEN)
    return wanted


def _number(wanted: Search, facet: Facet, most: int) -> None:
    found = getattr(wanted, facet.value)
    if found is not None and not (type(found) is int and 0 <= found <= most):
        raise Refused("filter_unusable", field=facet.value, value=found)
