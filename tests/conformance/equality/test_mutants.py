"""A tenth of the mutants, drawn by a seed: the formal run of the changed text and the compiled one.

Mutants of different scenarios change one copy of the edition together, so that a child runs many of
them; each clause is still judged by itself. Compared is every finding on the examples of the tier,
those named for a changed clause first. Texts that are no language any more are left out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

import pytest

from conformance.edition import FEATURES, load_edition, read_edition
from conformance.judge import judge
from conformance.mutate.examples import FOLDER
from conformance.mutate.operators import Mutant, make_mutants
from conformance.reading import parse, read_clauses, read_text
from marketplace.codec.dossier import read_dossier
from marketplace.domain.errors import BadInput, Unavailable
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import TIERS
from marketplace.domain.verdict import Report

DAY = date(2026, 11, 25)
SLUGS = ("otasuke/2.0", "otasuke-sc/draft")
SEED, TENTH, NAMED, MOST = 7, 10, 5, 60
TAG = re.compile("@([A-Za-z0-9]+)")
LEAST_SEEN = 0.8
Edit = tuple[int, int, list[str]]


def texts_of(slug: str) -> dict[str, str]:
    """Read the chapters of an edition."""
    return {
        path.name: path.read_text("utf-8") for path in sorted((FEATURES / slug).glob("*.feature"))
    }


def drawn(slug: str) -> list[Mutant]:
    """Draw a tenth of all mutants, and keep those that are still text of the language."""
    mutants = make_mutants(texts_of(slug), load_edition(slug).clauses)
    random = Random(SEED)  # noqa: S311 - a seed, no secret
    tenth = random.sample(mutants, -(-len(mutants) // TENTH))
    return [one for one in tenth if reads(one) and not empties(one)]


def reads(mutant: Mutant) -> bool:
    """Say whether a changed chapter is still text of the language."""
    try:
        return bool(read_text(mutant.text, mutant.file))
    except BadInput:
        return False


def empties(mutant: Mutant) -> bool:
    """Say whether a change leaves a heading of 例 without a row: pytest-bdd refuses to run it."""
    rules = [child["rule"] for child in parse(mutant.text, mutant.file)["feature"]["children"]]
    scenes = [inner["scenario"] for rule in rules for inner in rule["children"]]
    return any(not table["tableBody"] for scene in scenes for table in scene["examples"])


def number_of(mutant: Mutant) -> str:
    """Give the number of the scenario that a mutant changes, branches left out."""
    return mutant.key.split(".")[0]


@dataclass
class Copy:
    """An edition with at most one changed place a scenario."""

    mutants: list[Mutant] = field(default_factory=list)

    def takes(self, mutant: Mutant) -> bool:
        """Say whether the mutant's scenario is still as it was."""
        return number_of(mutant) not in {number_of(one) for one in self.mutants}

    def write(self, slug: str, folder: Path) -> Path:
        """Write the chapters with all the changes, and the keys that there are now."""
        place = folder / slug
        place.mkdir(parents=True)
        for name, text in texts_of(slug).items():
            edits = [e for m in self.mutants if m.file == name for e in edits_of(text, m.text)]
            (place / name).write_text(edited(text, edits), "utf-8")
        keys = sorted(clause.key for clause in read_clauses(place))
        (place / "keys.lock").write_text("\n".join(keys) + "\n", "utf-8")
        return place


def edits_of(text: str, changed: str) -> Iterator[Edit]:
    """Find the lines that were replaced, and by what."""
    before, after = text.split("\n"), changed.split("\n")
    for kind, start, end, first, last in SequenceMatcher(a=before, b=after).get_opcodes():
        if kind != "equal":
            yield start, end, after[first:last]


def edited(text: str, edits: list[Edit]) -> str:
    """Make all the edits, from the end to the beginning."""
    lines = text.split("\n")
    for start, end, new in sorted(edits, reverse=True):
        lines[start:end] = new
    return "\n".join(lines)


def copies(mutants: list[Mutant]) -> list[Copy]:
    """Put the mutants into as few copies of the edition as their scenarios allow."""
    made: list[Copy] = []
    for mutant in mutants:
        home = next((copy for copy in made if copy.takes(mutant)), None)
        if home is None:
            made.append(home := Copy())
        home.mutants.append(mutant)
    return made


