"""Makers for the engine's tests: small editions in a folder of their own, and small dossiers."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conformance.edition import Edition, editions, load_edition
from conformance.formal import run_together
from marketplace.codec.dossier import load_dossier
from marketplace.domain.canonical import plain
from marketplace.domain.offering import Dossier
from marketplace.domain.verdict import Finding, Report

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


CHUNK = 100
Chunked = Callable[[Path, str, date, Sequence[Path]], list[dict[str, Any]]]


@pytest.fixture(scope="session", name="run_in_chunks")
def _run_in_chunks() -> Chunked:
    """Run many dossiers formally, a hundred a child, as many children as there are processors."""

    def run(folder: Path, tier: str, day: date, paths: Sequence[Path]) -> list[dict[str, Any]]:
        def child(first: int) -> list[dict[str, Any]]:
            chunk = paths[first : first + CHUNK]
            return run_together(chunk, folder=folder, tier=tier, day=day)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            chunks = pool.map(child, range(0, len(paths), CHUNK))
            return [record for chunk in chunks for record in chunk]

    return run


@pytest.fixture(scope="session", name="apart")
def _apart() -> Callable[[Report, dict[str, Any]], list[str]]:
    """Say where a report of the compiled engine and the record of a formal run differ."""

    def apart(report: Report, record: dict[str, Any]) -> list[str]:
        heads = {
            "edition": plain(report.edition),
            "phrases": report.phrases_digest,
            "dossier": report.dossier_digest,
            "tier": report.tier.tag,
            "day": plain(report.day),
            "gate": "",
        }
        ours: dict[str, Any] = heads | {found.clause: _told(found) for found in report.findings}
        told = {head: record[head] for head in heads}
        told |= {found.pop("clause"): found for found in deepcopy(record["findings"])}
        return sorted(key for key in ours.keys() | told if ours.get(key) != told.get(key))

    return apart


def _told(found: Finding) -> dict[str, Any]:
    """Say a finding as the record of a formal run says it."""
    return {
        "plan": found.plan,
        "verdict": found.answered.verdict.value,
        "reason": found.answered.reason.value if found.answered.reason else None,
        "beneath": plain(found.beneath),
    }
