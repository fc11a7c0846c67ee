"""The documents to go on writing: plain words, no promise, and only criteria that there are."""

import csv
import io
import re
import unicodedata
import zipfile

import pytest

from conformance.reference import level
from marketplace.domain.errors import BadInput
from marketplace.print.blocks import Grid, Heading, Paragraph, Points
from marketplace.print.word import word
from marketplace.web.documents import FOLDER, FULLER, documents, helping, read, table
from tests.architecture.test_words import titles
from tests.web.helps.test_helps import unexplained

EDITION = "scs/2026-03-27"
COMPANY = "みなと精工（架空）"
DOCUMENTS = documents()
TITLES = [
    "情報セキュリティ基本方針",
    "インシデント対応手順",
    "緊急連絡先一覧",
    "機器・クラウドの台帳",
    "委託先一覧",
    "アカウント管理の手順",
    "バックアップの手順",
    "教育の記録",
    "取引先への報告の型",
]
SENTENCE_LETTERS = 70
PROMISES = re.compile("満たし|適合|合格|保証|絶対|万全|完璧|最安|無料|取得でき|保険|補助金")
STEP = re.compile(r"\d+\.\s?")
NUMBER = re.compile(r"\d+")
NAMES = (
    "{company}",
    "情報セキュリティ",
    "IPA",
    "セキュリティ",
    "OS",
    "PC",
    "NW",
    "A100",
    "R10",
    "インシデント対応",
)
"""Names and headings that may stand without an explanation."""


def words(document):
    """Give every text of a document, from top to bottom."""
    yield document.use
    for block in document.body:
        if isinstance(block, Heading | Paragraph):
            yield block.words
        elif isinstance(block, Points):
            yield from block.words
        else:
            yield from (block.name, *block.heads, *(cell for row in block.rows for cell in row))


def sentences(text):
    return [one for one in re.split("[。　：]", re.sub("「[^」]*」|【[^】]*】", "", text)) if one]


def promised(text):
    return PROMISES.findall(text) + titles(text)


def hard(document):
    text = "。".join(words(document))
    for name in NAMES:
        text = text.replace(name, "")
    return unexplained(text)


def test_there_is_one_of_each():
    assert [one.title for one in DOCUMENTS.values()] == TITLES
    files = [file.stem.partition("-")[2] for file in sorted(FOLDER.glob("*.yaml"))]
    assert list(DOCUMENTS) == files


def test_each_helps_with_criteria_that_there_are():
    """Each once, and none that the edition does not know."""
    known = level(EDITION, 4).by_id
    for one in DOCUMENTS.values():
        assert one.criteria
        assert len(set(one.criteria)) == len(one.criteria)
        assert [number for number in one.criteria if number not in known] == [], one.slug
    assert helping()["6-1-1-2"] == tuple(
        one for one in DOCUMENTS.values() if "6-1-1-2" in one.criteria
    )
    assert "9-9-9-9" not in helping()


@pytest.mark.parametrize("slug", DOCUMENTS)
def test_the_text_is_plain_and_promises_nothing(slug):
    document = DOCUMENTS[slug]
    for text in words(document):
        assert promised(text) == [], text
        assert unicodedata.is_normalized("NFC", text)
        assert not re.search(r"[!?,:;０-９Ａ-Ｚａ-ｚ\n\t]", text), text
        assert text.count("（") == text.count("）"), text
        assert [s for s in sentences(text) if len(s) > SENTENCE_LETTERS] == [], text
    assert hard(document) == set()


@pytest.mark.parametrize("slug", DOCUMENTS)
def test_no_number_is_ours(slug):
    """How often and how long is for the company to fill in; only steps and examples are counted."""
    for block in DOCUMENTS[slug].body:
        if isinstance(block, Heading | Paragraph | Points):
            texts = (block.words,) if isinstance(block.words, str) else block.words
            assert [t for t in texts if NUMBER.search(STEP.sub("", t))] == []


def test_a_row_that_is_filled_in_is_an_example_or_a_name():
    """So that nobody takes our example for their own entry."""
    for document in DOCUMENTS.values():
        for grid in document.grids:
            assert grid.heads
            assert {len(row) for row in grid.all_rows} <= {len(grid.heads)}
            first = [row[0] for row in grid.rows if all(row)]
            assert [one for one in first if not one.startswith("例 ")] == [], document.slug


def test_the_name_of_the_company_is_filled_in():
    for document in DOCUMENTS.values():
        text = "".join(map(str, document.of(COMPANY)))
        assert COMPANY in text
        assert "{" not in text.replace("{company}", "{") or "{company}" not in text
    assert "{company}" not in "".join(map(str, DOCUMENTS["policy"].of(COMPANY)))


