"""What is to be translated is found in templates and in code."""

from marketplace.web.language.extract import updated
from marketplace.web.language.sources import code, of_code, of_template, templates


def test_a_template_gives_its_sentences_and_the_words_in_its_code():
    source = (
        '<a title="閉じる">残り {{ n }}件</a>{% set w = {"a": "あり"} %}'
        "{{ f(t ~ '：すべて同じ', 'x') }}{{ o.title ~ 'の' ~ b() }}"
    )
    assert list(of_template(source)) == [
        "閉じる",
        "残り {{ n }}件",
        "{t}：すべて同じ",
        "{title}の{2}",
        "あり",
    ]


def test_code_gives_its_texts_and_the_shapes_of_those_with_values():
    source = '''
"""「章」 A docstring."""
import re
A = "あり"
B = f"{n:,}円から{more}{f'{rest}分' if rest else ''}"
C = D + "まで"
E = re.compile("[ぁ-ん]")
F = "plain" + f"{n}"
G = "あ" "い"
H = "{kind}の人"
def f():
    """「関数」 A docstring."""
    return one.label + "（" + two.label + "）だけ"
'''
    assert sorted(of_code(source)) == sorted(
        [
            "あり",
            "{n:,}円から{more}{3}",
            "{rest}分",
            "{D}まで",
            "あい",
            "{kind}の人",
            "{one.label}（{two.label}）だけ",
        ]
    )


def test_only_packages_with_words_of_pages_are_read():
    houses = {file.parts[-2] for file in code()}
    assert {"web", "sentences", "domain", "desk"} <= houses
    assert not houses & {"mail", "cli", "api", "language", "store"}
    assert len(list(templates())) > 60


def test_what_is_gone_goes_and_what_changed_its_code_alone_keeps_its_english():
    before = {"残り {{ n }}件": "{{ n }} left", "前の文": "old", "同じ": "same"}
    before |= {"あと{{ n }}日": "{{ n|of('days') }}", "{a}の人": "{a} people"}
    new = ("残り {{ left|length }}件", "新しい文", "あと{{ left }}日", "{b}の人", "同じ")
    said = {key: ["a.html"] for key in new}
    made = updated(said, before)
    assert {one.id: one.string for one in made if one.id} == {
        "残り {{ left|length }}件": "{{ left|length }} left",
        "新しい文": "",
        "あと{{ left }}日": "",
        "{b}の人": "{b} people",
        "同じ": "same",
    }
