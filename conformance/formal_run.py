"""「正式実行の進み」 What one formal run knows: edition, dossiers, tier, day, recorded answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from conformance.assessing import CompanyPaper, row_of
from conformance.clause import Clause
from conformance.edition import FEATURES, Edition, edition_for, load_edition, read_edition
from conformance.facts import check_names
from conformance.judge import rows_of
from conformance.phrase import phrases_digest, register
from conformance.rows import FactRow
from conformance.trial import Paper, Trial, severity
from marketplace.codec.assessment import read_assessment
from marketplace.codec.dossier import read_dossier
from marketplace.domain.canonical import Json, canonical, plain
from marketplace.domain.days import japan_day
from marketplace.domain.errors import MarketError
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import STARS, TAGGED, TIERS, AnyLevel, AnyTier, Star
from marketplace.domain.verdict import Answered, Force, Verdict

FORMAT = "otasuke-formal/1"
EXIT = {Verdict.CONFORMS: 0, Verdict.FAILS: 1, Verdict.FAULT: 2, Verdict.NEEDS_PERSON: 3}
_ORDER = (Verdict.FAILS, Verdict.FAULT, Verdict.NEEDS_PERSON, Verdict.CONFORMS)


@dataclass(slots=True)
class Sheet:
    """「申請書ごとの答え」 One dossier of a run, and the answer of every clause to it."""

    dossier: Paper
    rows: list[FactRow]
    record: Path | None
    answers: dict[str, tuple[str, Answered, Answered]] = field(default_factory=dict)


@dataclass(slots=True)
class FormalRun:
    """「正式実行」 One dossier, or several side by side, under one edition for one tier."""

    edition: Edition
    folder: Path
    sheets: tuple[Sheet, ...]
    tier: AnyLevel
    day: date
    gate: str = "試験が始まりませんでした。"

    def clause_of(self, item: Any) -> Clause:
        """The clause of a test, by the number among its markers."""
        marks = {mark.name for mark in item.iter_markers()}
        return next(clause for clause in self.edition.clauses if clause.key in marks)

    def select(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Tests = clauses by key, each once; then drop the clauses of other tiers."""
        keys = {clause.key for clause in self.edition.clauses}
        found = Counter(m.name for item in items for m in item.iter_markers() if m.name in keys)
        if found != Counter(keys) or len(items) != len(keys):
            wrong = sorted({*(found - Counter(keys)), *(Counter(keys) - found)})
            self.gate = f"試験と条項が合いません: {'、'.join(wrong)}"
            raise pytest.UsageError(self.gate)
        self.gate = ""
        bound = [item for item in items if self.tier.tag in self.clause_of(item).tiers]
        config.hook.pytest_deselected(items=[item for item in items if item not in bound])
        items[:] = bound

    def trials(self, item: Any) -> dict[int, Trial]:
        """The trials of a test's clause, by the number of the dossier."""
        clause = self.clause_of(item)
        return {
            number: Trial(clause, sheet.dossier, sheet.rows, self.day)
            for number, sheet in enumerate(self.sheets)
        }

    def conclude(self, item: Any, number: int, trial: Trial) -> None:
        """Record a clause's answer to a dossier, once."""
        key, answers = self.clause_of(item).key, self.sheets[number].answers
        if key in answers:
            raise RuntimeError(f"{key} was answered twice")
        answers[key] = trial.conclude()

    def worst(self, item: Any) -> Answered:
        """The worst answer of a test's clause; a dossier without its answer is a ``KeyError``."""
        key = self.clause_of(item).key
        return max((sheet.answers[key][1] for sheet in self.sheets), key=severity)

    def finish(self) -> int:
        """The exit status of the worst; a clause without its recorded answer is a 障害."""
        verdicts = {self._finish(sheet) for sheet in self.sheets}
        return EXIT[_worst(verdicts)]

    def _finish(self, sheet: Sheet) -> Verdict:
        clauses = self.edition.clauses_of(self.tier.tag)
        whole = not self.gate and {clause.key for clause in clauses} == set(sheet.answers)
        verdict = _roll_up(clauses, sheet) if whole else Verdict.FAULT
        if sheet.record:
            sheet.record.write_bytes(canonical(self._record(clauses, sheet, verdict)))
        return verdict

    def _record(self, clauses: tuple[Clause, ...], sheet: Sheet, verdict: Verdict) -> Json:
        return {
            "format": FORMAT,
            "edition": plain(self.edition.ref),
            "phrases": phrases_digest(),
            "dossier": sheet.dossier.digest,
            "tier": self.tier.tag,
            "day": plain(self.day),
            "verdict": verdict.value,
            "gate": self.gate,
            "findings": [_finding(c, sheet) for c in clauses if c.key in sheet.answers],
        }


def _roll_up(clauses: tuple[Clause, ...], sheet: Sheet) -> Verdict:
    must = [clause.key for clause in clauses if clause.force is Force.MUST]
    return _worst({sheet.answers[key][1].verdict for key in must})


