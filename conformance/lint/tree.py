"""「構文の検査」 What the Gherkin parser accepts in silence although it says something else.

Each rule answers a trap in which a sentence, a tag or a whole clause is lost or taken for another
thing while every test stays green.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from conformance.lint.clauses import OSCAL
from conformance.reading import NUMBER
from marketplace.domain.errors import Fault
from marketplace.domain.tier import TAGGED

KEYWORDS = ("前提", "もし", "かつ", "ならば")
_PLACE = re.compile("<([^<>]*)>")
_SWALLOWED = re.compile(
    r"\s*(?:@|＠|\||｜|(?:例|サンプル|背景|シナリオ\w*|ルール|機能)\s*[^:：]{0,20}[:：])"
)
_TIERS = {f"@{tag}" for tag in TAGGED}


def lint_tree(feature: Any, lines: list[str], name: str) -> Iterator[Fault]:
    """Every finding of one chapter, from the parser's tree and the lines it was made of."""
    nodes = [("機能", feature), *(_children(feature))]
    for kind, node in nodes:
        if kind in ("機能", "ルール"):
            yield from _swallowed(node, lines, name)
        else:
            yield from _described(kind, node, lines, name)
    for _, scenario in (pair for pair in nodes if pair[0] == "シナリオ"):
        yield from _steps(scenario, lines, name)
        yield from _places(scenario, name)
        yield from _tables(scenario, name)
        yield from _levels(scenario, name)
        yield from _numbers(scenario, name)


def _children(node: Any) -> Iterator[tuple[str, Any]]:
    """Every rule, background, scenario and examples of a feature, in the order of the text."""
    for child in node["children"]:
        if rule := child.get("rule"):
            yield "ルール", rule
            yield from _children(rule)
        if background := child.get("background"):
            yield "背景", background
        if scenario := child.get("scenario"):
            yield "シナリオ", scenario
            yield from (("例", examples) for examples in scenario["examples"])


def _fault(name: str, node: Any, message: str, remedy: str) -> Fault:
    return Fault(name, message, remedy, int(node["location"]["line"]))


def _below(node: Any, said: str, lines: list[str]) -> int:
    """The line below a node on which a text of its description stands."""
    first = int(node["location"]["line"])
    return first + 1 + [line.strip() for line in lines[first:]].index(said)


def _swallowed(node: Any, lines: list[str], name: str) -> Iterator[Fault]:
    """例, a tag or a table row in the text below 機能 or ルール is no longer one."""
    for line in map(str.strip, node["description"].splitlines()):
        if _SWALLOWED.match(line):
            message = f"「{line}」が、説明の文として読まれています。"
            remedy = "シナリオの後に置くか、消してください。"
            yield Fault(name, message, remedy, _below(node, line, lines))
    if node["keyword"] == "ルール" and not any("scenario" in c for c in node["children"]):
        remedy = "シナリオを書くか、ルールを消してください。"
        yield _fault(name, node, "ルールの下に条項が一つもありません。", remedy)


def _described(kind: str, node: Any, lines: list[str], name: str) -> Iterator[Fault]:
    if node["description"].strip():
        first = node["description"].strip().splitlines()[0].strip()
        message = f"{kind}の下に、手順でも行でもない文「{first}」があります。"
        remedy = "ルールの「解釈:」に書いてください。"
        yield Fault(name, message, remedy, _below(node, first, lines))


def _steps(scenario: Any, lines: list[str], name: str) -> Iterator[Fault]:
    for step in scenario["steps"]:
        keyword, place = step["keyword"].strip(), step["location"]
        rest = lines[place["line"] - 1][place["column"] - 1 + len(keyword) :]
        if keyword not in KEYWORDS:
            message = f"「{keyword}」で始まる文が、手順として読まれています。"
            remedy = f"手順は{'・'.join(KEYWORDS)}だけで始めてください。"
            yield _fault(name, step, message, remedy)
        elif not rest.startswith(" "):
            message = f"「{keyword}」の後ろに空白がありません。"
            yield _fault(name, step, message, "キーワードの後ろを半角の空白で離してください。")
        if "dataTable" in step or "docString" in step:
            message = "手順の下の表や引用は、だれも読みません。"
            yield _fault(name, step, message, "値は手順の文に書いてください。")


def _places(scenario: Any, name: str) -> Iterator[Fault]:
    """Each ``<…>`` is a column of every 例, and each column is said."""
    said = _PLACE.findall(" ".join([scenario["name"], *(s["text"] for s in scenario["steps"])]))
    known = [_columns(examples) for examples in scenario["examples"]] or [[]]
    for place in dict.fromkeys(said):
        if any(place not in columns for columns in known):
            message = f"「<{place}>」に入る列が、例にありません。"
            yield _fault(name, scenario, message, "列を足すか、文に値を書いてください。")
    for column in dict.fromkeys(c for columns in known for c in columns if c not in said):
        message = f"例の列「{column}」は、どの文にも入りません。"
        yield _fault(name, scenario, message, "列を消すか、文に「<…>」で書いてください。")


def _columns(examples: Any) -> list[str]:
    return [cell["value"] for cell in (examples.get("tableHeader") or {"cells": ()})["cells"]]


def _tables(scenario: Any, name: str) -> Iterator[Fault]:
    outline = scenario["keyword"] != "シナリオ"
    if outline and not scenario["examples"]:
        yield _fault(name, scenario, "例のないアウトラインです。", "例を書いてください。")
    for examples in scenario["examples"]:
        rows = len(examples.get("tableBody") or ())
        if rows != 1:
            message = f"例の行が {rows} 行あります。"
            remedy = "一つの例に一行を書き、番号のタグを付けてください。"
            yield _fault(name, examples, message, remedy)


def _levels(scenario: Any, name: str) -> Iterator[Fault]:
    """Tags of a scenario and of its 例 only add up, so each kind stands on one of them."""
    own = {tag["name"] for tag in scenario["tags"]}
    for examples in scenario["examples"]:
        below = {tag["name"] for tag in examples["tags"]}
        if own & _TIERS and below & _TIERS:
            message = "区分のタグが、シナリオと例の両方にあります。"
            remedy = "例の区分はシナリオの区分に足されます。どちらか一方に付けてください。"
            yield _fault(name, examples, message, remedy)
        if extra := sorted(t for t in below if t not in _TIERS and not NUMBER.match(t)):
            message = f"例に付けられないタグがあります（{' '.join(extra)}）。"
            yield _fault(name, examples, message, "番号と区分のほかは、シナリオに付けてください。")


def _numbers(scenario: Any, name: str) -> Iterator[Fault]:
    tags = [tag for node in (scenario, *scenario["examples"]) for tag in node["tags"]]
    for tag in tags:
        if "-" in tag["name"] and not NUMBER.match(tag["name"]):
            message = f"「{tag['name']}」は番号として使えません。"
            yield _fault(name, tag, message, f"{OSCAL}にしてください。")
