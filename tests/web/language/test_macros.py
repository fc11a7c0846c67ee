"""Macros that make a value are told from those that make a part of a page."""

from marketplace.web.language.letters import has_letters
from marketplace.web.language.macros import KEPT, PLAIN, uses
from marketplace.web.language.pairs import places
from marketplace.web.language.scan import Sort, scan
from marketplace.web.language.sources import templates


def test_where_a_macro_is_called_decides():
    source = """
    {% macro value() %}{{ a }}{% endmacro %}
    {% macro heard() %}{{ a }}{% endmacro %}
    {% macro both() %}{{ a }}{% endmacro %}
    {% macro compared() %}{{ a }}{% endmacro %}
    {% macro shown() %}{{ a }}{% endmacro %}
    {% macro part() %}<b>{{ a }}</b>{% endmacro %}
    <i value="{{ value() }}" title="{{ heard() }}{{ both() }}" {{ both() }} {{ part() }}>
    {{ shown() }}{% if compared() == "x" %}{% endif %}{% call called() %}{% endcall %}
    """
    assert uses([source]) == {"value": KEPT, "heard": PLAIN, "both": KEPT, "compared": KEPT}


def test_a_macro_is_known_in_whatever_file_it_is_called():
    one = "{% macro value() %}{{ a }}{% endmacro %}"
    assert uses([one, '<i value="{{ f.value() }}">']) == {"value": KEPT}


def test_no_macro_that_makes_a_value_says_anything_itself():
    """Its words would be neither translated where it is written nor known where it is shown."""
    pages = [file.read_text("utf-8") for file in templates()]
    macros = uses(pages)
    assert "value_of" in macros
    for page in pages:
        pieces = tuple(scan(page))
        found = zip(pieces, places(page, pieces, macros), strict=True)
        inner = [page[one.start : one.end] for one, place in found if place == KEPT]
        texts = [text for text in inner if not text.startswith(("{", "<"))]
        assert [text for text in texts if has_letters(text) and _in_macro(page, text)] == []


def _in_macro(page, text):
    """Whether a text stands in a macro, not in a part that is marked as Japanese."""
    before = page[: page.index(text)]
    return before.count("{% macro") > before.count("{% endmacro")


def test_a_planted_macro_is_found():
    page = '{% macro value() %}あり{% endmacro %}<i value="{{ value() }}">'
    pieces = tuple(scan(page))
    kept = places(page, pieces, uses([page]))
    assert [kept[i] for i, one in enumerate(pieces) if one.sort is Sort.TEXT] == [KEPT]
    assert _in_macro(page, "あり")
