"""「書式の形」 A schema of the codec as JSON Schema 2020-12: the same keys, types and limits.

One difference cannot be said in that language: to it 24.0 is an integer; the codec refuses it.
Rules over several fields (``validates_schema``) stay with the codec.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from marshmallow import fields
from marshmallow.fields import Nested

from marketplace.codec.assessment import AssessmentSchema
from marketplace.codec.dossier import MOST_CRITERIA, Criteria, DossierSchema
from marketplace.codec.fields import Choice, Day, Pattern, Text, Tuple, Whole, YesNo
from marketplace.codec.practice import Points

Json = dict[str, Any]


def shape_at(path: str) -> Json:
    """The shape of one place: ``monitoring.type`` of a manifest, ``facts.…`` of an assessment."""
    found = shape_of_assessment() if path.startswith("facts.") else shape_of_dossier()
    for step in path.replace("[]", ".[]").split("."):
        found = found["items"] if step == "[]" else found["properties"][step]
    return found


def shape_of_dossier() -> Json:
    """The shape of a whole manifest."""
    return _object(DossierSchema())


def shape_of_assessment() -> Json:
    """The shape of a whole assessment document."""
    return _object(AssessmentSchema())


def _object(schema: Any) -> Json:
    required = [name for name, field in schema.fields.items() if field.required]
    return {
        "type": "object",
        "properties": {name: shape(field) for name, field in schema.fields.items()},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


@singledispatch
def shape(field: fields.Field[Any]) -> Json:
    """The shape of one field; a kind of field without one is a fault of ours."""
    raise TypeError(type(field).__name__)


@shape.register
def _(field: Text) -> Json:
    return {"type": "string", "pattern": r"\S", "maxLength": field.most}


@shape.register
def _(field: Criteria) -> Json:
    one = {"type": "string", "pattern": r"\S", "maxLength": field.most}
    some = {"type": "array", "items": one, "minItems": 1, "maxItems": MOST_CRITERIA}
    return {"oneOf": [one, some | {"uniqueItems": True}]}


@shape.register
def _(_field: Points) -> Json:
    return {"type": "string", "pattern": r"^(?:[0-9]\.[0-9]|10\.0)$"}


@shape.register
def _(field: Pattern) -> Json:
    return {"type": "string", "pattern": f"^{field.pattern.pattern.removesuffix(chr(92) + 'Z')}$"}


@shape.register
def _(field: Whole) -> Json:
    return {"type": "integer", "minimum": field.least, "maximum": field.most}


@shape.register
def _(_field: YesNo) -> Json:
    return {"type": "boolean"}


@shape.register
def _(_field: Day) -> Json:
    return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


@shape.register
def _(field: Choice) -> Json:
    return {"type": "string", "enum": list(field.words)}


@shape.register
def _(field: Tuple) -> Json:
    once = {"uniqueItems": True} if field.once else {}
    limits = {"minItems": field.least, "maxItems": field.most}
    return {"type": "array", "items": shape(field.inner), **limits, **once}


@shape.register
def _(field: Nested) -> Json:
    return _object(field.schema)
