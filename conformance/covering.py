"""「充足の計算」 What a tier's declared coverage says of the criteria of its star.

Each function is a derived fact of ``facts.toml``; None where nothing is declared for the tier, or
where the tier aims at no star.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conformance.facts import BY_NAME
from conformance.reference import level
from marketplace.domain.offering import Coverage, Dossier, Extent, Means, Plan
from marketplace.domain.requirement import Level
from marketplace.domain.tier import Tier

Ids = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Claims:
    """What is claimed of a level."""

    level: Level
    rows: tuple[Coverage, ...]

    @property
    def shown(self) -> Ids:
        return frozenset(row.criterion for row in self.rows)

    @property
    def supported(self) -> Ids:
        claimed = frozenset(row.criterion for row in self.rows if row.means is not Means.SELF)
        return claimed.intersection(self.level.item_of)


def unshown(claims: _Claims) -> Ids:
    """「手段のない評価基準」 Criteria of the level of which nothing is said."""
    return frozenset(claims.level.item_of) - claims.shown


def unknown(claims: _Claims) -> Ids:
    """「段階にない番号」 Claimed numbers that the level does not have."""
    return claims.shown.difference(claims.level.item_of)


def overclaimed(claims: _Claims) -> Ids:
    """「言い過ぎの評価基準」 Claimed 全部, though only the company itself can meet them."""
    whole = frozenset(row.criterion for row in claims.rows if row.extent is Extent.FULL)
    return whole & claims.level.own


def left(claims: _Claims) -> Ids:
    """「利用者に残る評価基準」 Shown as the company's own doing and nothing else."""
    return claims.shown.intersection(claims.level.item_of) - claims.supported


def supported(claims: _Claims) -> Ids:
    """「支援する評価基準」 Claimed by a tool or by people, to whatever extent."""
    return claims.supported


def items(claims: _Claims) -> Ids:
    """「支援する要求事項」 At least one criterion of the level is claimed."""
    return frozenset(claims.level.item_of[one] for one in claims.supported)


FACTS: dict[str, Callable[[_Claims], Ids]] = {
    "coverage.unshown": unshown,
    "coverage.unknown": unknown,
    "coverage.overclaimed": overclaimed,
    "coverage.left": left,
    "coverage.supported": supported,
    "coverage.items": items,
}


def covered(name: str, dossier: Dossier, plan: Plan) -> Ids | None:
    """The value of one of these facts for a plan's tier."""
    tier = plan.tier
    rows = tuple(row for row in dossier.coverage if row.tier == tier)
    if not rows or not isinstance(tier, Tier):
        return None
    return FACTS[name](_Claims(level(BY_NAME[name].uses, int(tier.star)), rows))
