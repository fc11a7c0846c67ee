"""「台数の帯」 The size and the months that every amount on a page is computed for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, request

from marketplace.domain.organisation import OrgKind
from marketplace.domain.price import Size
from marketplace.store import organisations
from marketplace.web import visit
from marketplace.web.fields import BadFields, Fields
from marketplace.web.said import said

EXAMPLE = Size(pcs=24, servers=1, networks=1)
MONTHS = 24
LIMITS = {
    "pcs": ("PC の台数", (0, 100_000)),
    "servers": ("サーバーの台数", (0, 100_000)),
    "networks": ("拠点の数", (1, 10_000)),
    "months": ("利用期間（か月）", (1, 120)),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """「台数」 What amounts are computed for; ``own`` where the visitor said so."""

    size: Size
    months: int
    own: bool = False
    usable: bool = True

    @property
    def status(self) -> int:
        """The status of a page that shows it."""
        return 200 if self.usable else 422

    @property
    def query(self) -> dict[str, int]:
        """The same question, for links to other pages."""
        size = self.size
        named = {"pcs": size.pcs, "servers": size.servers, "networks": size.networks}
        return named | {"months": self.months} if self.own else {}

    def __str__(self) -> str:
        """As people read it."""
        size = self.size
        counted = f"PC {size.pcs:,}台・サーバー {size.servers:,}台・拠点 {size.networks:,}か所"
        return f"{counted}・{self.months:,}か月"


def asked() -> Asked:
    """What the address asks for; numbers that cannot be used are named beside their field."""
    fields = Fields(request.args)
    try:
        return _asked(fields)
    except BadFields as error:
        g.refusal, g.entered = said(error), request.args
        return Asked(EXAMPLE, MONTHS, usable=False)


def entered(fields: Fields, usual: Size = EXAMPLE) -> tuple[Size, int]:
    """The size and months of a form; faults stay with the form's other faults."""
    pcs, servers, networks, months = (
        fields.whole(name, label, limits, getattr(usual, name, MONTHS))
        for name, (label, limits) in LIMITS.items()
    )
    return Size(pcs, servers, networks), months


def company_size() -> Size | None:
    """The size that the visitor's company last stated."""
    someone = visit.actor()
    if someone is None or someone.kind is not OrgKind.SME:
        return None
    with visit.store().read() as book:
        found = organisations.company_size(book, someone)
    return found[0] if found else None


def _asked(fields: Fields) -> Asked:
    stated = company_size()
    size, months = entered(fields, stated or EXAMPLE)
    fields.check()
    own = stated is not None or any(name in fields.entered for name in LIMITS)
    return Asked(size, months, own)
