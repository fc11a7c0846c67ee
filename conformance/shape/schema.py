"""「申告のスキーマ」 The fact part of a manifest as JSON Schema 2020-12.

The kind of a declared fact says its type; the codec adds its limits and its words, so that what
the one takes the other takes. Every place is optional, because an absent fact is 要確認 and no
bad input; a key that no clause asks for is refused.
"""

from __future__ import annotations

from typing import Any

from conformance.edition import Edition
from conformance.facts import FactKind
from conformance.shape.items import Item, items_of
from marketplace.codec.shape import Json, shape_at

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_WORDS: Json = {"type": "array", "items": {"type": "string"}}
KINDS: dict[FactKind, Json] = {
    FactKind.YES_NO: {"type": "boolean"},
    FactKind.HOURS: {"type": "integer"},
    FactKind.COUNT: {"type": "integer"},
    FactKind.MONTHS: {"type": "integer"},
    FactKind.WORD: {"type": "string"},
    FactKind.TEXT: {"type": "string"},
    FactKind.SCORE: {"type": "string"},
    FactKind.WORDS: _WORDS,
    FactKind.AREA: _WORDS,
}
"""The kinds that can be declared; the others are computed."""


def schema_of(edition: Edition) -> Json:
    """The schema of what an edition asks; titles and questions are those of the fact table."""
    found: Json = {"type": "object", "properties": {}, "additionalProperties": False}
    for item in items_of(edition):
        _put(found, item.path.replace("[]", ".[]").split("."), leaf(item))
    head = {"$schema": DRAFT, "$id": f"urn:otasuke:facts:{edition.slug}:{edition.digest}"}
    return {**head, "title": f"{edition.slug} が尋ねる申告", **found}


def leaf(item: Item) -> Json:
    """The schema of one place."""
    kind = KINDS[item.declared.kind] if item.declared else {}
    facts = [fact.name for fact in item.facts]
    said = {"title": item.label, "description": item.question, "x-facts": facts}
    return said | kind | shape_at(item.path)


def _put(node: Json, steps: list[str], made: Json) -> None:
    """Hang a leaf on its path; what is in between is made as it is met."""
    step, *rest = steps
    if step == "[]":
        below = node.setdefault("items", _empty() if rest else made)
    else:
        kind = {"type": "array"} if rest[:1] == ["[]"] else _empty()
        below = node["properties"].setdefault(step, kind if rest else made)
    if rest:
        _put(below, rest, made)


def _empty() -> Json:
    return {"type": "object", "properties": {}, "additionalProperties": False}


def fact_part(manifest: Any, schema: Json) -> Any:
    """「申告事実の部分」 What of a manifest the schema is about; the rest is left out."""
    if isinstance(manifest, dict) and "properties" in schema:
        known = schema["properties"]
        return {
            key: fact_part(value, known[key]) for key, value in manifest.items() if key in known
        }
    if isinstance(manifest, list) and "items" in schema:
        return [fact_part(value, schema["items"]) for value in manifest]
    return manifest
