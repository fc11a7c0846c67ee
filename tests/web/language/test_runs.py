"""A sentence is one message, with its values by name and its tags without attributes."""

import pytest

from marketplace.web.language.macros import uses
from marketplace.web.language.runs import What, runs, spoken


def keys(source):
    return [run.key for run in runs(source) if run.what is What.MESSAGE]


def values(source):
    return [source[run.start : run.end] for run in runs(source) if run.what is What.VALUE]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<p>申込み</p><p>契約</p>", ["申込み", "契約"]),
        ("<p>残り\n  {{ n }}件</p>", ["残り {{ n }}件"]),
        ('<p>計は<b class="x">{{ n }}円</b>です</p>', ["計は<b>{{ n }}円</b>です"]),
        ("<p>あ<b>い</b>う<b>え</b></p>", ["あ<b>い</b>う<b2>え</b2>"]),
        ("<p>{% if a %}あり{% else %}なし{% endif %}</p>", ["あり", "なし"]),
        ("<p>端末 {% if a %}{{ a }}台{% endif %}から</p>", None),
        ("<p><b>計</b> <i>税抜</i></p>", ["計", "税抜"]),
        ("あ{% for x in y %}い{% endfor %}う", ["あ", "い", "う"]),
        ("<p>{{ icon('ok') }}済み</p>", ["済み"]),
        ("{% if a %}<a>{% endif %}開く</a>", ["開く"]),
        ("{% if a %}<p>開く</p>{% endif %}あと", ["開く", "あと"]),
        ("<p>plain {{ n }}</p>", []),
        ("<!-- 注 -->{# 注 #}", []),
        ("<p lang='ja'>原文<b>です</b></p>あと", ["あと"]),
        ('<p lang="{{ l }}">原文</p>', []),
        ('<html lang="ja"><p>本文</p>', ["本文"]),
        ("<textarea>{{ v }}書き</textarea>", []),
    ],
)
def test_a_run_goes_from_wall_to_wall(source, wanted):
    inner = ["端末 {% if a %}{{ a }}台{% endif %}から"]
    assert keys(source) == (inner if wanted is None else wanted)


def test_a_value_by_itself_is_told_and_one_in_a_sentence_stays_in_it():
    assert values("<p>{{ a }}</p><p>計 {{ b }}円</p><b>{{ c }}</b>・{{ d }}") == [
        "{{ a }}",
        "{{ c }}",
        "{{ d }}",
    ]


def test_nothing_is_told_where_people_wrote():
    assert values("<textarea>{{ a }}</textarea><p lang='ja'>{{ b }}</p>") == []


def test_titles_and_choices_are_plain():
    source = "<title>{{ a }}</title><option>{{ b }}</option><p>{{ c }}</p>"
    source += "{% block title %}題{% endblock %}"
    assert [run.plain for run in runs(source)] == [True, True, False, True]


def test_attributes_that_are_seen_or_heard():
    source = '<a title="{{ n }}を開く" href="/{{ x }}" class="あ" data-x="い">開</a><img alt="図">'
    assert [run.key for run in spoken(source)] == ["{{ n }}を開く", "図"]


def test_what_makes_a_value_is_left_alone():
    """What a macro gives to an attribute or a comparison is data, and is told where it is shown."""
    source = (
        "{% macro value(n) %}{{ n }}{% endmacro %}{% macro name(n) %}{{ n }}の名{% endmacro %}"
        "{% macro part(n) %}<b>{{ n }}</b>{% endmacro %}{% macro said(n) %}{{ n }}{% endmacro %}"
        '<input value="{{ value(1) }}" aria-label="{{ name(2) }}">'
        "<i {{ part(3) }}>{{ said(4) }}</i>"
    )
    macros = uses([source])
    assert macros == {"value": "kept", "name": "plain"}
    found = [(source[run.start : run.end], run.plain) for run in runs(source, macros)]
    assert found == [
        ("{{ n }}の名", True),
        ("{{ n }}", False),
        ("{{ n }}", False),
        ("{{ said(4) }}", False),
    ]


def test_a_button_says_its_value_and_a_field_keeps_it():
    source = '<input type="submit" value="送る"><input name="a" value="{{ kept }}">'
    assert [run.key for run in spoken(source)] == ["送る"]
