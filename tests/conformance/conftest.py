"""Makers for the engine's tests: small editions in a folder of their own, and small dossiers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conformance.edition import Edition, editions, load_edition
from marketplace.codec.dossier import load_dossier
from marketplace.domain.offering import Dossier

DAY = date(2026, 11, 25)

HEAD = """# language: ja
機能: 試しの章

  ルール: 試し
    出典: 試験のための文, 2026-11-25, 全体
    解釈: 試験のためだけの基準

"""


@pytest.fixture
def day() -> date:
    """The day everything is judged on."""
    return DAY


@pytest.fixture
def make_edition(tmp_path: Path) -> Callable[..., Edition]:
    """Make an edition of the given scenarios (text under ルール) and its locked keys."""

    def make(
        scenarios: str,
        *keys: str,
        head: str = HEAD,
        state: str = "in_force",
        uses: tuple[str, ...] = (),
    ) -> Edition:
        root = tmp_path / "features"
        folder = root / "otasuke/trial"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "01.feature").write_text(head + scenarios, "utf-8")
        (folder / "keys.lock").write_text("\n".join(keys), "utf-8")
        (root / "editions.toml").write_text(
            '[[event]]\nslug = "otasuke/trial"\nrevision = 1\nat = 2026-01-01\n'
            f'state = "{state}"\ndigest = ""\nreason = "試し"\nuses = {list(uses)}\n',
            "utf-8",
        )
        load_edition.cache_clear()
        editions.cache_clear()
        return load_edition("otasuke/trial", root)

    return make


@pytest.fixture
def scenario() -> Callable[..., str]:
    """Write one scenario: tags, filters, obligation."""

    def write(tags: str, *steps: str, title: str = "題") -> str:
        lines = [
            f"    {tags}",
            f"    シナリオ: {title}",
            "      前提 お助け隊サービスの申請を審査する",
        ]
        return "\n".join([*lines, *(f"      {step}" for step in steps)]) + "\n\n"

    return write


PLAIN: dict[str, Any] = {
    "format": "otasuke-manifest/1",
    "provider": {"code": "tameshi", "name": "試し（架空）"},
    "offering": {
        "code": "mimamori",
        "name": "みまもり",
        "summary": "試しのサービス",
        "source": "料金表",
        "as_of": "2026-04-01",
    },
    "monitoring": {"type": "ネットワーク監視型", "tools": ["UTM"], "network": {"hours": 24}},
    "dispatch": {"available": True},
    "plans": [
        {
            "code": "kihon",
            "name": "基本",
            "tier": "class1",
            "prices": [
                {
                    "name": "監視",
                    "kind": "recurring",
                    "basis": "network",
                    "period": "month",
                    "amount": 9800,
                    "tax": "excluded",
                    "compulsory": True,
                }
            ],
        }
    ],
    "evidence": [
        {
            "facts": ["monitoring.network.hours", "dispatch.available", "monitoring.tools"],
            "kind": "document",
            "title": "体制の資料",
            "sha256": "0" * 64,
            "issued": "2026-04-01",
            "lapses": "2027-03-31",
        }
    ],
}


@pytest.fixture
def make_dossier() -> Callable[..., Dossier]:
    """A conforming dossier with whole parts replaced, or left out where the part is None."""

    def make(**parts: Any) -> Dossier:
        plain = {key: value for key, value in (PLAIN | parts).items() if value is not None}
        return load_dossier(plain)

    return make
