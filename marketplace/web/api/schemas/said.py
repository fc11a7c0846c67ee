"""「答えの項目」 The few kinds of field that answers are made of; all of them are always there."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, fields


class Said(Schema):
    """「答え」 Exactly these fields, no others."""

    class Meta:
        """What is not documented is not answered."""

        unknown = RAISE


def text(description: str, **more: Any) -> fields.String:
    """Words or a sign."""
    return fields.String(required=True, metadata={"description": description}, **more)


def maybe_text(description: str) -> fields.String:
    """Words, or null where there are none."""
    return text(description, allow_none=True)


def count(description: str) -> fields.Integer:
    """A whole number from zero."""
    return fields.Integer(required=True, metadata={"description": description, "minimum": 0})


def maybe_count(description: str) -> fields.Integer:
    """A whole number, or null where it is not known."""
    return fields.Integer(required=True, allow_none=True, metadata={"description": description})


def yen(description: str) -> fields.Integer:
    """Whole yen, 税抜; null is 不明, never zero."""
    return maybe_count(f"{description}（円・税抜）。null は不明で、0円ではありません。")


def on_day(description: str, **more: Any) -> fields.Date:
    """A calendar day in Japan."""
    return fields.Date(required=True, metadata={"description": description}, **more)


def maybe_day(description: str) -> fields.Date:
    """A calendar day, or null."""
    return on_day(description, allow_none=True)


def moment(description: str) -> fields.AwareDateTime:
    """An instant in UTC."""
    return fields.AwareDateTime(required=True, metadata={"description": description})


def yes(description: str, **more: Any) -> fields.Boolean:
    """True or false."""
    return fields.Boolean(required=True, metadata={"description": description}, **more)


def one(schema: type[Schema] | Schema, **more: Any) -> fields.Nested:
    """A value of its own."""
    return fields.Nested(schema, required=True, **more)


def many(inner: type[Schema] | fields.Field[Any], description: str) -> fields.List[Any]:
    """Any number of one kind."""
    item = inner if isinstance(inner, fields.Field) else fields.Nested(inner)
    return fields.List(item, required=True, metadata={"description": description})
