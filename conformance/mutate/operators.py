"""「変異の作り方」 One small change of the criteria text at a time, from the parser's own places.

Every number ±1, every 以下・未満・以上・超 and every unit by another, every word by its neighbours,
every sentence by those that take the same arguments, every tag dropped, changed or added, every
filter, row and clause removed. Titles, sources and interpretations are not changed: no finding
depends on them. Only ``keys.lock`` stays out of it, because a lock that notices every removal
would hide whether the examples do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any

from conformance.clause import Clause
from conformance.mutate import words
from conformance.mutate.tags import changed_tags, new_tags
from conformance.reading import NUMBER, parse


class Kind(StrEnum):
    """「変異の種類」 What of the text is changed."""

    NUMBER = "number"
    BOUND = "bound"
    UNIT = "unit"
    WORD = "word"
    SENTENCE = "sentence"
    TAG = "tag"
    TIER = "tier"
    FILTER = "filter"
    ROW = "row"
    CLAUSE = "clause"

    @property
    def label(self) -> str:
        """What it is called."""
        return _LABELS[self.value]


_LABELS = {
    "number": "数を一つずらす",
    "bound": "以上・以下を替える",
    "unit": "単位を替える",
    "word": "語を替える",
    "sentence": "文を替える",
    "tag": "タグを替える",
    "tier": "区分を替える",
    "filter": "もし を消す",
    "row": "例の行を消す",
    "clause": "条項を消す",
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """「変異」 The text of one chapter with one small change, and the clause it was made in.

    ``number`` names the number that was moved, by its clause and its place among the clause's.
    """

    key: str
    kind: Kind
    change: str
    file: str
    line: int
    text: str
    number: str = ""
    twin: int = 1

    @property
    def name(self) -> str:
        """「変異の名前」 Stable as long as the clause keeps its words; reasons are listed by it."""
        again = f" ({self.twin})" if self.twin > 1 else ""
        return f"{self.key} {self.kind} {self.change}{again}"


def make_mutants(texts: dict[str, str], clauses: tuple[Clause, ...]) -> tuple[Mutant, ...]:
    """Every mutant of the chapters, in the order of the text; equal changes are numbered."""
    tiers = frozenset(tier for clause in clauses for tier in clause.tiers)
    known = words.vocabulary(clauses)
    seen: Counter[str] = Counter()
    made = []
    scenes = [scene for name, text in texts.items() for scene in _scenes(name, text, clauses)]
    for mutant in (mutant for scene in scenes for mutant in _of_scene(scene, tiers, known)):
        seen[mutant.name] += 1
        made.append(replace(mutant, twin=seen[mutant.name]))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Scene:
    """One scenario in its chapter: its tree, its lines, its clauses."""

    file: str
    lines: tuple[str, ...]
    scenario: Any
    clauses: tuple[Clause, ...]

    @property
    def key(self) -> str:
        """The number of the scenario, branches left out."""
        marked = [self.scenario, *self.scenario["examples"]]
        return next(key for node in marked if (key := _key(node))).split(".")[0]

    def mutant(self, key: str, kind: Kind, change: str, edits: dict[int, str | None]) -> Mutant:
        """The chapter with these lines replaced, or left out where they are None."""
        lines = (edits.get(number, line) for number, line in enumerate(self.lines, start=1))
        text = "\n".join(line for line in lines if line is not None)
        return Mutant(key, kind, change, self.file, min(edits), text)

    def put(self, spot: _Spot, new: str) -> dict[int, str | None]:
        """The edit that puts another text in the place of a spot."""
        line, end = self.lines[spot.line - 1], spot.start + len(spot.text)
        return {spot.line: f"{line[: spot.start]}{new}{line[end:]}".rstrip()}


@dataclass(frozen=True, slots=True)
class _Spot:
    """A piece of text in its line: a sentence, a cell or a tag; and the clause it belongs to."""

    key: str
    line: int
    start: int
    text: str


def _scenes(name: str, text: str, clauses: tuple[Clause, ...]) -> Iterator[_Scene]:
    lines = tuple(text.split("\n"))
    for child in parse(text, name)["feature"]["children"]:
        for inner in child["rule"]["children"]:
            node = inner["scenario"]
            line = node["location"]["line"]
            own = tuple(c for c in clauses if (c.file, c.line) == (name, line))
            yield _Scene(name, lines, node, own)


def _key(node: Any) -> str:
    found = (m[1] for tag in node["tags"] if (m := NUMBER.match(tag["name"])))
    return next(found, "")


def _of_scene(scene: _Scene, tiers: frozenset[str], known: words.Vocabulary) -> Iterator[Mutant]:
    for spot in (*_sentences(scene), *_cells(scene)):
        yield from _of_text(scene, spot, known)
    for node in (scene.scenario, *scene.scenario["examples"]):
        yield from _of_tags(scene, node, tiers)
    yield from _without_filters(scene)
    yield from _without_rows(scene)
    yield scene.mutant(scene.key, Kind.CLAUSE, "消す", dict.fromkeys(_extent(scene.scenario)))


def _sentences(scene: _Scene) -> Iterator[_Spot]:
    for step in scene.scenario["steps"]:
        if step["keywordType"] != "Context":
            line = step["location"]["line"]
            start = scene.lines[line - 1].rindex(step["text"])
            yield _Spot(scene.key, line, start, step["text"])


def _cells(scene: _Scene) -> Iterator[_Spot]:
    for key, row in _rows(scene):
        for cell in row["cells"]:
            place = cell["location"]
            yield _Spot(key, place["line"], place["column"] - 1, cell["value"])


def _rows(scene: _Scene) -> Iterator[tuple[str, Any]]:
    """Every row of the examples, with the clause that it is."""
    for example in scene.scenario["examples"]:
        yield from ((_key(example) or scene.key, row) for row in example["tableBody"])


def _of_text(scene: _Scene, spot: _Spot, known: words.Vocabulary) -> Iterator[Mutant]:
    for place, (number, change, new) in words.numbers(spot.text):
        made = scene.mutant(spot.key, Kind.NUMBER, change, scene.put(spot, new))
        column = spot.start + place
        yield replace(made, number=f"{spot.key} {number}（{spot.line} 行 {column + 1} 字目）")
    for kind, changes in ((Kind.BOUND, words.bounds), (Kind.UNIT, words.units)):
        for change, new in changes(spot.text):
            yield scene.mutant(spot.key, kind, change, scene.put(spot, new))
    for change, new in words.swaps(spot.text, scene.clauses, known):
        yield scene.mutant(spot.key, Kind.WORD, change, scene.put(spot, new))
    for new in words.sentences(spot.text, scene.clauses):
        yield scene.mutant(spot.key, Kind.SENTENCE, f"{spot.text} → {new}", scene.put(spot, new))


def _of_tags(scene: _Scene, node: Any, tiers: frozenset[str]) -> Iterator[Mutant]:
    key, names = _key(node) or scene.key, [tag["name"] for tag in node["tags"]]
    for tag in node["tags"]:
        place = tag["location"]
        spot = _Spot(key, place["line"], place["column"] - 1, tag["name"])
        for new in changed_tags(tag["name"], names):
            kind = Kind.TIER if tag["name"].removeprefix("@") in tiers else Kind.TAG
            change = f"{tag['name']} → {new}" if new else f"{tag['name']} を消す"
            yield scene.mutant(key, kind, change, scene.put(spot, new))
    for new in new_tags(names, tiers):
        line = node["tags"][-1]["location"]["line"]
        kind = Kind.TIER if new.removeprefix("@") in tiers else Kind.TAG
        edits: dict[int, str | None] = {line: f"{scene.lines[line - 1]} {new}"}
        yield scene.mutant(key, kind, f"{new} を足す", edits)


def _without_filters(scene: _Scene) -> Iterator[Mutant]:
    """Without each もし; a かつ that followed takes its place."""
    steps = scene.scenario["steps"]
    filters = (pair for pair in pairwise(steps) if pair[0]["keyword"].strip() in ("もし", "かつ"))
    for step, after in filters:
        edits: dict[int, str | None] = {step["location"]["line"]: None}
        if after["keyword"].strip() == "かつ":
            line = after["location"]["line"]
            edits[line] = scene.lines[line - 1].replace("かつ", step["keyword"].strip(), 1)
        yield scene.mutant(scene.key, Kind.FILTER, f"「{step['text']}」を消す", edits)


def _without_rows(scene: _Scene) -> Iterator[Mutant]:
    for key, row in _rows(scene):
        told = "・".join(cell["value"] for cell in row["cells"])
        yield scene.mutant(key, Kind.ROW, f"{told} を消す", {row["location"]["line"]: None})


def _extent(scenario: Any) -> range:
    """The lines of a scenario, from its tags to its last step or row."""
    rows = [row for example in scenario["examples"] for row in example["tableBody"]]
    first = min(node["location"]["line"] for node in (scenario, *scenario["tags"]))
    last = max(node["location"]["line"] for node in (*scenario["steps"], *rows))
    return range(first, last + 1)
