"""「参照データ」 Data beside the criteria that facts are computed with, pinned by its digest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from marketplace.domain.canonical import digest_bytes

FEATURES = Path(__file__).resolve().parent.parent / "features"
DATA = "items.json"
_SELF = "self"


@dataclass(frozen=True, slots=True)
class Level:
    """「段階の要求事項」 What one star of the SCS評価制度 asks for.

    ``item_of`` gives the 要求事項 of every 評価基準 of the level; ``own`` are those that only the
    company itself can meet.
    """

    item_of: Mapping[str, str]
    own: frozenset[str]


def data_digest(slug: str, root: Path = FEATURES) -> str:
    """「参照データの指紋」 Of the data file's bytes."""
    return digest_bytes((root / slug / DATA).read_bytes())


@cache
def level(slug: str, star: int, root: Path = FEATURES) -> Level:
    """The criteria of a star; a higher star contains the lower one."""
    items = json.loads((root / slug / DATA).read_bytes())
    found = [(item["id"], one) for item in items for one in item["criteria"]]
    asked = [(item, one) for item, one in found if one["level"] <= star]
    own = frozenset(one["id"] for _, one in asked if one["met_by"] == _SELF)
    return Level({one["id"]: item for item, one in asked}, own)
