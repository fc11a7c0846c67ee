"""「要求事項」 What the SCS評価制度 asks of a company: 要求事項 and their 評価基準."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from marketplace.domain.tier import Star


class MetBy(StrEnum):
    """「満たす手段」 What usually meets a criterion; mostly our own reading of the scheme."""

    TOOL = "tool"
    HUMAN = "human"
    SELF = "self"
    MIXED = "mixed"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "tool": "ITツール",
            "human": "人の支援",
            "self": "自社の取組み",
            "mixed": "組み合わせ",
        }[self.value]


class Condition(StrEnum):
    """「当てはまる場合」 A criterion that is asked only in a case; the value is the data's word."""

    SHARING = "confidential information is shared with partners"
    REMOTE_WORK = "remote work is done"
    DEVELOPMENT = "a development environment exists"
    IMPORTANT_CLOUD = "important confidential information is kept in a cloud service"
    IMPORTANT_INFORMATION = "important confidential information exists"

    @property
    def label(self) -> str:
        """The case as people read it."""
        return _CASES[self]

    @property
    def fact(self) -> str:
        """The field of the profile that says whether it is the case."""
        return self.name.lower()


_CASES = {
    Condition.SHARING: "機密情報を取引先と共有している",
    Condition.REMOTE_WORK: "リモートワークをしている",
    Condition.DEVELOPMENT: "開発の環境がある",
    Condition.IMPORTANT_CLOUD: "重要な機密情報をクラウドに置いている",
    Condition.IMPORTANT_INFORMATION: "重要な機密情報がある",
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """「評価基準」 One thing that is met or not; ``star`` is the level at which it begins.

    ``yearly`` says that it has to be done again every year.
    """

    id: str
    star: Star
    label: str
    met_by: MetBy
    condition: Condition | None = None
    yearly: bool = False

    @property
    def item(self) -> str:
        """「要求事項の番号」 The number of its 要求事項."""
        return self.id.rpartition("-")[0]

    def binds(self, star: Star) -> bool:
        """Whether it is asked at a level; ★4 contains ★3."""
        return int(self.star) <= int(star)


@dataclass(frozen=True, slots=True)
class Requirement:
    """「要求事項」 A heading of the scheme, with its criteria."""

    id: str
    title: str
    category: str
    category_label: str
    section_label: str
    met_by: MetBy
    criteria: tuple[Criterion, ...]

    def criteria_of(self, star: Star) -> tuple[Criterion, ...]:
        """The criteria asked at a level."""
        return tuple(one for one in self.criteria if one.binds(star))


@dataclass(frozen=True, slots=True)
class Level:
    """「段階の要求事項」 What one star asks: its items, each with its criteria of the star only.

    ``item_of`` gives the 要求事項 of every 評価基準 of the level; ``own`` are those that only the
    company itself can meet.
    """

    star: Star
    items: tuple[Requirement, ...]
    by_id: Mapping[str, Criterion]
    item_of: Mapping[str, str]
    own: frozenset[str]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria of the level, in the order of the scheme."""
        return tuple(self.by_id.values())
