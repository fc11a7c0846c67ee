"""「サービス区分」 The classes a plan may be offered under."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ServiceClass(StrEnum):
    """「類型」 1類 and 2類 of サービス基準 2.0版 (2024-03-15); the value is the tag of the text."""

    CLASS1 = "class1"
    CLASS2 = "class2"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"class1": "1類", "class2": "2類"}[self.value]

    @property
    def tag(self) -> str:
        """The tag without @ that marks this class in the criteria text."""
        return self.value

    @property
    def family(self) -> str:
        """The family of editions that judges this class."""
        return "otasuke"


class Star(StrEnum):
    """「段階」 The level of the SCS評価制度 an SME wants to obtain."""

    THREE = "3"
    FOUR = "4"

    @property
    def label(self) -> str:
        """The name people read, ★3 or ★4."""
        return f"★{self.value}"

    @property
    def tag(self) -> str:
        """The tag without @ that marks this star in the criteria text."""
        return f"star{self.value}"

    @property
    def family(self) -> str:
        """The family of editions that a company is diagnosed by."""
        return "scs"


@dataclass(frozen=True, slots=True)
class Tier:
    """「サービス区分」 新類型: a star, and whether 駆付け is part of it ("+")."""

    star: Star
    dispatch: bool

    @property
    def label(self) -> str:
        """The name people read, SC★3 … SC★4+."""
        return f"SC★{self.star.value}{'+' if self.dispatch else ''}"

    @property
    def tag(self) -> str:
        """The tag without @ that marks this tier in the criteria text."""
        return f"SCstar{self.star.value}{'plus' if self.dispatch else ''}"

    @property
    def family(self) -> str:
        """The family of editions that judges this tier."""
        return "otasuke-sc"


AnyTier = ServiceClass | Tier

TIERS: dict[str, AnyTier] = {tier.tag: tier for tier in ServiceClass} | {
    tier.tag: tier for star in Star for tier in (Tier(star, False), Tier(star, True))
}

STARS: dict[str, Star] = {star.tag: star for star in Star}
"""What a company is diagnosed for; never the tier of a plan."""
AnyLevel = AnyTier | Star
TAGGED: dict[str, AnyLevel] = TIERS | STARS
"""All that a clause of any edition can bind, by its tag."""
