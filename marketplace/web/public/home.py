"""「トップ」 Who are you, what would it cost me, and what stands where."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk import editions
from marketplace.desk.catalogue import listing
from marketplace.domain.certificate import ListingBasis
from marketplace.web import scheme, sizing, visit
from marketplace.web.public.door import door


@door.get("/")
def home() -> ResponseReturnValue:
    """「トップ」 The ways in for everybody, and the state of the market today."""
    today = visit.today()
    with visit.store().read() as book:
        listed = listing.current(book, today)
        standing = editions.standing(book, today)
    return render_template(
        "public/home.html",
        asked=sizing.Asked(sizing.EXAMPLE, sizing.MONTHS),
        plans=len(listed.listings),
        trials=sum(1 for one in listed.listings if one.basis is ListingBasis.TRIAL),
        providers=len({one.provider.ref for one in listed.entries}),
        standing=standing,
        is_open=scheme.may_have_begun(today),
    )
