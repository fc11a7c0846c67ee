"""「台数の帯」 The size and the months that every amount on a page is computed for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, request

from marketplace.domain.price import Size
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


def entered(fields: Fields) -> tuple[Size, int]:
    """The size and months of a form; faults stay with the form's other faults."""
    found = _numbers(fields)
    return Size(found["pcs"], found["servers"], found["networks"]), found["months"]


def _asked(fields: Fields) -> Asked:
    size, months = entered(fields)
    fields.check()
    return Asked(size, months, own=any(name in fields.entered for name in LIMITS))


def _numbers(fields: Fields) -> dict[str, int]:
    usual = {"pcs": EXAMPLE.pcs, "servers": EXAMPLE.servers, "networks": 1, "months": MONTHS}
    return {
        name: fields.whole(name, label, limits, usual[name])
        for name, (label, limits) in LIMITS.items()
    }
