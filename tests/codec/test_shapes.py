"""Each shape of a price is whole, and holds nothing of another shape."""

import pytest

from marketplace.codec.dossier import dump_dossier, load_dossier, read_dossier
from marketplace.domain.price import Mode, PriceStep

MONTHLY = "kind: recurring\nbasis: terminal\nperiod: month\ntax: excluded\ncompulsory: true\n"
YEARLY = MONTHLY.replace("month", "year") + "amount: 100\n"
ONCE = "kind: one_time\nbasis: terminal\ntax: excluded\ncompulsory: true\namount: 100\n"
PRICE = "plans[0].prices[0]"

BOTH = "段階（steps）と読み方（mode）は、両方そろえて書いてください"
ORDER = "upto は小さい順に書き、終わりのない段階は最後の一つだけにしてください"
GRACE = "猶予（grace）は upto より大きい数で、upto と一緒に書いてください"
BY_MONTH = "月額（period: month）だけに、期間を限れます。消してください"

SPOILT = {
    "steps without mode": (MONTHLY + "steps:\n- {amount: 9, upto: 5}", "steps", BOTH),
    "mode without steps": (MONTHLY + "amount: 9\nmode: volume", "steps", BOTH),
    "flat with steps": (MONTHLY + "mode: flat\nsteps:\n- {amount: 9}", "steps", BOTH),
    "unordered": (
        MONTHLY + "mode: volume\nsteps:\n- {amount: 9, upto: 5}\n- {amount: 8, upto: 4}",
        "steps",
        ORDER,
    ),
    "equal": (
        MONTHLY + "mode: volume\nsteps:\n- {amount: 9, upto: 5}\n- {amount: 8, upto: 5}",
        "steps",
        ORDER,
    ),
    "open first": (
        MONTHLY + "mode: package\nsteps:\n- {amount: 9}\n- {amount: 8, upto: 5}",
        "steps",
        ORDER,
    ),
    "open twice": (
        MONTHLY + "mode: graduated\nsteps:\n- {amount: 9}\n- {amount: 8}",
        "steps",
        ORDER,
    ),
    "grace beyond the next": (
        MONTHLY + "mode: package\nsteps:\n- {amount: 9, upto: 5, grace: 9}\n- {amount: 8, upto: 8}",
        "steps",
        ORDER,
    ),
    "grace below upto": (
        MONTHLY + "mode: package\nsteps:\n- {amount: 9, upto: 5, grace: 4}",
        "steps",
        GRACE,
    ),
    "grace without upto": (
        MONTHLY + "mode: package\nsteps:\n- {amount: 9, grace: 4}",
        "steps",
        GRACE,
    ),
    "amount and steps": (
        MONTHLY + "amount: 9\nmode: volume\nsteps:\n- {amount: 9}",
        "amount",
        "段階ごとの amount を書いてください",
    ),
    "quote and amount": (MONTHLY + "amount: 9\nqualifier: quote", "amount", "消してください"),
    "prepaid year": (YEARLY + "prepay_months: 12", "prepay_months", "消してください"),
    "prepaid once": (ONCE + "prepay_months: 12", "prepay_months", "消してください"),
    "campaign by the year": (YEARLY + "first_month: 3", "first_month", BY_MONTH),
    "campaign once": (ONCE + "first_month: 3\nlast_month: 4", "first_month", BY_MONTH),
    "last before first": (
        MONTHLY + "amount: 9\nfirst_month: 7\nlast_month: 6",
        "last_month",
        "first_month より前の月です。順を確かめてください",
    ),
    "period once": (ONCE + "period: month", "period", "ほかには書きません"),
    "period of usage": (
        ONCE.replace("one_time", "usage") + "period: month",
        "period",
        "ほかには書きません",
    ),
    "no period": (
        MONTHLY.replace("period: month\n", "amount: 9\n"),
        "period",
        "month か year を書き",
    ),
    "requires a stranger": (MONTHLY + "requires: [回線]", "requires", "料金の名前を書いてください"),
    "requires itself": (MONTHLY + "requires: [基本料]", "requires", "ほかの料金の名前"),
}


