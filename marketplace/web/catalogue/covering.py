"""「受け持ちの見せかた」 What a tier promises for each criterion, in words."""

from __future__ import annotations

from dataclasses import dataclass

from conformance.reference import level
from marketplace.domain.offering import Coverage, Dossier, Extent, Means
from marketplace.domain.tier import AnyTier, ServiceClass
from marketplace.web.charts import Matrix, matrix

WHO = {Means.TOOL: "道具", Means.HUMAN: "事業者の人", Means.SELF: "会社"}
EXTENTS = {Extent.FULL: "全部", Extent.PARTLY: "一部", Extent.SUPPORT: "支援"}
OWN = "会社が行う"
SCS = "scs/2026-03-27"
SHAPES = {Extent.FULL: "full", Extent.PARTLY: "part", Extent.SUPPORT: "part"}
WORDS = {"full": "全部", "part": "一部・支援", "out": "受け持たない"}
"""What a square means, from its shape."""


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


def squares(dossier: Dossier, tier: AnyTier) -> Matrix | None:
    """「受け持ちの図」 Every criterion of the star by category; a class of 2.0版 promises none."""
    if isinstance(tier, ServiceClass):
        return None
    shapes = {
        one.criterion: SHAPES[one.extent]
        for one in dossier.coverage
        if one.tier == tier and one.extent is not None
    }
    found: dict[str, list[str]] = {}
    for item in level(SCS, int(tier.star.value)).items:
        row = found.setdefault(f"{item.category}. {item.category_label}", [])
        row.extend(shapes.get(one.id, "out") for one in item.criteria)
    return matrix(tuple((label, tuple(row)) for label, row in found.items()), tuple(WORDS))


def _said(one: Coverage) -> Covered:
    return Covered(one.criterion, WHO[one.means], EXTENTS[one.extent] if one.extent else OWN)


def _place(one: Coverage) -> tuple[tuple[int, ...], str]:
    """By number, so that 1-10 stands after 1-9."""
    parts = one.criterion.split("-")
    return tuple(int(part) for part in parts if part.isdigit()), one.criterion
