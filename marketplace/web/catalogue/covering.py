"""「受け持ちの見せかた」 What a tier promises for each criterion, in words."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.domain.offering import Coverage, Dossier, Extent, Means
from marketplace.domain.tier import AnyTier

WHO = {Means.TOOL: "道具", Means.HUMAN: "事業者の人", Means.SELF: "会社"}
EXTENTS = {Extent.FULL: "全部", Extent.PARTLY: "一部", Extent.SUPPORT: "支援"}
OWN = "会社が行う"


@dataclass(frozen=True, slots=True)
class Covered:
    """「受け持ちの行」 One criterion: who does it, and how much of it."""

    criterion: str
    who: str
    extent: str


def covered(dossier: Dossier, tier: AnyTier) -> tuple[Covered, ...]:
    """The declared coverage of a tier, by criterion."""
    found = (one for one in dossier.coverage if one.tier == tier)
    return tuple(_said(one) for one in sorted(found, key=_place))


def _said(one: Coverage) -> Covered:
    return Covered(one.criterion, WHO[one.means], EXTENTS[one.extent] if one.extent else OWN)


def _place(one: Coverage) -> tuple[tuple[int, ...], str]:
    """By number, so that 1-10 stands after 1-9."""
    parts = one.criterion.split("-")
    return tuple(int(part) for part in parts if part.isdigit()), one.criterion
