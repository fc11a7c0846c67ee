"""The translators' file has all of the English, and only that; no Japanese is left in it."""

import re
from collections import Counter

import pytest
from jinja2 import Environment, nodes

from marketplace.web.language import catalogue, extract
from marketplace.web.language.letters import JAPANESE
from marketplace.web.language.runs import bare, spoken
from marketplace.web.language.shapes import FIELD, is_shape
from marketplace.web.language.sources import templates

ALLOWED = ("大阪府",)
"""What a Japanese field has to be filled in with, shown as an example."""
FORBIDDEN = re.compile(
    r"\b(certif(?:y|ied|ies|ying)|accredit\w*|rated|ratings?|approv\w*)\b", re.IGNORECASE
)
TAG = re.compile(r"</?[a-z]+\d*>")
READING = Environment(autoescape=True)


@pytest.fixture(scope="module")
def english():
    return extract.translated()


@pytest.fixture(scope="module")
def said():
    return extract.found()


def is_code(key):
    return "{{" in key or "{%" in key


def test_every_message_has_its_english(said, english):
    """A new sentence without English is found here: run the extraction and translate it."""
    assert [key for key in said if not english.get(key)] == []


def test_no_english_is_left_over(said, english):
    assert set(english) - set(said) == set()


def test_the_files_are_as_the_extraction_writes_them(said, english):
    """`python -m marketplace.web.language.extract` changes nothing."""
    po, mo = extract.written(extract.updated(said, english))
    assert catalogue.PO.read_bytes() == po
    assert catalogue.MO.read_bytes() == mo
    assert catalogue.messages() == {key: text for key, text in english.items() if text}


def test_no_japanese_is_left_in_the_english(english):
    for key, text in english.items():
        said = bare(text) if is_code(key) else text
        for word in ALLOWED:
            said = said.replace(word, "")
        assert not JAPANESE.search(said), (key, text)


def test_every_value_of_a_shape_is_said(english):
    """As often as in Japanese, and by the same name."""
    for key, text in english.items():
        if is_shape(key):
            assert Counter(FIELD.findall(text)) == Counter(FIELD.findall(key)), key


def test_code_in_english_names_what_the_japanese_names(english):
    """A translation may order and condition anew, but knows no other values."""
    for key, text in english.items():
        if is_code(key):
            assert names(text) == names(key), key


def test_text_without_code_stays_without(english):
    assert [key for key, text in english.items() if is_code(text) and not is_code(key)] == []


def test_every_tag_comes_again(english):
    """Each tag of the Japanese encloses something in the English."""
    for key, text in english.items():
        if is_code(key) or TAG.search(key):
            assert set(TAG.findall(text)) == set(TAG.findall(key)), key


def test_no_quotation_mark_ends_an_attribute(english):
    """What stands in an attribute has typographic quotes only."""
    files = (file.read_text("utf-8") for file in templates())
    for key in {run.key for file in files for run in spoken(file)} & set(english):
        assert '"' not in bare(english[key]), key


def test_our_result_is_never_called_what_it_is_not(english):
    """Neither certified, accredited, rated nor approved: a conformity check result."""
    assert [text for text in english.values() if FORBIDDEN.search(text)] == []


def test_the_words_of_the_footer_stand(english):
    whole = " ".join(english.values())
    assert "not an official site of METI or IPA" in whole
    assert "conformity check result" in whole


def test_the_wording_test_can_fail():
    assert FORBIDDEN.search("This is a certified service")
    assert not FORBIDDEN.search("conformity confirmation")


def names(text):
    """What the code of a text knows."""
    return {name.name for name in READING.parse(TAG.sub("", text)).find_all(nodes.Name)}
