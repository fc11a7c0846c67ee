"""「読み取り」 Bytes from outside → plain values with the line of every place, within limits.

YAML here is a small, unsurprising part of YAML: no anchors and aliases, no tags, no dates, one
document, each key once; numbers are ASCII digits without separators. Everything else is text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import NoReturn, Self, TypeAlias

import yaml

from marketplace.domain.errors import BadInput, Fault

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
MAX_NODES = 50_000

_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\Z")
_MAX_DIGITS = 18
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Written(float):
    """「書かれた小数」 A number that is no integer, with its spelling: it is always refused."""

    def __new__(cls, spelt: str) -> Self:
        """Keep the spelling."""
        made = super().__new__(cls, spelt.lower().replace(".nan", "nan").replace(".inf", "inf"))
        made.spelt = spelt
        return made

    spelt: str


@dataclass(slots=True)
class Source:
    """「読み取った文書」 The plain value and, by place such as ``plans[0].code``, its line."""

    value: Plain
    lines: dict[str, int] = field(default_factory=dict)

    def line_of(self, place: str) -> int | None:
        """The line of a place, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[: max(place.rfind("."), place.rfind("["), 0)]
        return self.lines.get(place)


def parse(raw: bytes, name: str = "") -> Source:
    """Parse JSON where the name ends in .json, YAML otherwise; ``BadInput`` tells every refusal."""
    if len(raw) > MAX_BYTES:
        _refuse(
            "文書",
            f"大きすぎます（{len(raw):,} バイト）。",
            f"{MAX_BYTES:,} バイト以下にしてください。",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"{error.start + 1} バイト目"
        _refuse(place, "UTF-8 の文字ではありません。", "文字コード UTF-8 で保存し直してください。")
    if PurePath(name).suffix.lower() == ".json":
        return Source(_parse_json(text))
    return _Builder(text).build()


def _refuse(place: str, message: str, remedy: str, line: int | None = None) -> NoReturn:
    raise BadInput((Fault(place, message, remedy, line),))


def _parse_json(text: str) -> Plain:
    try:
        value: Plain = json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_constant=Written,
            parse_float=Written,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        _refuse(
            "文書",
            "JSON として読めません。",
            f"{error.colno} 文字目を確かめてください。",
            error.lineno,
        )
    except RecursionError:
        _refuse("文書", "入れ子が深すぎます。", f"{MAX_DEPTH} 段までにしてください。")
    _check_depth(value)
    return value


def _whole(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        _refuse("文書", "桁数の多すぎる数があります。", f"{_MAX_DIGITS} 桁までにしてください。")
    return int(digits)


def _pairs(pairs: list[tuple[str, Plain]]) -> Plain:
    found: dict[str, Plain] = {}
    for key, value in pairs:
        if key in found:
            _refuse(key, "同じ項目が二度あります。", "一つにしてください。")
        found[key] = value
    return found


def _check_depth(value: Plain, depth: int = 0) -> None:
    if depth > MAX_DEPTH:
        _refuse("文書", "入れ子が深すぎます。", f"{MAX_DEPTH} 段までにしてください。")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        _check_depth(item, depth + 1)


class _Builder:
    """Builds plain values from YAML events, so that nothing is ever constructed by a tag."""

    def __init__(self, text: str) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self.lines: dict[str, int] = {}
        self.nodes = 0

    def build(self) -> Source:
        try:
            return Source(self._document(), self.lines)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            _refuse(
                "文書",
                "YAML として読めません。",
                "字下げと記号（: と -）を確かめてください。",
                line,
            )
        except yaml.YAMLError:
            _refuse("文書", "YAML に使えない文字があります。", "制御文字を取り除いてください。")

    def _document(self) -> Plain:
        documents = (e for e in self.events if isinstance(e, yaml.DocumentStartEvent))
        if next(documents, None) is None:
            _refuse("文書", "中身がありません。", "書式の例を見て、項目を書いてください。")
        value = self._node(next(self.events), "", 0)
        if second := next(documents, None):
            remedy = "一つの文書にしてください。"
            _refuse("文書", "二つ目の文書（---）があります。", remedy, _line(second))
        return value

    def _node(self, event: yaml.Event, place: str, depth: int) -> Plain:
        line = _line(event)
        self.lines.setdefault(place, line)
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            _refuse(
                place or "文書",
                "項目が多すぎるか、入れ子が深すぎます。",
                "文書を分けてください。",
                line,
            )
        _check_plain(event, place or "文書", line)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event, place, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place, depth)
        return self._mapping(place, depth)

    def _sequence(self, place: str, depth: int) -> Plain:
        items: list[Plain] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, f"{place}[{len(items)}]", depth + 1))
        return items

    def _mapping(self, place: str, depth: int) -> Plain:
        found: dict[str, Plain] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = _line(event)
            _check_plain(event, place or "文書", line)
            if not isinstance(event, yaml.ScalarEvent):
                _refuse(
                    place or "文書",
                    "項目の名前が文字ではありません。",
                    "名前を書いてください。",
                    line,
                )
            key = event.value
            inner = f"{place}.{key}" if place else key
            if key in found:
                _refuse(inner, "同じ項目が二度あります。", "一つにしてください。", line)
            self.lines[inner] = line
            found[key] = self._node(next(self.events), inner, depth + 1)
        return found


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 1


def _check_plain(event: yaml.Event, place: str, line: int) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        _refuse(place, "別名（& と *）は使えません。", "同じ内容をもう一度書いてください。", line)
    if getattr(event, "tag", None):
        _refuse(place, "型の指定（!）は使えません。", "取り除いてください。", line)


def _scalar(event: yaml.ScalarEvent, place: str, line: int) -> Plain:
    text: str = event.value
    if event.style:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.match(text):
        if len(text) > _MAX_DIGITS:
            _refuse(place, "桁数の多すぎる数です。", f"{_MAX_DIGITS} 桁までにしてください。", line)
        return int(text)
    if _FLOAT.match(text) or text.lower() in (".nan", ".inf", "-.inf"):
        return Written(text)
    return text
