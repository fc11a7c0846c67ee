"""「台数の帯」 The size and the months that every amount on a page is computed for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import g, request

from marketplace.domain.organisation import OrgKind
from marketplace.domain.price import Size
from marketplace.store import organisations
from marketplace.web import visit
from marketplace.web.fields import BadFields, FieldFault, Fields
from marketplace.web.said import said

EXAMPLE = Size(pcs=24, servers=1, networks=1)
MONTHS = 24
OK, UNUSABLE = 200, 422
NOTHING = "サーバーと合わせて1台以上にしてください"
LIMITS = {
    "pcs": ("PC の台数", (0, 100_000)),
    "servers": ("サーバーの台数", (0, 100_000)),
    "networks": ("拠点の数", (1, 10_000)),
    "months": ("利用期間（か月）", (1, 120)),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """「台数」 What amounts are computed for; ``own`` where the visitor said so.

    ``status`` is that of a page that shows it. ``carried`` is what else the address asks for: it
    stays when the size is changed. ``places`` are the prefectures of the company's sites.
    """

    size: Size
    months: int
    own: bool = False
    usable: bool = True
    status: int = OK
    carried: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()

    @property
    def fine(self) -> bool:
        """Whether all of the address could be used."""
        return self.status == OK

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


def asked(fields: Fields | None = None, usual: Size | None = None) -> Asked:
    """What the address asks for; what cannot be used is named beside its field.

    ``usual`` serves where the company stated no size itself. The fields may be at fault elsewhere
    already; the size is then as good as it is.
    """
    read = fields or Fields(request.args)
    found = replace(_asked(read, usual), carried=_carried())
    try:
        _size_first(read.faults)
    except BadFields as error:
        g.refusal, g.entered = said(error), request.args
        usable = not {fault.name for fault in error.faults} & set(LIMITS)
        sized = found if usable else Asked(EXAMPLE, MONTHS, carried=found.carried)
        return replace(sized, usable=usable, status=UNUSABLE)
    return found


def entered(fields: Fields, usual: Size = EXAMPLE) -> tuple[Size, int]:
    """The size and months of a form; faults stay with the form's other faults."""
    pcs, servers, networks, months = (
        fields.whole(name, label, limits, getattr(usual, name, MONTHS))
        for name, (label, limits) in LIMITS.items()
    )
    if not pcs + servers and not {"pcs", "servers"}.isdisjoint(fields.entered):
        fields.fault("pcs", LIMITS["pcs"][0], NOTHING)
    return Size(pcs, servers, networks), months


def company_size() -> Size | None:
    """The size that the visitor's company last stated."""
    return _stated()[0]


def _stated() -> tuple[Size | None, tuple[str, ...]]:
    someone = visit.actor()
    if someone is None or someone.kind is not OrgKind.SME:
        return None, ()
    with visit.store().read() as book:
        return organisations.company_size(book, someone) or (None, ())


def _asked(fields: Fields, usual: Size | None) -> Asked:
    stated, places = _stated()
    known = stated or usual
    size, months = entered(fields, known or EXAMPLE)
    own = known is not None or any(name in fields.entered for name in LIMITS)
    return Asked(size, months, own, places=places)


def _carried() -> tuple[tuple[str, str], ...]:
    pairs = request.args.items(multi=True)
    return tuple((name, value) for name, value in pairs if name not in LIMITS and name != "page")


def _size_first(faults: list[FieldFault]) -> None:
    """Without a size there is no page on which the other fields would stand."""
    sizes = tuple(fault for fault in faults if fault.name in LIMITS)
    if sizes or faults:
        raise BadFields(sizes or tuple(faults))