@pytest.mark.parametrize("case", SPOILT.values(), ids=SPOILT)
def test_a_shape_is_whole(priced, faults, case):
    """The one fault names the field and says what to do, at a line of this price."""
    price, field, remedy = case
    text = priced(price)
    (fault,) = faults(text)
    assert fault.place == f"{PRICE}.{field}"
    assert remedy in fault.message
    lines = text.splitlines()
    assert lines.index("  - name: 基本料") < fault.line <= lines.index("- code: plus")


def test_a_shape_is_told_where_its_field_stands(priced, faults):
    """The line of the field itself, where it was written."""
    text = priced(MONTHLY + "mode: volume\nsteps:\n- {amount: 9}\namount: 9")
    (fault,) = faults(text)
    assert text.splitlines()[fault.line - 1].strip() == "amount: 9"


UNKNOWN = [
    ("kind", "deposit", "recurring、one_time、usage"),
    ("basis", "site", "network、terminal、pc、server、company、staff"),
    ("period", "day", "month、year"),
    ("mode", "band", "flat、graduated、volume、package、steps"),
    ("tax", "exempt", "excluded、included、unknown"),
    ("qualifier", "example", "exact、from、quote"),
]


@pytest.mark.parametrize("case", UNKNOWN, ids=lambda case: case[0])
def test_an_unknown_word_is_refused_with_the_known_ones(priced, faults, case):
    """The value as written, and every word that could stand there."""
    field, word, known = case
    lines = [line for line in MONTHLY.splitlines() if not line.startswith(f"{field}:")]
    (fault,) = faults(priced("\n".join([*lines, f"{field}: {word}"])))
    assert fault.place == f"{PRICE}.{field}"
    assert f"「{word}」" in fault.message
    assert f"次のどれかを書いてください: {known}。" in fault.message


NUMBERS = [
    ("least", 1, 1_000_000),
    ("included", 0, 1_000_000),
    ("first_month", 1, 120),
    ("last_month", 1, 120),
    ("prepay_months", 1, 120),
]


@pytest.mark.parametrize("case", NUMBERS, ids=lambda case: case[0])
def test_a_number_of_a_shape_stays_within_its_limits(priced, faults, case):
    """The limits are told; text and floats are no number."""
    field, least, most = case
    for value in (least - 1, most + 1):
        (fault,) = faults(priced(MONTHLY + f"{field}: {value}"))
        assert fault.place == f"{PRICE}.{field}"
        assert f"{value:,}" in fault.message
        assert f"{least:,} から {most:,}" in fault.message
    for value in ('"3"', "３", "3.0", "true", "三"):
        (fault,) = faults(priced(MONTHLY + f"{field}: {value}"))
        assert fault.place == f"{PRICE}.{field}"
        assert "半角の数字だけで書いてください" in fault.message


@pytest.mark.parametrize(
    "case",
    [
        ("{upto: 5}", "amount", "書き足してください"),
        ("{amount: '9', upto: 5}", "amount", "「9」は整数ではありません"),
        ("{amount: -1, upto: 5}", "amount", "-1 は範囲の外です"),
        ("{amount: 9, upto: 0}", "upto", "0 は範囲の外です"),
        ("{amount: 9, upto: 1000001}", "upto", "1,000,001 は範囲の外です"),
        ("{amount: 9, upto: 5, grace: 0}", "grace", "0 は範囲の外です"),
        ("{amount: 9, upto: null}", "upto", "項目ごと消してください"),
        ("{amount: 9, upto: 無制限}", "upto", "「無制限」は整数ではありません"),
        ("{amount: 9, until: 5}", "until", "この項目はありません"),
    ],
)
def test_a_step_is_made_of_whole_numbers(priced, faults, case):
    """Each step has a place of its own."""
    step, place, said = case
    (fault,) = faults(priced(MONTHLY + f"mode: volume\nsteps:\n- {{amount: 1, upto: 1}}\n- {step}"))
    assert fault.place == f"{PRICE}.steps[1].{place}"
    assert said in fault.message


def test_a_component_is_named_once_in_its_plan(priced, faults):
    """The second one is the fault; another plan may use the name again."""
    again = "  - name: 基本料\n    kind: one_time\n    basis: company\n"
    (fault,) = faults(priced(MONTHLY, after=again))
    assert fault.place == "plans[0].prices[1].name"
    assert "同じ名前の料金があります" in fault.message
    text = priced(MONTHLY)
    shared = text.replace("  tier: class2", f"  tier: class2\n  prices:\n{again}")
    assert read_dossier(shared.encode()).offering.plans[1].prices[0].name == "基本料"


