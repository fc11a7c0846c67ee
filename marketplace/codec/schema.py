"""「書式」 What all schemas share: unknown fields refused, None left out, faults with place."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, post_dump, post_load
from marshmallow.exceptions import ValidationError
from marshmallow.fields import Nested

from marketplace.codec.fields import NULL, REQUIRED
from marketplace.codec.text import Source
from marketplace.domain.errors import BadInput, Fault

MOST_FAULTS = 50
UNKNOWN = "この項目はありません。"


class Noun(Schema):
    """「書式」 A schema that loads into ``makes`` and dumps without what was not declared."""

    makes: ClassVar[Any] = None

    class Meta:
        """Unknown fields are refused; order is that of the declaration."""

        unknown = RAISE

    error_messages = {
        "unknown": UNKNOWN,
        "type": "項目の組（名前: 値）で書いてください。",
    }

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Any:
        """Build the domain value."""
        return self.makes(**data) if self.makes else data

    @post_dump(pass_original=True)
    def leave_out(self, data: dict[str, Any], original: Any, **_: Any) -> dict[str, Any]:
        """Leave out what was not declared, and what would be read the same without saying it."""
        usual = _defaults(self.makes)
        return {
            key: value
            for key, value in data.items()
            if value is not None and not (key in usual and getattr(original, key) == usual[key])
        }


def _defaults(makes: Any) -> dict[str, Any]:
    """The default of every field of a dataclass that has one."""
    if not is_dataclass(makes):
        return {}
    return {field.name: field.default for field in fields(makes) if field.default is not MISSING}


def nested(schema: type[Noun], **kwargs: Any) -> Nested:
    """「入れ子」 A noun inside a noun, with Japanese messages."""
    messages: dict[str, Any] = {
        "required": REQUIRED,
        "null": NULL,
        "type": "項目の組で書いてください。",
    }
    return Nested(schema, error_messages=messages, **kwargs)


def load(schema: Noun, source: Source) -> Any:
    """Load a value or raise ``BadInput`` with every fault, its place and its line."""
    try:
        return schema.load(source.value)  # type: ignore[arg-type]
    except ValidationError as error:
        raise BadInput(tuple(_faults(error, schema, source))) from None


def _faults(error: ValidationError, schema: Noun, source: Source) -> Iterator[Fault]:
    messages = error.normalized_messages()  # type: ignore[no-untyped-call]
    found = list(_walk(messages, ""))
    known = sorted(_names(schema))
    for place, message in sorted(found[:MOST_FAULTS], key=_line_first(source)):
        remedy = _suggest(place, known) if message == UNKNOWN else ""
        yield Fault(place or "文書", message, remedy, source.line_of(place))
    if len(found) > MOST_FAULTS:
        yield Fault("文書", f"ほかに {len(found) - MOST_FAULTS:,} か所あります。")


def _line_first(source: Source) -> Any:
    return lambda pair: (source.line_of(pair[0]) or 0, pair[0])


def _walk(messages: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _walk(inner, _join(place, key))
    elif isinstance(messages, list):
        for inner in messages:
            yield from _walk(inner, place)
    else:
        yield place, str(messages)


def _join(place: str, key: object) -> str:
    if key == "_schema":
        return place
    if isinstance(key, int):
        return f"{place}[{key}]"
    return f"{place}.{key}" if place else str(key)


def _suggest(place: str, known: list[str]) -> str:
    near = difflib.get_close_matches(place.rsplit(".", 1)[-1], known, 1)
    if near:
        return f"「{near[0]}」の書き間違いではありませんか。"
    return "書式の説明にある項目だけを書いてください。"


def _names(schema: Schema) -> set[str]:
    names: set[str] = set()
    for name, kind in schema.fields.items():
        names.add(name)
        inner = getattr(kind, "inner", kind)
        if isinstance(inner, Nested):
            names |= _names(inner.schema)
    return names
