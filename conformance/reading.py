"""「基準の読み取り」 Feature files → clauses, by the official Gherkin parser and its pickles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from gherkin.errors import ParserError
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler

from conformance.clause import Clause
from conformance.facts import premises_of
from conformance.phrase import Sentence, bind
from conformance.premise import Premise
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.offering import EvidenceKind
from marketplace.domain.tier import TAGGED
from marketplace.domain.verdict import Force, Grade

NUMBER = re.compile(r"@([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+(?:\.[a-z]+)?)\Z")

_GRADES = {f"@grade{grade.value}": grade for grade in Grade}
_FORCES = {f"@{force.value}": force for force in Force}
_EVIDENCE = {f"@ev{kind.name.capitalize()}": kind for kind in EvidenceKind}
_TIERS = {f"@{tag}": tag for tag in TAGGED}
_PREMISES = {premise.value: premise for premise in Premise}
_MARKS = {"@person", "@personOnly", "@guidance"}


def read_clauses(folder: Path) -> tuple[Clause, ...]:
    """Read every feature file of an edition's folder, in the order of their names."""
    if not folder.is_dir():
        _refuse(folder.as_posix(), "版のフォルダーがありません。", 0)
    files = sorted(folder.glob("*.feature"))
    clauses = tuple(made for file in files for made in read_file(file) if isinstance(made, Clause))
    twice = [key for key, count in Counter(c.key for c in clauses).items() if count > 1]
    if twice or not clauses:
        _refuse(folder.as_posix(), f"番号が重なるか、条項がありません（{'、'.join(twice)}）。", 0)
    return clauses


def _refuse(place: str, message: str, line: int, remedy: str = "") -> NoReturn:
    remedy = remedy or "features/README.md の書きかたに合わせてください。"
    raise BadInput((Fault(place, message, remedy, line or None),))


def read_file(file: Path, *, keep_going: bool = False) -> Iterator[Clause | BadInput]:
    """The clauses of one file; a fault is raised, or given in its place when ``keep_going``."""
    try:
        yield from _read(text_of(file), file.name, keep_going=keep_going)
    except BadInput as error:
        if not keep_going:
            raise
        yield error


def text_of(file: Path) -> str:
    """The text of a file; ``BadInput`` where it is not UTF-8."""
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        _refuse(file.name, "UTF-8 の文字ではありません。", 0)


def read_text(text: str, name: str) -> tuple[Clause, ...]:
    """The clauses of a text that stands in no file; its first fault is raised."""
    found = _read(text, name, keep_going=False)
    return tuple(made for made in found if isinstance(made, Clause))


def _read(text: str, name: str, *, keep_going: bool) -> Iterator[Clause | BadInput]:
    document = parse(text, name)
    rules = _rules(document["feature"], name)
    titles = Counter(node["name"] for _, node in rules.values())
    for pickle in Compiler().compile(document):
        made = _attempt(pickle, rules[pickle["astNodeIds"][0]], titles, name)
        if isinstance(made, BadInput) and not keep_going:
            raise made
        yield made


def _attempt(
    pickle: Any, node: tuple[Any, Any], titles: Counter[str], file: str
) -> Clause | BadInput:
    try:
        return _clause(pickle, node, titles, file)
    except BadInput as error:
        return error


def parse(text: str, name: str) -> Any:
    """The official parser's tree of one chapter, or ``BadInput``."""
    try:
        document: Any = Parser().parse(text)
    except ParserError as error:
        first = re.search(r"\((\d+):", str(error))
        _refuse(name, "Gherkin として読めません。", int(first.group(1)) if first else 0)
    if not document.get("feature"):
        _refuse(name, "機能（章）がありません。", 0)
    document["uri"] = name
    return document


def _rules(feature: Any, file: str) -> dict[str, tuple[Any, Any]]:
    """Scenario id → (rule, scenario); tags on 機能 or ルール only add up, so none may stand."""
    found = {}
    for child in feature["children"]:
        rule = child.get("rule")
        if not rule or feature["tags"] or rule["tags"]:
            _refuse(file, "シナリオはルールの下に置き、タグはシナリオに付けます。", _line(feature))
        if any("background" in inner for inner in rule["children"]):
            _refuse(file, "背景は使えません。", _line(rule), "前提は各シナリオに書いてください。")
        for scenario in (inner["scenario"] for inner in rule["children"]):
            found[scenario["id"]] = (rule, scenario)
    return found


