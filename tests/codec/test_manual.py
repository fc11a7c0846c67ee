"""docs/manifest.md describes every key there is, and no other."""

import re
from pathlib import Path

import pytest
from marshmallow.fields import Nested

from conformance.facts import FACTS
from marketplace.codec.dossier import DossierSchema, read_dossier

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manifest.md"
HEADER = ["項目", "意味", "書ける値", "例", "書かないと"]


def nouns(schema=None, place=""):
    """Walk the schemas: the heading of each noun → its fields."""
    schema = schema or DossierSchema()
    found = {place or "文書": schema.fields}
    for name, kind in schema.fields.items():
        inner = getattr(kind, "inner", kind)
        if isinstance(inner, Nested):
            found |= nouns(inner.schema, f"{place}.{name}{'[]' * (inner is not kind)}".lstrip("."))
    return found


def tables(manual):
    """Read the tables of the manual: heading → key → the cells of its row."""
    sections = re.findall(r"^### `(.+?)`\n(.*?)(?=^#|\Z)", manual, re.MULTILINE | re.DOTALL)
    return {heading: rows(text) for heading, text in sections}


def rows(section):
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells[0] == HEADER
    return {row[0].strip("`"): dict(zip(HEADER, row, strict=True)) for row in cells[2:]}


@pytest.fixture(name="manual", scope="module")
def _manual():
    return MANUAL.read_text(encoding="utf-8")


@pytest.fixture(name="described", scope="module")
def _described(manual):
    return tables(manual)


FIELDS = [(noun, name, kind) for noun, known in nouns().items() for name, kind in known.items()]


def test_every_noun_and_key_is_described_and_no_other(described):
    """A table for each part of the document, a row for each key."""
    assert {noun: set(found) for noun, found in described.items()} == {
        noun: set(fields) for noun, fields in nouns().items()
    }


@pytest.mark.parametrize(("noun", "name", "kind"), FIELDS, ids=lambda part: str(part)[:30])
def test_the_row_of_a_key_says_what_the_codec_does(described, noun, name, kind):
    """Meaning, values, and what happens without it; an example unless it is a part."""
    row = described[noun][name]
    assert row["意味"]
    assert row["書ける値"]
    assert row["例"] or isinstance(getattr(kind, "inner", kind), Nested)
    assert (row["書かないと"] == "断られます") is kind.required
    assert [word for word in getattr(kind, "words", {}) if f"`{word}`" not in row["書ける値"]] == []


@pytest.mark.parametrize(("noun", "name", "kind"), FIELDS, ids=lambda part: str(part)[:30])
def test_the_row_of_a_key_names_its_limits(described, noun, name, kind):
    """The longest text, the largest number and the longest list stand in the row."""
    most = getattr(kind, "most", None)
    assert most is None or re.search(rf"(?<!\d){most}(?!\d)", described[noun][name]["書ける値"])


def test_the_example_is_read_and_uses_every_key(manual):
    """The block between the markers is a whole manifest."""
    block = re.search(
        r"<!-- 見本 はじめ -->\n```yaml\n(.*?)```\n<!-- 見本 おわり -->", manual, re.DOTALL
    )
    dossier = read_dossier(block[1].encode(), "a.yaml")
    assert dossier.provider.name.endswith("（架空）")
    used = set(re.findall(r"(\w+):", block[1]))
    assert {name for _, name, _ in FIELDS} - used == set()


def test_the_facts_that_evidence_may_name_are_listed(manual):
    """The names are the criteria's own."""
    (listed,) = re.findall(r"^申告事実の名前: (.+?)\n\n", manual, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"`(.+?)`", listed)) == {fact.name for fact in FACTS}


def test_the_limits_of_a_document_are_stated(manual):
    """Bytes and depth as the reader has them."""
    from marketplace.codec import text  # noqa: PLC0415 - constants, not the schema

    assert f"{text.MAX_BYTES:,} バイト" in manual
    assert f"{text.MAX_DEPTH} 段" in manual


def test_a_planted_gap_is_found():
    """A heading without its table fails, a row is read as it stands."""
    row = "| `code` | 記号 | コード | `x` | 断られます |"
    head = f"| {' | '.join(HEADER)} |\n|---|---|---|---|---|\n{row}\n"
    assert tables(f"### `provider`\n\n{head}")["provider"]["code"]["例"] == "`x`"
    with pytest.raises((AssertionError, IndexError)):
        tables("### `provider`\n\nなし\n")
