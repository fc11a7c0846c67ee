"""「例」 The example dossiers of a folder, and the findings that people wrote down for them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from conformance.assessing import row_of
from conformance.edition import Edition
from conformance.judge import rows_of
from conformance.premise import Premise
from conformance.rows import FactRow
from marketplace.codec.assessment import read_assessment
from marketplace.codec.dossier import read_dossier
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.tier import STARS, TIERS
from marketplace.domain.verdict import Reason, Verdict

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "clauses"
"""Where a checkout keeps them; they are not part of what is installed."""
ASSESSMENTS = FOLDER.with_name("assessments")
"""Where those of companies stand."""
JUDGED_ON = date(2026, 11, 25)
"""The day of an example that names none (``tests/clauses/README.md``)."""
WEIGHTS = "weights.toml"
YES, NA = Verdict.CONFORMS.value, Verdict.NOT_APPLICABLE.value
_UNREAD = f"{Verdict.NEEDS_PERSON}:{Reason.UNVERIFIED_CRITERION}"
_COMMON = ("baseline", "outside", "beneath")

Answer = tuple[str, str]
"""「答え」 What is found of a clause, and what lies beneath it: the machine's own answer."""


@dataclass(frozen=True, slots=True)
class Example:
    """「例」 The fact rows of one dossier for one tier, and what must be found of each clause."""

    name: str
    tier: str
    day: int
    rows: tuple[FactRow, ...]
    expected: dict[str, Answer]


@dataclass(frozen=True, slots=True)
class Expectations:
    """「期待」 Every example of an edition, and the weight that each clause must have."""

    examples: tuple[Example, ...]
    weights: dict[str, str]


def read_expectations(edition: Edition, folder: Path) -> Expectations:
    """The examples whose tier the edition binds; ``BadInput`` where there are none."""
    found: list[Example] = []
    for file in sorted(folder.glob("expected*.toml")):
        found += _of_file(edition, tomllib.loads(file.read_text("utf-8")), folder)
    if not found:
        message = f"「{edition.slug}」の例が {folder.as_posix()} にありません。"
        remedy = "--examples に、expected.toml と例の申請書のあるフォルダーを書いてください。"
        raise BadInput((Fault("--examples", message, remedy),))
    return Expectations(tuple(found), _weights(folder / WEIGHTS))


def _weights(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    return {key: str(weight) for key, weight in tomllib.loads(file.read_text("utf-8")).items()}


def _of_file(edition: Edition, written: dict[str, Any], folder: Path) -> Iterator[Example]:
    common = {name: written.pop(name, {}) for name in _COMMON}
    bound = {tier for clause in edition.clauses for tier in clause.tiers}
    for name, entry in written.items():
        if entry["tier"] in bound and entry.get("edition", edition.slug) == edition.slug:
            yield _example(edition, name, (entry, common), folder)


def _example(
    edition: Edition, name: str, told: tuple[dict[str, Any], dict[str, Any]], folder: Path
) -> Example:
    file = folder / f"{name}.yaml"
    entry, common = told
    day: date = entry.get("day", JUDGED_ON)
    rows = tuple(_rows(file, entry["tier"], day))
    keys = [clause.key for clause in edition.clauses_of(entry["tier"])]
    return Example(name, entry["tier"], day.toordinal(), rows, _expected(keys, entry, common))


def _rows(file: Path, tier: str, day: date) -> list[FactRow]:
    """The rows of a dossier, or the one row of a company's assessment."""
    if tier in STARS:
        return [row_of(read_assessment(file.read_bytes(), file.name).facts)]
    return rows_of(read_dossier(file.read_bytes(), file.name), TIERS[tier], day)


def folder_of_examples(edition: Edition) -> Path:
    """Where the examples of an edition stand, by what its clauses are about."""
    about = {clause.premise for clause in edition.clauses}
    return ASSESSMENTS if about == {Premise.COMPANY} else FOLDER


def _expected(keys: list[str], entry: dict[str, Any], common: dict[str, Any]) -> dict[str, Answer]:
    """The rules of ``tests/clauses/README.md``: baseline, 対象外, the example's own over both."""
    outside = [*common["outside"].get(entry.get("type"), ()), *entry.get("not_applicable", ())]
    answers = dict.fromkeys(keys, YES) | common["baseline"].get(entry["tier"], {})
    answers |= {key: NA for key in outside if key in keys} | entry.get("findings", {})
    below = common["beneath"] | entry.get("beneath", {})
    return {
        key: (answer, below.get(key, YES) if answer == _UNREAD else answer)
        for key, answer in answers.items()
    }
