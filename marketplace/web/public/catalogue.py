"""「一覧とサービスの頁」 What is listed, for my size, in a neutral order."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from marketplace.desk import versions
from marketplace.desk.catalogue import listing
from marketplace.desk.catalogue.searching import Found, search
from marketplace.web import changes, findings, sizing, visit
from marketplace.web.catalogue import asking, cards, covering, panel, reasons, shelves
from marketplace.web.catalogue.asking import MISSING, TABLE, Wanted
from marketplace.web.public.door import door


@door.get("/services")
def catalogue() -> ResponseReturnValue:
    """「サービスを探す」 Known totals ascending, unknown ones apart; what is left out, and why."""
    wanted = asking.wanted()
    asked = wanted.asked
    if not asked.usable:
        return render_template("public/catalogue.html", asked=asked), asked.status
    with visit.store().read() as book:
        found = search(book, visit.today(), wanted.search)
    shown = {TABLE: _table, MISSING: _missing}.get(wanted.view, _cards)(found, wanted)
    page = render_template(
        "public/catalogue.html",
        asked=asked,
        wanted=wanted,
        found=found,
        panel=panel.drawn(found, wanted),
        chips=panel.chips(wanted),
        cleared=asking.cleared(wanted),
        **shown,
    )
    return page, asked.status


@door.get("/services/<ref>")
def offering(ref: str) -> ResponseReturnValue:
    """「サービスの頁」 Every plan with its price, every clause with what was seen."""
    asked, day = sizing.asked(), visit.today()
    with visit.store().read() as book:
        page = listing.offering(book, ref, day)
        found = versions.versions(book, ref)
    priced = [(p, p.tariff.breakdown(asked.size, asked.months, day)) for p in page.plans]
    dossier = page.entry.dossier
    return render_template(
        "public/offering.html",
        asked=asked,
        page=page,
        priced=priced,
        shown=findings.show(page.outcome, dossier),
        covered=covering.covered(dossier, page.entry.tier),
        squares=covering.squares(dossier, page.entry.tier),
        square_words=covering.WORDS,
        history=changes.history(found),
        steps=changes.price_steps(found, asked, day) if asked.usable and len(found) > 1 else (),
    ), asked.status


def _cards(found: Found, wanted: Wanted) -> dict[str, Any]:
    shelf = shelves.shelf(found, wanted.page)
    return {
        "shelf": shelf,
        "pages": shelves.links(wanted, shelf),
        "cards": cards.cards(found.listed, wanted.asked, shelf.rows),
        "open_points": reasons.open_points,
    }


def _table(found: Found, wanted: Wanted) -> dict[str, Any]:
    rows = shelves.sorted_rows(found, wanted.sort)
    made = cards.lines(found.listed, wanted.asked, rows)
    return {"rows": rows, "lines": Markup("").join(made[row.place] for row in rows)}


def _missing(found: Found, wanted: Wanted) -> dict[str, Any]:
    places = cards.places(wanted.asked)
    return {
        "missed": [(one, reasons.why(one, found.wanted)) for one in found.missed],
        "offering_at": places.offering,
        "offering_query": places.query,
    }
