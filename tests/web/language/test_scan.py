"""A template is taken apart without losing a character."""

import pytest

from marketplace.web.language.scan import Sort, scan
from marketplace.web.language.sources import templates


def pieces(source):
    return [(one.sort, source[one.start : one.end]) for one in scan(source)]


def test_together_the_pieces_are_the_template():
    for file in templates():
        source = file.read_text("utf-8")
        assert "".join(text for _, text in pieces(source)) == source, file


def test_text_tags_and_code_are_told_apart():
    found = pieces("<p>計 {{ n }}<br></p>{# 注 #}{% if a %}")
    assert found == [
        (Sort.OPENS, "<p>"),
        (Sort.TEXT, "計 "),
        (Sort.SHOWN, "{{ n }}"),
        (Sort.OPENS, "<br>"),
        (Sort.CLOSES, "</p>"),
        (Sort.NOTE, "{# 注 #}"),
        (Sort.STATEMENT, "{% if a %}"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        '<a{% if a > b %} class="x"{% endif %}>',
        "<a title=\"{{ f('>') }}\">",
        "{{ {'a': {'b': 1}} }}",
        "{{ f('}}') }}",
        "{% set a = '%}' %}",
    ],
)
def test_code_and_quotes_hide_their_ends(source):
    assert len(pieces(source)) == 1


def test_the_attributes_of_a_tag_are_found():
    source = '<a title="{{ t("x") }} を開く" href=\'/\' hidden>'
    (tag,) = scan(source)
    values = [(name, source[start:end]) for name, start, end in tag.values]
    assert values == [("title", '{{ t("x") }} を開く'), ("href", "/")]


@pytest.mark.parametrize("source", ["{{ a", "{% if", '<a title="x', "<a "])
def test_what_has_no_end_is_refused(source):
    with pytest.raises(ValueError, match="without an end"):
        list(scan(source))
