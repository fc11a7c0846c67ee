"""「変異の実行」 Each changed text is compiled and judged; a changed expected finding kills it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from conformance import codes
from conformance.clause import Clause
from conformance.compiler import Program, generate
from conformance.edition import Edition
from conformance.mutate.examples import Answer, Example, Expectations
from conformance.mutate.operators import Mutant
from conformance.reading import read_text
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.verdict import Answered


class Fate(StrEnum):
    """「変異の結末」 Killed by a finding, survived all of them, or never a text of the language."""

    KILLED = "killed"
    SURVIVED = "survived"
    STILLBORN = "stillborn"


@dataclass(frozen=True, slots=True)
class Tried:
    """「試した変異」 A mutant, what became of it, and by which example or fault."""

    mutant: Mutant
    fate: Fate
    by: str = ""


def check_original(edition: Edition, expectations: Expectations) -> None:
    """Refuse (``BadInput``) examples that the unchanged text does not meet: they prove nothing."""
    judged = _Judged(edition, edition.clauses)
    faults = [
        Fault(example.name, f"{key} の所見が {_told(found)} で、期待は {_told(wanted)} です。")
        for example in expectations.examples
        for key, found, wanted in judged.differences(example, set(example.expected))
    ]
    faults += [
        Fault(clause.key, f"重さが「{weight_of(clause)}」で、期待は「{wanted}」です。")
        for clause in edition.clauses
        if (wanted := expectations.weights.get(clause.key)) and wanted != weight_of(clause)
    ]
    if faults:
        raise BadInput(tuple(faults))


def try_mutants(
    edition: Edition, expectations: Expectations, mutants: Iterable[Mutant]
) -> Iterator[Tried]:
    """What becomes of each mutant, in their order."""
    trial = _Trial(edition, expectations)
    return (trial.of(mutant) for mutant in mutants)


def weight_of(clause: Clause) -> str:
    """「重さ」 What a finding says of a clause beside its answer: grade, force, guidance."""
    guidance = " guidance" if clause.guidance else ""
    return f"{clause.grade.value} {clause.force.value}{guidance}"


@dataclass(frozen=True, slots=True)
class _Trial:
    edition: Edition
    expectations: Expectations

    def of(self, mutant: Mutant) -> Tried:
        """Read the changed text; compare what differs from the edition."""
        try:
            changed = read_text(mutant.text, mutant.file)
        except BadInput as error:
            return Tried(mutant, Fate.STILLBORN, error.faults[0].message)
        before = {c.key: c for c in self.edition.clauses if c.file == mutant.file}
        after = {clause.key: clause for clause in changed}
        moved = {k for k in before | after if _judged_by(before.get(k)) != _judged_by(after.get(k))}
        by = self._killer(mutant, moved, [after[key] for key in after if key in moved])
        return Tried(mutant, Fate.KILLED if by else Fate.SURVIVED, by)

    def _killer(self, mutant: Mutant, moved: set[str], clauses: list[Clause]) -> str:
        for clause in clauses:
            wanted = self.expectations.weights.get(clause.key)
            if wanted and wanted != weight_of(clause):
                return f"{clause.key} の重さ"
        judged = _Judged(self.edition, tuple(clauses))
        named = sorted(self.expectations.examples, key=lambda e: mutant.key not in e.name)
        return next((e.name for e in named if next(judged.differences(e, moved), None)), "")


def _judged_by(clause: Clause | None) -> Clause | None:
    """A clause without what no finding shows: where it stands and how its tags are written."""
    return clause and replace(clause, line=0, tags=(), title="", rule="", steps=())


class _Judged:
    """Some clauses of an edition, compiled a tier at a time and only when asked."""

    def __init__(self, edition: Edition, clauses: tuple[Clause, ...]) -> None:
        self.edition = replace(edition, clauses=clauses)
        self.programs: dict[str, Program] = {}

    def differences(
        self, example: Example, keys: set[str]
    ) -> Iterator[tuple[str, Answer | None, Answer | None]]:
        """Of these clauses: key, found and expected, wherever they differ."""
        found = self._answers(example)
        for key in sorted(keys):
            if found.get(key) != example.expected.get(key):
                yield key, found.get(key), example.expected.get(key)

    def _answers(self, example: Example) -> dict[str, Answer]:
        """The worst answer over the plans, as the judge rolls them up."""
        if not self.edition.clauses_of(example.tier):
            return {}
        if example.tier not in self.programs:
            self.programs[example.tier] = generate(self.edition, example.tier)
        program = self.programs[example.tier]
        rows = [program.codes(row, example.day) for row in example.rows]
        worst = (max(row, key=codes.beneath) for row in zip(*rows, strict=True))
        return {c.key: _answer(code) for c, code in zip(program.clauses, worst, strict=True)}


def _answer(code: int) -> Answer:
    return _spelt(codes.answered(code)), _spelt(codes.answered(codes.beneath(code)))


def _spelt(answered: Answered) -> str:
    return f"{answered.verdict}:{answered.reason}" if answered.reason else str(answered.verdict)


def _told(answer: Answer | None) -> str:
    return "なし" if answer is None else " / ".join(dict.fromkeys(answer))
