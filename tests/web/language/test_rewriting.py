"""A template in English says the same in another order."""

from jinja2 import DictLoader, Environment

from marketplace.web.language.rewriting import rewritten
from marketplace.web.language.telling import spoken, told

ENGLISH = {
    "{{ n }}件のうち{{ m }}件": "{{ m }} of {{ n }}",
    "計は<b>{{ n }}円</b>です": "<b>¥{{ n }}</b> in total",
    "{{ name }}を開く": "Open {{ name }}",
    "{% if a %}あり{% endif %}ます": "{% if a %}There is{% else %}There is none{% endif %}",
    "あり": "yes",
}


def rendered(source, **values):
    env = Environment(loader=DictLoader({"t": rewritten(source, ENGLISH)}), autoescape=True)
    env.filters |= {"told": told, "spoken": spoken}
    return env.get_template("t").render(values)


def test_values_change_places():
    assert rendered("<p>{{ n }}件のうち{{ m }}件</p>", n=5, m=2) == "<p>2 of 5</p>"


def test_tags_come_back_with_their_attributes():
    found = rendered('<p>計は<b class="x">{{ n }}円</b>です</p>', n=5)
    assert found == '<p><b class="x">¥5</b> in total</p>'


def test_an_attribute_is_translated_without_marks():
    found = rendered('<a title="{{ name }}を開く">x</a>', name="見張り")
    assert found == '<a title="Open 見張り">x</a>'


def test_a_translation_has_conditions_of_its_own():
    source = "<p>{% if a %}あり{% endif %}ます</p>"
    assert rendered(source, a=False) == "<p>There is none</p>"


def test_a_name_stays_japanese_and_says_so():
    assert rendered("<b>{{ name }}</b>", name="見張り<b>") == (
        '<b><span lang="ja">見張り&lt;b&gt;</span></b>'
    )


def test_signs_between_values_become_english_signs():
    assert rendered("<p>{{ a }}・{{ b }}（{{ c }}）</p>", a=1, b=2, c=3) == "<p>1 · 2 (3)</p>"


def test_what_has_no_translation_stays_as_it_is():
    assert rendered("<p>知らない文 {{ n }}</p>", n=1) == "<p>知らない文 1</p>"


def test_white_space_control_is_kept():
    assert rendered("<p> {{- n -}} </p>", n=1) == "<p>1</p>"


def test_a_missing_value_is_empty():
    assert rendered("<p>{{ nothing }}</p>") == "<p></p>"
