"""「問いの読みかた」 What an address asks for: strict, each fault named by its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from flask import Request
from marshmallow import RAISE, Schema, ValidationError, fields
from webargs.flaskparser import FlaskParser

from marketplace.web.fields import BadFields, FieldFault

_INTEGER = re.compile(r"(-?(?:0|[1-9][0-9]{0,11}))(?:\.0+)?\Z")
UNKNOWN = "この項目はありません。名前を確かめてください"
TWICE = "二度書かれています。一つにしてください"


class JsonInteger(fields.Integer):
    """「整数」 What JSON Schema calls an integer, so 24 and 24.0 but not true, "24 " or １２.

    marshmallow's own field cannot agree with the document: strict it refuses 24.0, else it takes
    what only looks like a number.
    """

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        spelt = value if isinstance(value, str) else _spelt(value)
        found = _INTEGER.match(spelt)
        if found is None:
            raise ValidationError("半角数字の整数で書いてください")
        return int(found[1])


class Reader(FlaskParser):
    """「問いの読み手」 Refuses what a route does not know and what is said twice."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"query": RAISE}  # noqa: RUF012 - the parser's own way to say it

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """The query of an address; only a list may stand in it more than once."""
        single = {name for name, one in schema.fields.items() if not isinstance(one, fields.List)}
        twice = sorted(name for name in single if len(req.args.getlist(name)) > 1)
        if twice:
            raise BadFields(tuple(_fault(name, TWICE, schema) for name in twice))
        return super().load_querystring(req, schema)

    def handle_error(
        self,
        error: ValidationError,
        req: Request,  # noqa: ARG002 - the signature is webargs'
        schema: Schema,
        **_: Any,
    ) -> NoReturn:
        """Refuse as a form of ours does: every fault with the name of its field."""
        messages: Any = error.messages
        raise BadFields(tuple(_faults(messages.get("query", messages), schema))) from None


def limits(least: int, most: int) -> str:
    """What is said of a number outside its limits."""
    return f"{least:,} から {most:,} までの整数で書いてください"


def _spelt(value: object) -> str:
    whole = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if whole else ""


def _faults(messages: Mapping[str, Any], schema: Schema) -> Iterator[FieldFault]:
    for name, said in messages.items():
        yield _fault(str(name)[:40], "。".join(_flat(said)), schema)


def _flat(said: Any) -> list[str]:
    """The messages of a field, of whichever items of it."""
    if isinstance(said, Mapping):
        said = [message for inner in said.values() for message in _flat(inner)]
    return list(dict.fromkeys(map(str, said if isinstance(said, list) else [said])))


def _fault(name: str, message: str, schema: Schema) -> FieldFault:
    field = schema.fields.get(name)
    return FieldFault(name, field.metadata["description"] if field else name, message)
