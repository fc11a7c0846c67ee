"""「変異の成績」 How many mutants the examples kill, by clause and by number, and what lives on."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.mutate.running import Fate, Tried

SURVIVORS = "survivors.toml"
Counts = dict[str, tuple[int, int]]
"""Killed and tried, by the name of a clause or of a number."""


@dataclass(frozen=True, slots=True)
class Score:
    """「変異の成績」 What became of every mutant, and the reasons people gave for survivors."""

    slug: str
    examples: int
    tried: tuple[Tried, ...]
    reasons: dict[str, str]

    def of(self, fate: Fate) -> tuple[Tried, ...]:
        """Those that ended so, in the order of the text."""
        return tuple(tried for tried in self.tried if tried.fate is fate)

    @property
    def counted(self) -> tuple[Tried, ...]:
        """Those that are texts of the language: what does not compile proves nothing."""
        return tuple(tried for tried in self.tried if tried.fate is not Fate.STILLBORN)

    @property
    def unexplained(self) -> tuple[str, ...]:
        """Survivors for which nobody gave a reason."""
        alive = (tried.mutant.name for tried in self.of(Fate.SURVIVED))
        return tuple(name for name in alive if not self.reasons.get(name, "").strip())

    @property
    def idle(self) -> tuple[str, ...]:
        """Reasons for what did not survive: a reason outlives its mutant unnoticed otherwise."""
        alive = {tried.mutant.name for tried in self.of(Fate.SURVIVED)}
        return tuple(name for name in self.reasons if name not in alive)

    @property
    def is_clean(self) -> bool:
        """All killed or explained, something was tried, and no reason is idle."""
        return bool(self.counted) and not self.unexplained and not self.idle

    @property
    def by_clause(self) -> Counts:
        """Clause by clause."""
        return self._counts(lambda tried: tried.mutant.key)

    @property
    def by_number(self) -> Counts:
        """Number by number, each in its place in the text."""
        return self._counts(lambda tried: tried.mutant.number)

    def _counts(self, named: Callable[[Tried], str]) -> Counts:
        counts: Counts = {}
        for tried in self.counted:
            if name := named(tried):
                killed, of = counts.get(name, (0, 0))
                counts[name] = (killed + (tried.fate is Fate.KILLED), of + 1)
        return counts

    @property
    def last_line(self) -> str:
        """The figure; rounded down, so that 100 means all."""
        killed, total = len(self.of(Fate.KILLED)), len(self.counted)
        return f"kill rate {100 * killed // max(total, 1)} % ({killed} of {total})"

    @property
    def plain(self) -> dict[str, Any]:
        """The whole score as plain JSON."""
        return {
            "edition": self.slug,
            "examples": self.examples,
            "total": len(self.counted),
            "killed": len(self.of(Fate.KILLED)),
            "clauses": {name: list(counts) for name, counts in self.by_clause.items()},
            "numbers": {name: list(counts) for name, counts in self.by_number.items()},
            "survivors": {
                tried.mutant.name: self.reasons.get(tried.mutant.name, "")
                for tried in self.of(Fate.SURVIVED)
            },
            "stillborn": {tried.mutant.name: tried.by for tried in self.of(Fate.STILLBORN)},
            "idle_reasons": list(self.idle),
        }


def read_reasons(folder: Path, slug: str) -> dict[str, str]:
    """The reasons written down for an edition's survivors; none where there is no file."""
    file = folder / SURVIVORS
    if not file.exists():
        return {}
    written = tomllib.loads(file.read_text("utf-8")).get(slug, {})
    return {str(name): str(reason) for name, reason in written.items()}


def report_lines(score: Score) -> Iterator[str]:
    """The score as people read it; the last line is the figure."""
    yield f"■ {score.slug} — 変異 {len(score.tried):,}（例 {score.examples:,} 件）"
    yield from _table("条項ごと（殺した変異／数えた変異）", score.by_clause)
    yield from _table("数ごと（殺した変異／数えた変異）", score.by_number)
    yield from _stillborn(score)
    yield from _survivors(score)
    yield score.last_line


def _table(heading: str, counts: Counts) -> Iterator[str]:
    yield heading
    yield from (f"  {name}  {killed}/{of}" for name, (killed, of) in counts.items())


def _stillborn(score: Score) -> Iterator[str]:
    found = score.of(Fate.STILLBORN)
    yield f"文にならない変異（読み取りで断られる。数えない） {len(found):,}"
    yield from (f"  {tried.mutant.name}（{tried.by}）" for tried in found)


def _survivors(score: Score) -> Iterator[str]:
    explained = [(n, r) for n, r in score.reasons.items() if n not in score.idle and r.strip()]
    yield f"生き残り（理由あり） {len(explained):,}"
    yield from (f"  {name}: {reason}" for name, reason in explained)
    yield f"生き残り（理由なし） {len(score.unexplained):,}"
    yield from (f"  {name}" for name in score.unexplained)
    if score.idle:
        yield f"もう生き残っていない変異の理由（{SURVIVORS} から消す） {len(score.idle):,}"
        yield from (f"  {name}" for name in score.idle)
