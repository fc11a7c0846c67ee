"""docs/manifest.md and docs/manifest-prices.md describe every key there is, and no other."""

import re
from datetime import date
from pathlib import Path

import pytest
from marshmallow.fields import Nested

from conformance.facts import FACTS, check_names
from marketplace.codec import text
from marketplace.codec.dossier import DossierSchema, read_dossier
from marketplace.domain.price import Mode, Period, Qualifier, Size, Tax

DOCS = Path(__file__).resolve().parents[2] / "docs"
MANUAL = (DOCS / "manifest.md").read_text(encoding="utf-8")
PRICES = (DOCS / "manifest-prices.md").read_text(encoding="utf-8")
HEADER = ["項目", "意味", "書ける値", "例", "書かないと"]
HEAD = """\
format: otasuke-manifest/1
provider: {code: x, name: x}
offering: {code: x, name: x, summary: x, source: x, as_of: 2026-04-01}
plans:
- code: x
  name: x
  tier: class1
"""


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


def blocks(manual):
    """The YAML of a page, block by block."""
    return re.findall(r"^```yaml\n(.*?)^```$", manual, re.MULTILINE | re.DOTALL)


def priced(block):
    """The plan of a block of prices, read as a part of a manifest."""
    lines = "".join(f"  {line}\n" for line in block.splitlines())
    return read_dossier((HEAD + lines).encode(), "a.yaml").offering.plans[0]


FIELDS = [(noun, name, kind) for noun, known in nouns().items() for name, kind in known.items()]
DESCRIBED = tables(MANUAL) | tables(PRICES)
SHAPES = re.findall(
    r"^### ([^`\n]+)\n.*?^```yaml\n(.*?)^```\n\n→ ([^\n]+)$", PRICES, re.MULTILINE | re.DOTALL
)


def test_every_noun_and_key_is_described_and_no_other():
    """A table for each part of the document, a row for each key, on one page or the other."""
    assert tables(MANUAL).keys() & tables(PRICES).keys() == set()
    assert {noun: set(found) for noun, found in DESCRIBED.items()} == {
        noun: set(fields) for noun, fields in nouns().items()
    }


@pytest.mark.parametrize(("noun", "name", "kind"), FIELDS, ids=lambda part: str(part)[:30])
def test_the_row_of_a_key_says_what_the_codec_does(noun, name, kind):
    """Meaning, values, and what happens without it; an example unless it is a part."""
    row = DESCRIBED[noun][name]
    assert row["意味"]
    assert row["書ける値"]
    assert row["例"] or isinstance(getattr(kind, "inner", kind), Nested)
    assert (row["書かないと"] == "断られます") is kind.required
    assert [word for word in getattr(kind, "words", {}) if f"`{word}`" not in row["書ける値"]] == []


@pytest.mark.parametrize(("noun", "name", "kind"), FIELDS, ids=lambda part: str(part)[:30])
def test_the_row_of_a_key_names_its_limits(noun, name, kind):
    """The longest text, the largest number, the longest list, and the longest text in it."""
    limits = [getattr(kind, "most", None), getattr(getattr(kind, "inner", None), "most", None)]
    for most in filter(None, limits):
        assert re.search(rf"(?<!\d){most}(?!\d)", DESCRIBED[noun][name]["書ける値"])


def test_the_example_is_read_and_every_key_is_shown():
    """The one block of the first page is a whole manifest; no key is without an example."""
    (block,) = blocks(MANUAL)
    dossier = read_dossier(block.encode(), "a.yaml")
    check_names(dossier)
    assert dossier.provider.name.endswith("（架空）")
    used = set(re.findall(r"(\w+):", "".join(blocks(MANUAL + PRICES))))
    assert {name for _, name, _ in FIELDS} - used == set()


def test_the_example_uses_every_key_but_those_of_prices():
    """Every part stands in the one example, so that it can be copied."""
    (block,) = blocks(MANUAL)
    parts = {name for noun, name, _ in FIELDS if not noun.startswith("plans[].prices")}
    assert parts - set(re.findall(r"(\w+):", block)) == set()


