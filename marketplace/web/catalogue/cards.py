"""「札」 Each plan as a card or a row of the table, made once for a size and kept with the list.

What no size changes is drawn once a version of the plan; around it go the address and the price.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from flask import current_app, url_for
from markupsafe import Markup, escape

from marketplace.desk.catalogue.index import Catalogue, Kept
from marketplace.desk.catalogue.pricing import CatalogueRow
from marketplace.web.language import language
from marketplace.web.sizing import Asked

MOST_SIZES = 16
"""Sizes for which cards are kept: 240 of them are about half a megabyte."""

MOST_PIECES = 4096
"""Plans, each as a card and as a row, for which the unchanging part is kept."""

_KEPT: WeakKeyDictionary[Catalogue, Kept] = WeakKeyDictionary()
_PIECES = Kept(MOST_PIECES)


@dataclass(frozen=True, slots=True)
class Places:
    """「行き先」 The addresses that every card begins with, looked up once a page."""

    offering: str
    certificate: str
    query: str
    symbols: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """「札の部品」 Before the query of its address, between that and the price, and after it."""

    before: Markup
    between: Markup
    after: Markup


def cards(listed: Catalogue, asked: Asked, rows: Iterable[CatalogueRow]) -> dict[int, Markup]:
    """「札」 By the place of the row."""
    return _made(listed, asked, rows, "card")


def lines(listed: Catalogue, asked: Asked, rows: Iterable[CatalogueRow]) -> dict[int, Markup]:
    """「表の行」 By the place of the row."""
    return _made(listed, asked, rows, "line")


def places(asked: Asked) -> Places:
    """Where the plans of a page lead, with the size kept."""
    query = urlencode(asked.query)
    return Places(
        url_for("public.offering", ref="-").removesuffix("-"),
        url_for("public.certificate", ref="-").removesuffix("-"),
        f"?{query}" if query else "",
        url_for("static", filename="symbols.svg"),
    )


def _made(
    listed: Catalogue, asked: Asked, rows: Iterable[CatalogueRow], shape: str
) -> dict[int, Markup]:
    kept = _KEPT.setdefault(listed, Kept(MOST_SIZES))
    made: dict[int, Markup] = kept.of(
        (shape, asked.size, asked.months, asked.own, language()), dict
    )
    wanted = tuple(rows)
    if new := [row for row in wanted if row.place not in made]:
        _draw(made, new, asked, shape)
    return {row.place: made[row.place] for row in wanted}


def _draw(made: dict[int, Markup], rows: list[CatalogueRow], asked: Asked, shape: str) -> None:
    # A template's macros are made at run time, so that no type names them.
    template: Any = current_app.jinja_env.get_template(f"public/catalogue/{shape}.html").module
    at, said = places(asked), str(asked)
    query = escape(at.query)
    for row in rows:
        one = _pieces(template, row, at, shape)
        price = template.price(row, said)
        made[row.place] = Markup("").join((one.before, query, one.between, price, one.after))


def _pieces(template: Any, row: CatalogueRow, at: Places, shape: str) -> Pieces:
    entry = row.listing.entry
    version = (entry.ref, entry.dossier_ref, row.listing.plan.code)
    key = (shape, language(), *version, at.offering)

    def make() -> Pieces:
        listing = row.listing
        before, between = template.before(listing, at), template.between(listing, at)
        return Pieces(before, between, template.after(listing))

    made: Pieces = _PIECES.of(key, make)
    return made