WHOLE = {
    "graduated": MONTHLY + "mode: graduated\nsteps:\n- {amount: 9, upto: 5}\n- {amount: 8}",
    "volume with an end": MONTHLY + "mode: volume\nsteps:\n- {amount: 9, upto: 5}",
    "package with a margin": MONTHLY
    + "mode: package\nsteps:\n- {amount: 9, upto: 20, grace: 30}\n- {amount: 15, upto: 50}",
    "from a stepped floor": MONTHLY + "qualifier: from\nmode: steps\nsteps:\n- {amount: 9}",
    "quote": MONTHLY + "qualifier: quote",
    "campaign": MONTHLY + "amount: 9\nfirst_month: 1\nlast_month: 6",
    "one month": MONTHLY + "amount: 9\nfirst_month: 6\nlast_month: 6",
    "prepaid": MONTHLY + "amount: 9\nprepay_months: 12",
    "included": MONTHLY + "amount: 9\nincluded: 5\nleast: 10",
    "staff": MONTHLY.replace("terminal", "staff") + "amount: 9",
    "usage": ONCE.replace("one_time", "usage"),
}


@pytest.mark.parametrize("price", WHOLE.values(), ids=WHOLE)
def test_a_whole_shape_is_read_and_written(priced, price):
    """What is right is not refused, and reads back as it was."""
    dossier = read_dossier(priced(price).encode())
    assert load_dossier(dump_dossier(dossier)) == dossier


def test_steps_are_read_as_they_are_written(priced):
    """Amounts, ends and margins in their order."""
    text = priced(WHOLE["package with a margin"])
    price = read_dossier(text.encode()).offering.plans[0].prices[0]
    assert (price.mode, price.amount) == (Mode.PACKAGE, None)
    assert price.steps == (PriceStep(9, 20, 30), PriceStep(15, 50))
    assert price.sold_up_to == 50


def test_what_a_component_requires_is_another_of_its_plan(priced):
    """The name comes before or after, compulsory or not."""
    after = "  - {name: 回線, kind: recurring, basis: network, period: month}\n"
    price = read_dossier(priced(MONTHLY + "requires: [回線]", after).encode())
    assert price.offering.plans[0].prices[0].requires == ("回線",)


def test_a_plan_that_says_no_size_says_none(priced):
    """Not declared is not one; only the tariff takes the smallest there can be."""
    plan = read_dossier(priced(MONTHLY + "amount: 9").encode()).offering.plans[1]
    assert (plan.terminals_min, plan.networks_min, plan.term_months) == (None, None, None)
    assert (plan.tariff.terminals_min, plan.tariff.networks_min) == (1, 1)


# Known mistakes of the codec, each with what it should do.
MISTAKEN = {
    "upto falls under a margin": (
        "mode: package\nsteps:\n- {amount: 9, upto: 5, grace: 6}\n- {amount: 8, upto: 4, grace: 9}",
        "steps",
    ),
    "grace of nothing": ("mode: package\nsteps:\n- {amount: 9, upto: 5, grace: 5}", "steps"),
    "quote with steps": ("qualifier: quote\nmode: volume\nsteps:\n- {amount: 9}", "steps"),
}


@pytest.mark.parametrize(("price", "field"), MISTAKEN.values(), ids=MISTAKEN)
def test_a_shape_that_the_codec_mistakes(priced, faults, price, field):
    """The field that was written is refused."""
    (fault,) = faults(priced(MONTHLY + price))
    assert fault.place == f"{PRICE}.{field}"


def test_a_yearly_campaign_is_told_at_its_last_month(priced, faults):
    """Only the last month was written, so that is what goes."""
    (fault,) = faults(priced(YEARLY + "last_month: 3"))
    assert fault.place == f"{PRICE}.last_month"


def test_every_rule_that_a_price_breaks_is_told(priced, faults):
    """Nobody has to send a document twice."""
    found = faults(priced(YEARLY + "prepay_months: 12\nfirst_month: 7\nlast_month: 6"))
    assert {fault.place.rsplit(".", 1)[-1] for fault in found} >= {"prepay_months", "last_month"}
