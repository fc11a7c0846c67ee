"""Labels and sentences made in Python are told in English; names stay as they are."""

import pytest
from markupsafe import Markup

from marketplace.web.language import catalogue, reading, said, shapes, telling
from marketplace.web.language.formats import counted, day, edition_name, moment, of, yen
from marketplace.web.language.telling import plain, spoken, told

ENGLISH = {
    "あり": "yes",
    "1類": "Class 1",
    "2類": "Class 2",
    "{minutes}分以内": "within {minutes} minutes",
    "{amount:,}円{more}": "¥{amount:,} {more}",
    "から": "or more",
    "{kind}の人には、できません。": "{kind} people cannot.",
    "やり直してください。": "Try again.",
    "台まで": "devices at most",
    "{a}か月": "{a} months",
    "端末": "device",
    "台": "devices",
    "入れません": "not in it",
    "{name}の合計（{tax}）の内訳": "What the total of {name} ({tax}) is made of",
}


@pytest.fixture(autouse=True)
def _words(monkeypatch):
    monkeypatch.setattr(catalogue, "messages", lambda: ENGLISH)
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _forget():
    shapes.shapes.cache_clear()
    for one in (telling.plain, telling.marked, reading._ours, reading._fitting):
        one.cache_clear()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("あり", "yes"),
        (" あり ", " yes "),
        ("plain", "plain"),
        ("30分以内", "within 30 minutes"),
        ("3,000円から", "¥3,000 or more"),
        ("1類・2類", "Class 1 · Class 2"),
        ("あり（1類）", "yes (Class 1)"),
        ("「あり」", "“yes”"),
        ("10台まで", "10 devices at most"),
        ("2026年11月5日", "5 November 2026"),
        ("2026年11月", "November 2026"),
        ("12,000円", "¥12,000"),
        ("1か月", "1 month"),
        ("11か月", "11 months"),
        ("1類の人には、できません。やり直してください。", "Class 1 people cannot. Try again."),
        ("、・", ",  · "),
        ("端末 3台", "3 devices"),
        ("あり 3台", "yes 3 devices"),
        ("30分以内。入れません", "within 30 minutes. not in it"),
        ("あり：1類", "yes: Class 1"),
    ],
)
def test_what_is_ours_is_wholly_english(text, wanted):
    assert plain(text) == wanted
    assert str(told(text)) == wanted


@pytest.mark.parametrize(
    "text",
    ["見張り通信", "月額3,000円から", "あり、ただし夜間を除く", "見張り・1類", "あ" * 500, "99月"],
)
def test_what_is_somebodys_own_stays_and_says_so(text):
    assert plain(text) == text
    assert str(told(text)) == f'<span lang="ja">{text}</span>'


def test_a_name_within_a_sentence_stays():
    assert told("見張り通信の人には、できません。") == Markup(
        '<span lang="ja">見張り通信</span> people cannot.'
    )


def test_names_beside_what_is_ours_stay():
    assert plain("1類・見張り番・30分以内") == "Class 1 · 見張り番 · within 30 minutes"
    assert plain("見張り番・30分以内") == "見張り番・30分以内"


def test_a_sentence_within_a_sentence_is_told_too():
    wanted = "What the total of 見張り (yes) is made of"
    assert plain("見張りの合計（あり）の内訳") == wanted


def test_a_value_that_is_no_text_is_told_as_it_reads():
    class Asked:
        def __str__(self):
            return "30分以内"

    assert str(told(Asked())) == spoken(Asked()) == "within 30 minutes"


def test_marked_text_without_tags_is_told_and_with_tags_is_not():
    assert told(Markup("30分以内")) == "within 30 minutes"
    assert told(Markup("見張り &lt;b")) == Markup('<span lang="ja">見張り &lt;b</span>')
    assert told(Markup("<b>あり</b>")) == Markup("<b>あり</b>")


def test_a_text_past_the_templates_follows_the_visitor(app):
    with app.test_request_context(headers={"Cookie": "lang=en"}):
        assert said("あり") == "yes"
    with app.test_request_context():
        assert said("あり") == "あり"
    assert said("あり") == "あり"


def test_a_name_before_what_is_ours_stays():
    assert told("見張り：12,000円") == Markup('<span lang="ja">見張り</span>: ¥12,000')


def test_a_value_cannot_bring_tags():
    assert "<b>" not in told("見張り<b>：12,000円")
    assert told("<b>") == "&lt;b&gt;"


@pytest.mark.parametrize("value", [None, 5, Markup("<b>あり</b>")])
def test_other_values_pass(value):
    assert told(value) is value


def test_days_and_amounts(now):
    assert day(None) == yen(None) == "unknown"
    assert yen(-12800) == "-¥12,800"
    assert day(now.date()).endswith(str(now.year))
    assert moment(now).endswith("JST")


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("otasuke/2.0", "Service criteria, edition 2.0"),
        ("otasuke-sc/draft", "New-class criteria (draft)"),
        ("own/x", "own x"),
    ],
)
def test_editions_have_english_names(slug, name):
    assert edition_name(slug) == name


def test_one_is_one():
    assert (of(1, "clauses"), of(1200, "clauses")) == ("1 clause", "1,200 clauses")
    assert (of(1, "people"), of(1, "services listed")) == ("1 person", "1 service listed")
    assert counted("11 months, 1.1 months, 0.1 months") == "11 months, 1.1 months, 0.1 months"
