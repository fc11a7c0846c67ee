"""「参照データ」 Data beside the criteria that facts are computed with, pinned by its digest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from marketplace.domain.canonical import digest_bytes
from marketplace.domain.requirement import Condition, Criterion, Level, MetBy, Requirement
from marketplace.domain.tier import Star

FEATURES = Path(__file__).resolve().parent.parent / "features"
DATA = "items.json"


def data_digest(slug: str, root: Path = FEATURES) -> str:
    """「参照データの指紋」 Of the data file's bytes."""
    return digest_bytes((root / slug / DATA).read_bytes())


@cache
def requirements(slug: str, root: Path = FEATURES) -> tuple[Requirement, ...]:
    """「要求事項」 Every item of the scheme with all its criteria, in the order of the data."""
    return tuple(_requirement(made) for made in json.loads((root / slug / DATA).read_bytes()))


@cache
def level(slug: str, star: int, root: Path = FEATURES) -> Level:
    """The criteria of a star; a higher star contains the lower one."""
    wanted = Star(str(star))
    cut = (replace(i, criteria=i.criteria_of(wanted)) for i in requirements(slug, root))
    items = tuple(item for item in cut if item.criteria)
    by_id = {one.id: one for item in items for one in item.criteria}
    return Level(
        star=wanted,
        items=items,
        by_id=by_id,
        item_of={one.id: item.id for item in items for one in item.criteria},
        own=frozenset(one.id for one in by_id.values() if one.met_by is MetBy.SELF),
    )


def _requirement(made: Mapping[str, Any]) -> Requirement:
    return Requirement(
        id=made["id"],
        title=made["title_ja"],
        category=made["category_no"],
        category_label=made["category_ja"],
        section_label=made["section_ja"],
        met_by=MetBy(made["met_by"]),
        criteria=tuple(_criterion(one) for one in made["criteria"]),
    )


def _criterion(made: Mapping[str, Any]) -> Criterion:
    case = made.get("conditional")
    return Criterion(
        id=made["id"],
        star=Star(str(made["level"])),
        label=made["label_ja"],
        met_by=MetBy(made["met_by"]),
        condition=Condition(case) if case else None,
        yearly="annual" in made.get("frequency", "").split("+"),
    )
