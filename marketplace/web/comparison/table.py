"""「比較の表」 All groups of a comparison, and who stands in which column."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from marketplace.desk.catalogue.comparing import Column, Comparison, Gone
from marketplace.web.comparison.cells import Group
from marketplace.web.comparison.costs import costs
from marketplace.web.comparison.results import clauses, coverage, results
from marketplace.web.comparison.services import services


@dataclass(frozen=True, slots=True)
class Head:
    """「列の見出し」 A letter that stands for the plan in tables and charts, and the plan.

    ``place`` is the plan's place among the values of every row; None where it is not listed.
    """

    letter: str
    column: Column | Gone
    place: int | None

    @property
    def style(self) -> int:
        """「線の形」 Which colour, dash and marker is this plan's, whatever stands beside it."""
        return ascii_uppercase.index(self.letter)

    @property
    def word(self) -> str:
        """As the address names it."""
        return f"{self.column.choice.ref}~{self.column.choice.code}"

    @property
    def names(self) -> tuple[str, str, str]:
        """The names of the service, of the plan, and of the provider."""
        if isinstance(self.column, Gone):
            return self.column.offering, self.column.plan, self.column.provider
        listed = self.column.listing
        return listed.entry.dossier.offering.name, listed.plan.name, listed.entry.provider.name


@dataclass(frozen=True, slots=True)
class Still:
    """「台数で変わらない組」 What providers declared and what was found: open, and folded."""

    groups: tuple[Group, ...] = ()
    folded: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """「比較の表」 The prices at one size, and what is the same at every size."""

    heads: tuple[Head, ...]
    costs: Group | None
    still: Still

    @property
    def listed(self) -> int:
        """How many columns have values."""
        return sum(head.place is not None for head in self.heads)

    @property
    def same(self) -> int:
        """How many rows say the same of every plan, those that are folded left out."""
        return sum(len(group.same) for group in self._open)

    @property
    def all_groups(self) -> tuple[Group, ...]:
        """Every group, in the order of the page."""
        return self._open + self.still.folded

    @property
    def _open(self) -> tuple[Group, ...]:
        return ((self.costs,) if self.costs else ()) + self.still.groups


def still(found: Comparison, day: date) -> Still:
    """The groups that do not depend on the size; without a listed plan there is none."""
    columns = found.listed
    if not columns:
        return Still()
    covered = coverage(columns)
    folded = (clauses(columns, day), *((covered,) if covered else ()))
    return Still((*services(columns), results(columns)), folded)


def table(found: Comparison, months: int, kept: Still) -> Table:
    """The rows of a comparison at one size."""
    columns = found.listed
    return Table(heads(found), costs(columns, months) if columns else None, kept)


def heads(found: Comparison) -> tuple[Head, ...]:
    """Who stands in which column, with the letters in the order chosen."""
    listed = found.listed
    places = {one.choice: place for place, one in enumerate(listed)}
    return tuple(
        Head(letter, one, places.get(one.choice))
        for letter, one in zip(ascii_uppercase, found.columns, strict=False)
    )
