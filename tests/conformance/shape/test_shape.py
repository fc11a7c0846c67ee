"""Schema, form, columns and evidence come from one table, and the codec agrees with them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from conformance.edition import editions, load_edition
from conformance.facts import BY_NAME, FACTS, FactKind
from conformance.shape.items import facts_of, items, items_of
from conformance.shape.lists import COMPARED, columns_of, evidence_of, fields_of
from conformance.shape.schema import KINDS, fact_part, schema_of
from marketplace.codec.dossier import load_dossier
from marketplace.codec.shape import shape_at, shape_of_dossier
from marketplace.codec.text import parse
from marketplace.domain.errors import BadInput
from marketplace.domain.offering import EvidenceKind
from marketplace.domain.tier import TIERS

FAMILIES = {tier.family for tier in TIERS.values()}
SLUGS = sorted({state.slug for state in editions() if state.family in FAMILIES})
EXAMPLES = sorted((Path(__file__).parents[2] / "clauses").glob("pass-*-whole-*.yaml"))
WHOLE = parse((Path(__file__).parents[2] / "whole.yaml").read_bytes(), "whole.yaml").value
SMALL = {key: WHOLE[key] for key in ("format", "provider", "offering")} | {
    "plans": [{"code": "p", "name": "p", "tier": "class1"}]
}

# Every way in which a value may be spelt wrong, and some right ones.
VALUES: list[Any] = [
    True,
    False,
    0,
    1,
    24,
    25,
    100,
    121,
    -1,
    2_000_000,
    9800.5,
    "",
    " ",
    "none",
    "ネットワーク監視型",
    "9800",
    "あ" * 1001,
    "2026-11-25",
    [],
    ["UTM"],
    ["27"],
    ["48"],
    ["27", "27"],
    [1],
    None,
    {},
    {"x": 1},
]


@pytest.fixture(params=SLUGS, name="slug")
def _slug(request: pytest.FixtureRequest) -> str:
    return request.param


def places(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place that says which facts it answers."""
    if "x-facts" in schema:
        yield path, schema
        return
    for name, below in schema.get("properties", {}).items():
        yield from places(below, f"{path}.{name}" if path else name)
    if "items" in schema:
        yield from places(schema["items"], f"{path}[]")


def test_schema_fields_columns_and_evidence_name_the_same_facts(slug: str) -> None:
    """The places of the schema are the fields of the form, and cover what the clauses ask."""
    edition = load_edition(slug)
    asked = {name for clause in edition.clauses for name in clause.facts}
    found = dict(places(schema_of(edition)))
    fields = {field.path: field for field in fields_of(edition)}
    assert list(found) == list(fields) == [item.path for item in items_of(edition)]
    assert {name for shape in found.values() for name in shape["x-facts"]} == asked
    for path, shape in found.items():
        said = (fields[path].label, fields[path].question)
        assert said == (shape["title"], shape["description"])
        assert fields[path].words == tuple(shape.get("enum", ()))
    assert {column.fact.name for column in columns_of(edition)} <= asked
    assert {line.fact.name for line in evidence_of(edition)} <= asked


def test_evidence_is_what_the_clauses_ask(slug: str) -> None:
    """Fact by fact the strongest, from the tags of the text."""
    edition = load_edition(slug)
    lines = {line.fact.name: line for line in evidence_of(edition)}
    assert lines
    asking = [c for c in edition.clauses if c.evidence is not EvidenceKind.DECLARED]
    for clause, name in [(c, name) for c in asking for name in c.obligation.phrase.facts]:
        assert lines[name].kind >= clause.evidence
        assert clause.key in lines[name].clauses


def test_every_kind_is_declared_or_computed() -> None:
    """A new kind is thought of here, in the form and in the columns."""
    assert {fact.kind for fact in FACTS if not fact.derived} <= KINDS.keys()
    assert {FactKind.FEES, FactKind.SUPPLY, FactKind.IDS}.isdisjoint(KINDS)
    assert KINDS.keys() >= COMPARED