def test_every_block_of_prices_is_a_shape():
    """Each has a heading, a comment, and a line that says what it costs."""
    assert [block for _, block, _ in SHAPES] == blocks(PRICES)
    assert len(SHAPES) == len({title for title, _, _ in SHAPES}) == 20
    plain = [title for title, block, _ in SHAPES if "#" not in block]
    assert plain == []


SIZE = Size(pcs=8, servers=2, networks=2, staff=25)
DAY = date(2026, 11, 25)


@pytest.mark.parametrize(("block", "told"), [shape[1:] for shape in SHAPES], ids=range(len(SHAPES)))
def test_a_shape_costs_what_the_page_says(block, told):
    """The company of the page, twelve months: the tariff's own sums."""
    assert f"PC {SIZE.pcs} 台、サーバー {SIZE.servers} 台、拠点 {SIZE.networks} か所" in PRICES
    fee = priced(block).tariff.breakdown(SIZE, 12, DAY)
    if fee.total_ex_tax is None:
        assert told == "計算されません"
        return
    sums = re.findall(r"([0-9,]+) 円", told)
    computed = (fee.monthly_ex_tax, fee.yearly_ex_tax, fee.one_time_ex_tax, fee.total_ex_tax)
    assert sums == [f"{yen:,}" for yen in computed]


def test_every_word_of_a_price_has_its_shape():
    """Each mode, period, tax and certainty, each way to count, and each limit in time is shown."""
    shown = [price for _, block, _ in SHAPES for price in priced(block).prices]
    assert {price.mode for price in shown} == set(Mode)
    assert {price.qualifier for price in shown} == set(Qualifier)
    assert {price.period for price in shown} == {*Period, None}
    assert {price.tax for price in shown} == {Tax.EXCLUDED, Tax.INCLUDED}
    words = {word for price in shown for word in (price.kind.value, price.basis.value)}
    known = dict(DESCRIBED["plans[].prices[]"])
    assert words == set(
        re.findall(r"`(\w+)`", known["kind"]["書ける値"] + known["basis"]["書ける値"])
    )
    once = [price for price in shown if price.prepay_months or price.requires or price.least]
    assert len(once) == 3


def test_the_facts_that_evidence_may_name_are_listed():
    """The names and their Japanese are the criteria's own."""
    section = MANUAL.split("\n## 申告事実の名前\n", 1)[1].split("\n## ", 1)[0]
    listed = re.findall(r"^\| `(.+?)` \| (.+?) \|$", section, re.MULTILINE)
    assert listed == [(fact.name, fact.label) for fact in FACTS]


def test_the_prefectures_are_listed_in_their_order():
    """01 to 47, each once."""
    section = MANUAL.split("\n## 都道府県の番号\n", 1)[1].split("\n## ", 1)[0]
    numbers = re.findall(r"([0-9]{2}) \w+(?:、|（|\n)", section)
    assert numbers == [f"{number:02}" for number in range(1, 48)]


def test_the_limits_of_a_document_are_stated():
    """Bytes and depth as the reader has them."""
    assert f"{text.MAX_BYTES:,} バイト" in MANUAL
    assert f"{text.MAX_DEPTH} 段" in MANUAL


def test_that_customers_are_for_the_examiner_is_said():
    """Where they are explained, and where they are written."""
    assert "審査員だけが見ます" in DESCRIBED["class1"]["customers"]["意味"]
    assert "# 審査員だけが見ます" in blocks(MANUAL)[0]


def test_a_planted_gap_is_found():
    """A heading without its table fails, a row is read as it stands."""
    row = "| `code` | 記号 | コード | `x` | 断られます |"
    head = f"| {' | '.join(HEADER)} |\n|---|---|---|---|---|\n{row}\n"
    assert tables(f"### `provider`\n\n{head}")["provider"]["code"]["例"] == "`x`"
    with pytest.raises((AssertionError, IndexError)):
        tables("### `provider`\n\nなし\n")
