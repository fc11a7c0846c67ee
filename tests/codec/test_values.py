"""Every value has one spelling; any other is refused with its place, itself, a remedy, a line."""

import pytest

AMOUNT = "plans[0].prices[0].amount"
DIGITS = "半角の数字だけで書いてください"

NOT_WHOLE = ['"9800"', "９８００", "9800.5", "9800.0", "true", "yes", "9,800", "9_800", "0x10"]
NOT_WHOLE += [
    "0o10",
    "0b11",
    "12:30",
    "1e5",
    ".nan",
    ".inf",
    "+9800",
    "九千八百",
    "9800円",
    "[9800]",
]


@pytest.mark.parametrize("value", NOT_WHOLE)
def test_a_price_is_written_in_ascii_digits_only(spoil, value):
    """Text, floats, booleans and the other numbers of YAML are no price."""
    fault, line = spoil("amount: 9800", f"amount: {value}")
    assert (fault.place, fault.line) == (AMOUNT, line)
    assert "整数ではありません" in fault.message
    assert DIGITS in fault.message


@pytest.mark.parametrize("value", ["９８００", "9800.5", "true", "yes", "9_800", "12:30", "1e5"])
def test_a_refused_price_is_shown_as_it_was_written(spoil, value):
    """The author finds the value in the document by searching for it."""
    fault, _ = spoil("amount: 9800", f"amount: {value}")
    assert f"「{value}」" in fault.message


@pytest.mark.parametrize("value", ["", "null", "~", "Null"])
def test_a_price_is_left_out_rather_than_null(spoil, value):
    """Nothing is said by leaving the key out, never by an empty value."""
    fault, line = spoil("amount: 9800", f"amount: {value}")
    assert (fault.place, fault.line) == (AMOUNT, line)
    assert "項目ごと消してください" in fault.message


@pytest.mark.parametrize(("value", "shown"), [("-1", "-1"), ("10000000000", "10,000,000,000")])
def test_a_price_stays_within_its_limits(spoil, value, shown):
    """Negative and absurd amounts are refused with the limits."""
    fault, line = spoil("amount: 9800", f"amount: {value}")
    assert (fault.place, fault.line) == (AMOUNT, line)
    assert shown in fault.message
    assert "0 から 9,999,999,999" in fault.message


def test_a_number_of_many_digits_is_refused_before_it_is_computed(spoil):
    """Twenty digits are a typing error."""
    fault, line = spoil("amount: 9800", "amount: " + "9" * 20)
    assert (fault.place, fault.line) == (AMOUNT, line)
    assert "18 桁まで" in fault.remedy


@pytest.mark.parametrize(
    "value", ["yes", "no", "on", "off", "y", "True", "TRUE", "1", '"true"', "はい"]
)
def test_yes_is_written_true(spoil, value):
    """What looks like yes is not yes."""
    fault, line = spoil("available: true", f"available: {value}")
    assert (fault.place, fault.line) == ("dispatch.available", line)
    assert "true か false と書いてください" in fault.message


def test_a_capital_true_is_shown_as_it_was_written(spoil):
    """「true」は使えません。true と書いてください would help nobody."""
    fault, _ = spoil("available: true", "available: True")
    assert "「True」" in fault.message


DAYS = [
    "2026-02-30",
    "2026-2-3",
    "２０２６-０４-０１",
    "2026/04/01",
    "20260401",
    "2026-04-01T00:00",
]
DAYS += ["2026-13-01", "2026-04-01 ", "令和8年4月1日", "2026年4月1日", "0000-01-01"]


@pytest.mark.parametrize("value", DAYS)
def test_a_day_is_a_real_day_in_one_spelling(spoil, value):
    """Impossible days and other spellings are refused with an example."""
    fault, line = spoil("issued: 2026-04-01", f'issued: "{value}"')
    assert (fault.place, fault.line) == ("evidence[0].issued", line)
    assert f"「{value}」" in fault.message
    assert "2026-11-25 の形" in fault.message


