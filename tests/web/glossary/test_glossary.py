"""Every word is explained shortly, plainly, and from somewhere."""

import re
from dataclasses import replace

import pytest

from marketplace.domain.errors import BadInput
from marketplace.web import glossary
from marketplace.web.glossary import GENERAL, Term, first, known, read, terms
from tests.architecture.test_words import titles

MOST = 120
SHORT = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
DATED = re.compile(r"\d{4}(?:-\d\d-\d\d|年)|問\d+$")
IDS = re.compile(r"[a-z][a-z0-9-]*\Z")
READINGS = re.compile(r"[ぁ-んー0-9]+\Z")
PLAIN = "。"

# Abbreviations that everybody in an office reads.
EVERYDAY = {"PDF", "CSV", "SNS"}

HARD = re.compile("インテグレ|ソリューション|レジリエン|ガバナンス|エンドポイント|ゼロトラスト")
"""Words that would need an entry of their own."""

SAMPLE = Term("x", "見本", "みほん", "見本の言葉です。", "一般")


def faults(one, words):
    """Name every rule that an entry breaks; ``words`` are those of the whole glossary."""
    short = set(SHORT.findall(one.means)) - EVERYDAY - words
    found = {
        "id": not IDS.match(one.id),
        "reading": not READINGS.match(one.reading),
        "length": len(one.means) > MOST,
        "sentence": not one.means.endswith(PLAIN),
        "source": one.source not in GENERAL and not DATED.search(one.source),
        "abbreviation": bool(short),
        "title": bool(titles(one.means + one.term + one.source)),
        "hard": bool(HARD.search(one.means)),
        "law": "最安" in one.means or "合格" in one.means,
    }
    return {name for name, broken in found.items() if broken}


@pytest.fixture(name="words", scope="module")
def _words():
    return {word for one in terms() for word in (one.term, *one.also)}


def test_the_glossary_keeps_its_rules(words):
    """Length, plainness, sources, no unexplained abbreviation, no official-sounding word."""
    assert 40 <= len(terms()) <= 80
    assert {one.id: faults(one, words) for one in terms() if faults(one, words)} == {}


def test_no_word_is_explained_twice(words):
    """Every spelling leads to one entry."""
    assert len(words) == sum(1 + len(one.also) for one in terms())


def test_the_words_of_our_pages_are_there():
    """Those that the scheme, the services and the papers use."""
    for word in (
        *("SCS評価制度", "★3", "★4", "UTM", "EDR", "NDR", "SOC", "駆付け", "相談窓口"),
        *("簡易サイバー保険", "適合確認", "1類", "2類", "新類型", "SECURITY ACTION"),
        *("多要素認証", "適格請求書", "T番号", "法人番号", "IPA", "参考掲載", "仮申込"),
    ):
        assert known(word), word
    assert not known("知らない言葉")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": "X Y"}, "id"),
        ({"reading": "ミホン"}, "reading"),
        ({"means": "字" * MOST + "。"}, "length"),
        ({"means": "見本の言葉"}, "sentence"),
        ({"source": "どこかの記事"}, "source"),
        ({"means": "XDRの言葉です。"}, "abbreviation"),
        ({"means": "国の認定です。"}, "title"),
        ({"means": "ゼロトラストの言葉です。"}, "hard"),
        ({"means": "最安の言葉です。"}, "law"),
    ],
)
def test_a_planted_fault_is_found(change, fault):
    """Each rule can fail, and a good entry breaks none."""
    assert faults(SAMPLE, set()) == set()
    assert faults(replace(SAMPLE, **change), set()) == {fault}


def test_a_known_abbreviation_is_no_fault():
    """The glossary explains it itself."""
    one = replace(SAMPLE, means="XDRの言葉です。")
    assert faults(one, {"XDR"}) == set()


def test_a_document_and_its_date_are_a_source():
    """And an office's numbered question is one."""
    assert faults(replace(SAMPLE, source="IPA 要求事項・評価基準, 2026-03-27"), set()) == set()


@pytest.mark.parametrize(
    "text",
    [
        "- 並び",
        "a: 文だけ",
        "a: {term: 語, reading: ご, means: 意味。}",
        "a: {term: 語, reading: ご, means: '', source: 一般}",
        "a: {term: 語, reading: ご, means: 意味。, source: 一般, more: 1}",
        "a: {term: 語, reading: ご, means: 意味。, source: 一般, also: 語}",
    ],
)
def test_a_broken_file_is_refused(tmp_path, text):
    """With its name and what is wrong."""
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    with pytest.raises(BadInput) as refused:
        read(tmp_path)
    assert "a.yaml" in str(refused.value.faults)


def test_an_entry_that_stands_twice_is_refused(tmp_path):
    """Also in two files."""
    for name in ("a", "b"):
        entry = "x: {term: 語, reading: ご, means: 意味。, source: 一般}"
        (tmp_path / f"{name}.yaml").write_text(entry, "utf-8")
    with pytest.raises(BadInput):
        read(tmp_path)


def test_a_page_explains_a_word_once(app):
    """By any of its spellings; the next page begins anew."""
    with app.test_request_context():
        assert first("駆付け").id == "dispatch"
        assert first("駆付け支援") is None
        assert first("UTM").id == "utm"
    with app.test_request_context():
        assert first("駆付け").id == "dispatch"


def test_a_word_without_entry_breaks_the_page(app):
    """A template that asks for it is wrong."""
    with app.test_request_context(), pytest.raises(KeyError):
        first("知らない言葉")


def test_the_page_of_words_names_each_with_its_source(visitor):
    """In the order of the readings; each can be led to."""
    page = visitor.opens("/glossary").get_data(as_text=True)
    places = [page.index(f'id="{one.id}"') for one in terms()]
    assert places == sorted(places)
    for one in terms():
        assert one.means in page, one.id
    assert "出典：一般的な説明" in page
    assert "2026年3月27日" in page


def test_a_word_on_a_page_can_be_opened_without_scripts(visitor):
    """A button opens what it names, and a link leads to the glossary."""
    page = visitor.opens("/").get_data(as_text=True)
    opened = re.findall(r'popovertarget="([^"]+)"', page)
    assert opened
    for target in opened:
        assert page.count(f'id="{target}"') == 1
        assert f"/glossary#{target.removeprefix('term-')}" in page
    assert glossary.find("お助け隊サービス").means in page