def _line(node: Any) -> int:
    return int(node["location"]["line"])


def _clause(pickle: Any, node: tuple[Any, Any], titles: Counter[str], file: str) -> Clause:
    rule, scenario = node
    tags = [tag["name"] for tag in pickle["tags"]]
    line = _line(scenario)
    place = f"{file} {pickle['name']}"
    if titles[scenario["name"]] > 1:
        _refuse(place, "同じ題のシナリオが、この章に二度あります。", line)
    _check_tags(tags, place, line)
    *filters, obligation = (bind(t, place, line) for t in _sentences(pickle, place, line))
    _check_premise(pickle, (*filters, obligation), place, line)
    return Clause(
        key=_one([m.group(1) for tag in tags if (m := NUMBER.match(tag))], "番号", place, line),
        title=pickle["name"],
        rule=rule["name"],
        source=_described(rule, "出典"),
        interpretation=_described(rule, "解釈"),
        steps=tuple(_written(scenario, pickle)),
        filters=tuple(filters),
        obligation=obligation,
        tiers=frozenset(_TIERS[tag] for tag in tags if tag in _TIERS),
        grade=_one([_GRADES[tag] for tag in tags if tag in _GRADES], "確かさ", place, line),
        force=_one([_FORCES[tag] for tag in tags if tag in _FORCES], "効力", place, line),
        guidance="@guidance" in tags,
        person="@person" in tags,
        person_only="@personOnly" in tags,
        evidence=max((_EVIDENCE[t] for t in tags if t in _EVIDENCE), default=EvidenceKind.DECLARED),
        tags=tuple(tag.removeprefix("@") for tag in tags),
        file=file,
        line=line,
    )


def _check_tags(tags: list[str], place: str, line: int) -> None:
    known = {*_GRADES, *_FORCES, *_EVIDENCE, *_TIERS, *_MARKS}
    unknown = [tag for tag in tags if tag not in known and not NUMBER.match(tag)]
    if unknown or not any(tag in _TIERS for tag in tags):
        _refuse(
            place, f"知らないタグがあるか、区分のタグがありません（{' '.join(unknown)}）。", line
        )


def _one(found: list[Any], what: str, place: str, line: int) -> Any:
    if len(found) != 1:
        _refuse(
            place, f"{what}のタグが {len(found)} 個あります。", line, "ちょうど一つ付けてください。"
        )
    return found[0]


def _described(rule: Any, heading: str) -> str:
    lines = [line.strip() for line in rule["description"].splitlines()]
    found = [line.removeprefix(f"{heading}:").strip() for line in lines if line.startswith(heading)]
    return " ".join(found)


def _check_premise(pickle: Any, sentences: Iterable[Sentence], place: str, line: int) -> None:
    """Every sentence asks facts of the subject that was named, and every tier is one of its own."""
    premise = _PREMISES[pickle["steps"][0]["text"]]
    tags = {_TIERS[tag["name"]] for tag in pickle["tags"] if tag["name"] in _TIERS}
    asked = premises_of(name for sentence in sentences for name in sentence.phrase.facts)
    if not tags <= premise.tiers.keys() or asked != {premise}:
        remedy = "サービスの条項と自社診断の条項を分けてください。"
        _refuse(place, f"「前提 {premise}」に合わない区分か文があります。", line, remedy)


def _sentences(pickle: Any, place: str, line: int) -> list[str]:
    """The filters and, last, the one obligation; the subject is named first."""
    steps = [(step["type"], step["text"]) for step in pickle["steps"]]
    kinds = [kind for kind, _ in steps]
    shape = ["Context"] + ["Action"] * (len(steps) - 2) + ["Outcome"]
    if kinds != shape or steps[0][1] not in _PREMISES:
        known = "」か「前提 ".join(_PREMISES)
        remedy = f"「前提 {known}」、もし（いくつでも）、ならば（一つ）の順に書いてください。"
        _refuse(place, "手順の並びが違います。", line, remedy)
    return [text for _, text in steps[1:]]


def _written(scenario: Any, pickle: Any) -> Iterator[str]:
    keywords = {step["id"]: step["keyword"].strip() for step in scenario["steps"]}
    for step in pickle["steps"]:
        yield f"{keywords[step['astNodeIds'][0]]} {step['text']}"