def _worst(verdicts: set[Verdict]) -> Verdict:
    return next((verdict for verdict in _ORDER if verdict in verdicts), Verdict.FAULT)


def _finding(clause: Clause, sheet: Sheet) -> Json:
    plan, answered, beneath = sheet.answers[clause.key]
    of_plan = clause.is_of_plan and answered.verdict is not Verdict.NOT_APPLICABLE
    named: dict[str, Json] = {"clause": clause.key, "plan": plan if of_plan else None}
    return named | {
        "verdict": answered.verdict.value,
        "reason": answered.reason.value if answered.reason else None,
        "beneath": plain(beneath),
    }


def begin(config: pytest.Config) -> FormalRun:
    """Read the options of a run; bad input is a ``UsageError`` in Japanese."""
    day = _day(config.getoption("as_of"))
    files = [Path(name) for name in config.getoption("dossier")]
    records = [Path(name) for name in config.getoption("record") or ()]
    if records and len(records) != len(files):
        raise pytest.UsageError("--record は、--dossier と同じ数だけ同じ順に書いてください。")
    _register(config.getoption("phrases"))
    tag = config.getoption("tier")
    tier, papers = _companies(files, tag) if tag in STARS else _dossiers(files, tag, day)
    folder, edition = _edition(config.args, tier, day)
    sheets = (Sheet(paper, rows, record) for (paper, rows), record in zip_longest(papers, records))
    return FormalRun(edition, folder, tuple(sheets), tier, day)


def _dossiers(
    files: list[Path], tag: str | None, day: date
) -> tuple[AnyTier, list[tuple[Paper, list[FactRow]]]]:
    """Offerings, each with a row a plan."""
    dossiers = [_dossier(file) for file in files]
    tier = _tier(tag, dossiers)
    pairs = zip(files, dossiers, strict=True)
    return tier, [(dossier, _rows(file, dossier, tier, day)) for file, dossier in pairs]


def _companies(files: list[Path], tag: str) -> tuple[Star, list[tuple[Paper, list[FactRow]]]]:
    """Companies' own assessments, each with one row."""
    found: list[tuple[Paper, list[FactRow]]] = []
    for file in files:
        with _refusing(file.name):
            facts = read_assessment(file.read_bytes(), file.name).facts
            found.append((CompanyPaper(facts), [row_of(facts)]))
    return STARS[tag], found


def _dossier(file: Path) -> Dossier:
    with _refusing(file.name):
        dossier = read_dossier(file.read_bytes(), file.name)
        check_names(dossier)
        return dossier


def _rows(file: Path, dossier: Dossier, tier: AnyTier, day: date) -> list[FactRow]:
    with _refusing(file.name):
        return rows_of(dossier, tier, day)


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    """Whatever is wrong with a file or an edition ends the run before it begins."""
    try:
        yield
    except (MarketError, OSError) as error:
        raise pytest.UsageError(f"{name}: {error}") from None


def _register(modules: str | None) -> None:
    """Register the certifying body's phrases again, from the modules they came from."""
    for name in filter(None, (modules or "").split(",")):
        hook = getattr(import_module(name), "register_phrases", None)
        if hook is None:
            raise pytest.UsageError(f"--phrases={name} に register_phrases がありません。")
        hook(register)


def _day(spelt: str | None) -> date:
    if not spelt:
        return japan_day(datetime.now(UTC))
    try:
        return date.fromisoformat(spelt)
    except ValueError:
        raise pytest.UsageError(f"--as-of={spelt} は 2026-11-25 の形で書いてください。") from None


def _tier(tag: str | None, dossiers: list[Dossier]) -> AnyTier:
    if tag in TIERS:
        return TIERS[str(tag)]
    declared = {tier for dossier in dossiers for tier in dossier.offering.tiers}
    if tag is None and len(declared) == 1:
        return declared.pop()
    raise pytest.UsageError(f"--tier には次のどれかを書いてください: {'、'.join(TAGGED)}。")


def _edition(args: list[str], tier: AnyLevel, day: date) -> tuple[Path, Edition]:
    """The edition whose folder was named, or the one that judges the tier on the day."""
    with _refusing("版"):
        named = next(filter(None, (_named(Path(argument).resolve()) for argument in args)), None)
        edition = named[1] if named else edition_for(tier.family, day)
        return named or (FEATURES / edition.slug, edition)


def _named(folder: Path) -> tuple[Path, Edition] | None:
    """The edition in a folder; one that is not ours is read as it stands, to try a changed text."""
    if folder.is_dir() and folder.is_relative_to(FEATURES) and folder != FEATURES:
        return folder, load_edition(folder.relative_to(FEATURES).as_posix())
    if (folder / "keys.lock").is_file():
        return folder, read_edition(folder)
    return None
