"""「正式実行の進み」 What one formal run knows: edition, dossier, tier, day, recorded answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from conformance.assessing import CompanyPaper, row_of
from conformance.clause import Clause
from conformance.edition import FEATURES, Edition, edition_for, load_edition
from conformance.facts import check_names
from conformance.judge import rows_of
from conformance.phrase import phrases_digest, register
from conformance.rows import FactRow
from conformance.trial import Paper, Trial
from marketplace.codec.assessment import read_assessment
from marketplace.codec.dossier import read_dossier
from marketplace.domain.canonical import Json, canonical, plain
from marketplace.domain.days import japan_day
from marketplace.domain.errors import MarketError
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import STARS, TAGGED, TIERS, AnyLevel, AnyTier
from marketplace.domain.verdict import Answered, Force, Verdict

FORMAT = "otasuke-formal/1"
EXIT = {Verdict.CONFORMS: 0, Verdict.FAILS: 1, Verdict.FAULT: 2, Verdict.NEEDS_PERSON: 3}
_ORDER = (Verdict.FAILS, Verdict.FAULT, Verdict.NEEDS_PERSON, Verdict.CONFORMS)


@dataclass(slots=True)
class FormalRun:
    """「正式実行」 One dossier under one edition for one tier."""

    edition: Edition
    folder: Path
    dossier: Paper
    rows: list[FactRow]
    tier: AnyLevel
    day: date
    record: Path | None
    answers: dict[str, tuple[str, Answered, Answered]] = field(default_factory=dict)
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

    def trial(self, item: Any) -> Trial:
        """The trial of a test's clause."""
        return Trial(self.clause_of(item), self.dossier, self.rows, self.day)

    def conclude(self, item: Any, trial: Trial) -> Answered:
        """Record a clause's answer, once."""
        key = self.clause_of(item).key
        if key in self.answers:
            raise RuntimeError(f"{key} was answered twice")
        self.answers[key] = trial.conclude()
        return self.answers[key][1]

    def finish(self) -> int:
        """The exit status; a clause without its recorded answer is a 障害."""
        clauses = self.edition.clauses_of(self.tier.tag)
        whole = not self.gate and {clause.key for clause in clauses} == set(self.answers)
        verdict = self._roll_up(clauses) if whole else Verdict.FAULT
        if self.record:
            self.record.write_bytes(canonical(self._record(clauses, verdict)))
        return EXIT[verdict]

    def _roll_up(self, clauses: tuple[Clause, ...]) -> Verdict:
        must = [clause.key for clause in clauses if clause.force is Force.MUST]
        verdicts = {self.answers[key][1].verdict for key in must}
        return next((verdict for verdict in _ORDER if verdict in verdicts), Verdict.FAULT)

    def _record(self, clauses: tuple[Clause, ...], verdict: Verdict) -> Json:
        return {
            "format": FORMAT,
            "edition": plain(self.edition.ref),
            "phrases": phrases_digest(),
            "dossier": self.dossier.digest,
            "tier": self.tier.tag,
            "day": plain(self.day),
            "verdict": verdict.value,
            "gate": self.gate,
            "findings": [self._finding(c) for c in clauses if c.key in self.answers],
        }

    def _finding(self, clause: Clause) -> Json:
        plan, answered, beneath = self.answers[clause.key]
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
    path = Path(config.getoption("dossier"))
    _register(config.getoption("phrases"))
    try:
        tier, paper, rows = _paper(path, config.getoption("tier"), day)
        edition = _edition(config.args, tier, day)
    except (MarketError, OSError) as error:
        raise pytest.UsageError(f"{path.name}: {error}") from None
    record = config.getoption("record")
    folder = FEATURES / edition.slug
    return FormalRun(edition, folder, paper, rows, tier, day, Path(record) if record else None)


def _paper(path: Path, tag: str | None, day: date) -> tuple[AnyLevel, Paper, list[FactRow]]:
    """An offering with a row a plan or, where a star is asked, a company with its one row."""
    if tag in STARS:
        facts = read_assessment(path.read_bytes(), path.name).facts
        return STARS[str(tag)], CompanyPaper(facts), [row_of(facts)]
    dossier = read_dossier(path.read_bytes(), path.name)
    check_names(dossier)
    tier = _tier(tag, dossier)
    return tier, dossier, rows_of(dossier, tier, day)


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


def _tier(tag: str | None, dossier: Dossier) -> AnyTier:
    if tag in TIERS:
        return TIERS[str(tag)]
    if tag is None and len(dossier.offering.tiers) == 1:
        return dossier.offering.tiers[0]
    raise pytest.UsageError(f"--tier には次のどれかを書いてください: {'、'.join(TAGGED)}。")


def _edition(args: list[str], tier: AnyLevel, day: date) -> Edition:
    """The edition whose folder was named, or the one that judges the tier on the day."""
    for argument in args:
        folder = Path(argument).resolve()
        if folder.is_dir() and folder.is_relative_to(FEATURES) and folder != FEATURES:
            return load_edition(folder.relative_to(FEATURES).as_posix())
    return edition_for(tier.family, day)