@pytest.mark.parametrize("fact", [fact for fact in FACTS if not fact.derived], ids=lambda f: f.name)
def test_the_type_of_a_fact_is_the_type_of_its_key(fact: Any) -> None:
    """The table and the marshmallow schema were written apart; the key and the type agree."""
    codec, table = shape_at(fact.path), KINDS[fact.kind]
    assert {key: codec[key] for key in table if key != "items"} == {
        key: value for key, value in table.items() if key != "items"
    }
    assert codec.get("items", {}).get("type") == table.get("items", {}).get("type")
    if fact.kind is FactKind.HOURS:
        assert (codec["minimum"], codec["maximum"]) == (0, 24)


def _set(manifest: dict[str, Any], path: str, *, value: Any) -> dict[str, Any]:
    made = copy.deepcopy(manifest)
    node: Any = made
    *way, last = path.replace("[]", ".0").split(".")
    for step in way:
        node = node[int(step)] if step == "0" else node.setdefault(step, {})
    node[last] = value
    return made


def _codec_takes(manifest: dict[str, Any]) -> bool:
    try:
        load_dossier(manifest)
    except BadInput:
        return False
    return True


OWN = [item for item in items(FACTS) if item.declared]


@pytest.mark.parametrize("item", OWN, ids=lambda item: item.path)
def test_the_schema_takes_what_the_codec_takes(item: Any, slug: str) -> None:
    """Value by value, right and wrong ones; a fact of the other edition is an unknown key."""
    edition = load_edition(slug)
    validator = jsonschema_rs.Draft202012Validator(schema_of(edition))
    if item not in items_of(edition):
        assert not validator.is_valid(_set({"plans": [{}]}, item.path, value=True))
        return
    for value in VALUES:
        taken = validator.is_valid(_set({"plans": [{}]}, item.path, value=value))
        assert taken == _codec_takes(_set(SMALL, item.path, value=value)), value


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_fact_part_of_a_whole_example_is_valid(file: Path) -> None:
    """And nothing that is asked is missing in it but what the example's type leaves out."""
    manifest = parse(file.read_bytes(), file.name).value
    edition = load_edition(_edition_of(manifest))
    schema = schema_of(edition)
    part = fact_part(manifest, schema)
    jsonschema_rs.Draft202012Validator(schema).validate(part)
    assert part["monitoring"]["type"] == manifest["monitoring"]["type"]
    assert "offering" not in part


def _edition_of(manifest: dict[str, Any]) -> str:
    family = TIERS[manifest["plans"][0]["tier"]].family
    return next(slug for slug in SLUGS if slug.startswith(f"{family}/"))


@pytest.mark.parametrize("place", ["", "monitoring", "monitoring.network", "plans[]"])
def test_an_unknown_key_is_refused_at_every_depth(place: str) -> None:
    """By the schema and by the codec alike."""
    path = f"{place}.tyop" if place else "tyop"
    validator = jsonschema_rs.Draft202012Validator(schema_of(load_edition("otasuke/2.0")))
    assert validator.is_valid({"plans": [{}], "monitoring": {"network": {}}})
    assert not validator.is_valid(_set({"plans": [{}]}, path, value=1))
    assert not _codec_takes(_set(WHOLE, path, value=1))


def test_the_whole_codec_has_a_shape() -> None:
    """Every field of the format is of a kind with a shape, and the whole example fits it."""
    validator = jsonschema_rs.Draft202012Validator(shape_of_dossier())
    validator.validate(WHOLE)
    assert not validator.is_valid(WHOLE | {"tyop": 1})
    assert not validator.is_valid({key: WHOLE[key] for key in WHOLE if key != "plans"})


def test_columns_show_what_people_read() -> None:
    """Not declared is said; a yes is a word."""
    columns = {column.fact.name: column for column in columns_of(load_edition("otasuke/2.0"))}
    assert columns["monitoring.network.hours"].label == "ネットワークを見守る時間"
    assert columns["monitoring.network.hours"].cell(24) == "毎日 24 時間"
    assert columns["dispatch.available"].cell(None) == "申告なし"
    assert "plan.fees" not in columns
    assert facts_of(load_edition("otasuke/2.0"))[0] is BY_NAME["desk.available"]