def test_evidence_does_not_lapse_before_it_is_issued(spoil):
    """Days out of order are refused at the later one."""
    fault, line = spoil("lapses: 2027-03-31", "lapses: 2026-03-31")
    assert (fault.place, fault.line) == ("evidence[0].lapses", line)
    assert "日付の順" in fault.message


@pytest.mark.parametrize("value", ["class3", "1類", "SC★3", "Class1", "1"])
def test_an_unknown_tier_is_refused_with_the_tiers(spoil, value):
    """All words that could stand there are listed."""
    fault, line = spoil("tier: class1", f"tier: {value}")
    assert (fault.place, fault.line) == ("plans[0].tier", line)
    assert f"「{value}」" in fault.message
    assert "class1、class2、SCstar3、SCstar3plus、SCstar4、SCstar4plus" in fault.message


def test_the_smallest_size_is_not_above_the_largest(spoil):
    """A plan that nobody could buy is refused."""
    fault, line = spoil("terminals_max: 50", "terminals_max: 1")
    assert (fault.place, fault.line) == ("plans[0].terminals_max", line)
    assert "大小を確かめてください" in fault.message


def test_a_plan_code_stands_once(spoil):
    """The second plan of a code is the fault."""
    fault, line = spoil("code: plus", "code: basic")
    assert (fault.place, fault.line) == ("plans[1].code", line)
    assert "同じコードのプラン" in fault.message


@pytest.mark.parametrize("value", ["otasuke-manifest/2", "otasuke-manifest", "1"])
def test_an_unknown_format_is_refused_with_the_known_one(spoil, value):
    """A document of another version is not guessed at."""
    fault, line = spoil("format: otasuke-manifest/1", f"format: {value}")
    assert (fault.place, fault.line) == ("format", line)
    assert "otasuke-manifest/1" in fault.message


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("period: month", "period: day", "plans[0].prices[0].period"),
        ("kind: recurring", "kind: one_time", "plans[0].prices[0].period"),
        ("tax: excluded", "qualifier: quote", "plans[0].prices[0].amount"),
        ("means: tool", "means: self", "coverage[0].extent"),
        ("hours: 24", "hours: 25", "monitoring.network.hours"),
        ("type: ネットワーク監視型", "type: 不明", "monitoring.type"),
        ("tools: [UTM]", "tools: []", "monitoring.tools"),
        ("tools: [UTM]", "tools: UTM", "monitoring.tools"),
        ("tools: [UTM]", "tools: {UTM: x}", "monitoring.tools"),
        ("code: hinata", "code: Hinata", "provider.code"),
        ("code: hinata", "code: ひなた", "provider.code"),
        ("name: みはりUTM", 'name: "　"', "offering.name"),
        ("name: みはりUTM", f"name: {'長' * 61}", "offering.name"),
        ("name: みはりUTM", "name: 2026", "offering.name"),
        ("name: みはりUTM", r'name: "a\u0007b"', "offering.name"),
        ("name: みはりUTM", r'name: "a\tb"', "offering.name"),
    ],
)
def test_a_value_out_of_its_kind_is_refused_in_its_place(spoil, old, new, place):
    """One spoilt value gives one fault, in the right place."""
    fault, _ = spoil(old, new)
    assert fault.place == place
    assert fault.message


@pytest.mark.parametrize("hidden", [r"\u202e", r"\u200b", r"\u2066", r"\ufeff", r"\u2028"])
def test_text_hides_no_characters(spoil, hidden):
    """A name that reads backwards, or like another one, is refused."""
    fault, line = spoil("name: みはりUTM", f'name: "みはり{hidden}UTM"')
    assert (fault.place, fault.line) == ("offering.name", line)


def test_a_code_has_a_longest_length(spoil):
    """A code is a column, a name in an address, a word in a message."""
    fault, line = spoil("code: hinata", f"code: {'a' * 5000}")
    assert (fault.place, fault.line) == ("provider.code", line)
