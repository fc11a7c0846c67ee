"""「一覧とサービスの頁」 What is listed, for my size, in a neutral order."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk import versions
from marketplace.desk.catalogue import listing
from marketplace.desk.catalogue.listing import CatalogueRow
from marketplace.web import changes, findings, sizing, visit
from marketplace.web.public.door import door


@door.get("/services")
def catalogue() -> ResponseReturnValue:
    """「サービスを探す」 Known totals ascending, unknown ones apart, unsold ones last."""
    asked = sizing.asked()
    rows: tuple[CatalogueRow, ...] = ()
    if asked.usable:
        with visit.store().read() as book:
            rows = listing.catalogue(book, visit.today(), asked.size, asked.months)
    page = render_template("public/catalogue.html", asked=asked, **_apart(rows))
    return page, asked.status


@door.get("/services/<ref>")
def offering(ref: str) -> ResponseReturnValue:
    """「サービスの頁」 Every plan with its price, every clause with what was seen."""
    asked, day = sizing.asked(), visit.today()
    with visit.store().read() as book:
        page = listing.offering(book, ref, day)
        history = changes.history(versions.versions(book, ref))
    priced = [(p, p.tariff.breakdown(asked.size, asked.months, day)) for p in page.plans]
    shown = findings.show(page.outcome, page.certificate.dossier)
    return render_template(
        "public/offering.html", asked=asked, page=page, priced=priced, shown=shown, history=history
    ), asked.status


def _apart(rows: tuple[CatalogueRow, ...]) -> dict[str, list[CatalogueRow]]:
    sold = [row for row in rows if row.sold]
    return {
        "known": [row for row in sold if row.breakdown.total_ex_tax is not None],
        "unknown_rows": [row for row in sold if row.breakdown.total_ex_tax is None],
        "unsold": [row for row in rows if not row.sold],
    }