@pytest.mark.parametrize("slug", DOCUMENTS)
def test_each_opens_as_a_file_and_as_tables(slug):
    document = DOCUMENTS[slug]
    with zipfile.ZipFile(io.BytesIO(word(document.title, document.of(COMPANY)))) as folder:
        assert document.title in folder.read("word/document.xml").decode()
    for grid in document.grids:
        rows = list(csv.reader(io.StringIO(table(grid).removeprefix("\ufeff"))))
        assert rows[0] == list(grid.heads)
        assert len(rows) == 1 + len(grid.all_rows)


def test_no_cell_of_a_table_is_reckoned_with():
    made = table(Grid("表", ("=1+1", "+81"), (("-1", "@x"),)))
    assert made == "\ufeff'=1+1,'+81\r\n'-1,'@x\r\n"


@pytest.mark.parametrize(
    "text", ["この紙で基準を満たします。", "国の認定です。", "絶対に安全です。"]
)
def test_a_planted_promise_is_found(text):
    assert promised(text)
    assert promised("会社に合わせて書き直します。") == []


GOOD = 'title: 紙\nuse: 使います。\ncriteria: ["1-3-1-1"]\nbody:\n  - head: 1. 目的\n'


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("use: 使います。\n", ""),
        GOOD + "more: 1\n",
        GOOD + "  - picture: a\n",
        GOOD + "  - head: a\n    text: b\n",
        GOOD + "  - 文\n",
        "- 文\n",
    ],
)
def test_a_bad_file_is_refused(tmp_path, text):
    file = tmp_path / "1-paper.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert [one.slug for one in read(tmp_path)] == ["paper"]
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput):
        list(read(tmp_path))


def test_the_pages_say_whose_text_it_is(enters, world):
    """Ours, not IPA's, with the way to IPA's; nothing meets a criterion by itself."""
    clerk = enters(world.company)
    for path in ("/sme/documents", *(f"/sme/documents/{slug}" for slug in DOCUMENTS)):
        page = clerk.opens(path).get_data(as_text=True)
        assert "IPA や国の文書ではありません" in page
        assert "評価基準を満たすものでもありません" in page
        assert FULLER in page
    assert world.company.org.name in clerk.opens("/sme/documents/policy").get_data(as_text=True)


@pytest.mark.parametrize("path", ["nothing", "ledger/9.csv", "ledger/0.csv", "ledger/x.csv"])
def test_what_is_not_there_is_not_found(enters, world, path):
    assert enters(world.company).opens(f"/sme/documents/{path}").status_code == 404


def test_files_are_saved_under_their_names(enters, world):
    clerk = enters(world.company)
    saved = clerk.opens("/sme/documents/ledger/docx")
    assert saved.headers["Content-Disposition"] == 'attachment; filename="ledger.docx"'
    with zipfile.ZipFile(io.BytesIO(saved.get_data())) as folder:
        text = folder.read("word/document.xml").decode()
    assert world.company.org.name in text
    assert "IPA や国の文書ではありません" in text
    sheet = clerk.opens("/sme/documents/ledger/3.csv")
    assert sheet.headers["Content-Disposition"] == 'attachment; filename="ledger-3.csv"'
    assert "多要素認証" in sheet.get_data(as_text=True)


def test_the_card_carries_what_was_entered_and_keeps_nothing(enters, world, everything):
    clerk = enters(world.company)
    before = everything()
    told = {"paper": "a6", "who-0": "山本", "number-0": "090-0000-0000"}
    card = clerk.sends("/sme/emergency", "/sme/emergency", told)
    assert card.get_data().startswith(b"%PDF-")
    refused = clerk.sends("/sme/emergency", "/sme/emergency", told | {"paper": "b5"})
    assert refused.status_code == 422
    assert "090-0000-0000" in refused.get_data(as_text=True)
    longest = clerk.sends("/sme/emergency", "/sme/emergency", told | {"who-0": "長" * 61})
    assert longest.status_code == 422
    assert everything() == before


def test_the_card_calls_the_desk_of_the_contract(enters, world, scene):
    """As its provider declared it; where there is no contract, the page says so."""
    assert "相談窓口：" in enters(world.company).opens("/sme/emergency").get_data(as_text=True)
    other = enters(world.stranger).opens("/sme/emergency").get_data(as_text=True)
    assert "契約している相談窓口は、まだありません" in other