@cache
def examples() -> dict[Path, Dossier]:
    """Read every example dossier."""
    return {
        path: read_dossier(path.read_bytes(), path.name) for path in sorted(FOLDER.glob("*.yaml"))
    }


def chosen(copy: Copy, tag: str) -> list[Path]:
    """Choose examples of the tier: some that are named for each changed scenario."""
    of_tier = [path for path, made in examples().items() if made.plans_of(TIERS[tag])]
    named = [[p for p in of_tier if number_of(m) in p.name][:NAMED] for m in copy.mutants]
    return list(dict.fromkeys(chain(*named, of_tier[:NAMED])))[:MOST]


def tags_of(copy: Copy, slug: str) -> list[str]:
    """Choose tiers that bind every changed scenario, and those that a change names."""
    named = {tag for mutant in copy.mutants for tag in TAG.findall(mutant.change)}
    bound = {
        tag: {c.key.split(".")[0] for c in load_edition(slug).clauses_of(tag)} for tag in TIERS
    }
    tags = [tag for tag in TIERS if tag in named and bound[tag]]
    left = {number_of(mutant) for mutant in copy.mutants}.difference(*(bound[tag] for tag in tags))
    while left:
        tags.append(max(bound, key=lambda tag: len(bound[tag] & left)))
        left -= bound[tags[-1]]
    return tags


@cache
def unchanged(slug: str, tag: str, path: Path) -> Report:
    """Judge an example by the text as it is."""
    return judge(load_edition(slug), examples()[path], TIERS[tag], DAY)


@pytest.mark.parametrize("slug", SLUGS)
def test_changed_texts_are_run_and_compiled_alike(
    slug: str, tmp_path: Path, run_in_chunks: Any, apart: Any
) -> None:
    """Every finding of every drawn mutant; and the formal run did see most of the changes."""
    made, seen = copies(drawn(slug)), set()
    folders = [copy.write(slug, tmp_path / str(number)) for number, copy in enumerate(made)]
    jobs = [
        (n, tag, chosen(copy, tag)) for n, copy in enumerate(made) for tag in tags_of(copy, slug)
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = pool.map(lambda job: run_in_chunks(folders[job[0]], job[1], DAY, job[2]), jobs)
        for (number, tag, paths), records in zip(jobs, runs, strict=True):
            edition = read_edition(folders[number])
            judged = [judge(edition, examples()[path], TIERS[tag], DAY) for path in paths]
            assert [*map(apart, judged, records)] == [[]] * len(paths)
            before = (unchanged(slug, tag, path) for path in paths)
            seen |= {(number, key.split(".")[0]) for key in chain(*map(apart, before, records))}
    shown = {
        (n, number_of(m)) for n, copy in enumerate(made) for m in copy.mutants if m.kind != "tag"
    }
    assert len(shown & seen) >= LEAST_SEEN * len(shown)


def test_a_change_that_only_one_engine_knows_is_found(
    tmp_path: Path, run_in_chunks: Any, apart: Any
) -> None:
    """The formal run is given the changed text, the compiled engine the one before."""
    slug, tag = SLUGS[0], "class1"
    copy = copies([mutant for mutant in drawn(slug) if mutant.kind == "number"])[0]
    paths = chosen(copy, tag)
    records = run_in_chunks(copy.write(slug, tmp_path), tag, DAY, paths)
    before = (unchanged(slug, tag, path) for path in paths)
    keys = {key for pair in zip(before, records, strict=True) for key in apart(*pair)}
    numbers = {number_of(mutant) for mutant in copy.mutants}
    assert {key.split(".")[0] for key in keys - {"edition"}} <= numbers
    assert keys - {"edition"}


def test_a_heading_without_rows_is_refused_by_the_formal_run(
    tmp_path: Path, run_in_chunks: Any
) -> None:
    """The compiled engine sees one clause fewer, which only the locked keys tell."""
    slug = SLUGS[1]
    mutants = make_mutants(texts_of(slug), load_edition(slug).clauses)
    copy = Copy([next(one for one in mutants if one.kind == "row" and empties(one))])
    with pytest.raises(Unavailable, match="試験と条項が合いません"):
        run_in_chunks(copy.write(slug, tmp_path), "SCstar3", DAY, chosen(copy, "SCstar3")[:1])
