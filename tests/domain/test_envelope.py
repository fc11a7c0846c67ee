"""The dearest compulsory fee at every size sold, against caps worked out by hand."""

from datetime import date

import pytest

from marketplace.domain.envelope import Envelope, EnvelopeLine
from marketplace.domain.outline import MOST_NETWORKS
from marketplace.domain.phrase import Bound
from marketplace.domain.price import (
    Basis,
    Kind,
    Mode,
    Period,
    PriceComponent,
    PriceStep,
    Qualifier,
    Tax,
)
from marketplace.domain.tariff import Tariff

TODAY = date(2026, 11, 25)
SITE_CAP = (10_000, 0)
TERMINAL_CAP = (0, 2_000)
BOTH_CAPS = (10_000, 2_000)


def line(basis, amount, **said):
    """Give a compulsory monthly line 税抜, named by its basis; ``said`` replaces any of that."""
    usual = {"period": Period.MONTH, "tax": Tax.EXCLUDED, "compulsory": True}
    kind = said.pop("kind", Kind.RECURRING)
    return PriceComponent(basis, kind, Basis(basis), amount, **(usual | said))


def yearly(basis, amount):
    return line(basis, amount, period=Period.YEAR)


def tariff(lines, sold):
    """Give the tariff of these lines; ``sold`` is terminals from, terminals to, sites from."""
    return Tariff(tuple(lines), *sold)


ANY = (1, None, 1)
ONCE = line("company", 50_000, kind=Kind.ONE_TIME, period=None)
OPTION = line("network", 3000, compulsory=False)
BASE = [line("company", 3000), line("terminal", 900)]
PC_SERVER = [line("pc", 1800), line("server", 3000)]
COMPANY = [line("company", 20_000)]
SITE = line("network", 9800)
FOR_ALL = line("terminal", 500)
SITE_AND_TERMINALS = [line("network", 9000), line("terminal", 500)]

# what is priced | lines | sold: terminals from, to, sites from | within 10,000 a site and month
PER_SITE = [
    ("10,000 a site", [line("network", 10_000)], ANY, True),
    ("10,001 a site", [line("network", 10_001)], ANY, False),
    ("10,000 a site at three sites", [line("network", 10_000)], (1, None, 3), True),
    ("120,000 a year is 10,000 × 12", [yearly("network", 120_000)], ANY, True),
    ("120,010 a year is not rounded away", [yearly("network", 120_010)], ANY, False),
    ("120,001 a year neither", [yearly("network", 120_001)], ANY, False),
    ("9,800 + 200", [SITE, line("network", 200)], ANY, True),
    ("9,800 + 300", [SITE, line("network", 300)], ANY, False),
    ("9,800 + 2,400 a year", [SITE, yearly("network", 2400)], ANY, True),
    ("9,800 + 2,401 a year", [SITE, yearly("network", 2401)], ANY, False),
    ("an option is not added", [SITE, OPTION], ANY, True),
    ("what is paid once is not added", [SITE, ONCE], ANY, True),
    ("20,000 a company over two sites", COMPANY, (1, None, 2), True),
    ("20,000 a company at one site", COMPANY, ANY, False),
    ("9,000 + 500 × 2 terminals, no more sold", SITE_AND_TERMINALS, (1, 2, 1), True),
    ("9,000 + 500 × 3 terminals", SITE_AND_TERMINALS, (1, 3, 1), False),
    ("9,000 + 500 a terminal without end", SITE_AND_TERMINALS, ANY, False),
]

# … | within 2,000 a terminal and month
PER_TERMINAL = [
    ("2,000 a terminal", [line("terminal", 2000)], ANY, True),
    ("2,001 a terminal", [line("terminal", 2001)], ANY, False),
    ("2,000 × 50 terminals", [line("terminal", 2000)], (50, 50, 1), True),
    ("24,000 a terminal and year", [yearly("terminal", 24_000)], ANY, True),
    ("24,001 a terminal and year", [yearly("terminal", 24_001)], ANY, False),
    ("3,000 + 900 = 3,900 for one", BASE, (1, None, 1), False),
    ("(3,000 + 900 × 2) / 2 = 2,400", BASE, (2, None, 1), False),
    ("(3,000 + 900 × 3) / 3 = 1,900", BASE, (3, None, 1), True),
    ("3,000 a company, sold for up to 100", BASE, (1, 100, 1), False),
    ("72,000 a year over three", [yearly("company", 72_000)], (3, None, 1), True),
    ("72,001 over three is not rounded away", [yearly("company", 72_001)], (3, None, 1), False),
    ("PC 1,800, server 3,000", PC_SERVER, ANY, False),
    ("PC 1,800, server 2,000", [line("pc", 1800), line("server", 2000)], ANY, True),
    ("PC 2,001, server 100", [line("pc", 2001), line("server", 100)], ANY, False),
    ("500 for all + 1,500 a PC", [FOR_ALL, line("pc", 1500)], ANY, True),
    ("500 for all + 1,501 a PC", [FOR_ALL, line("pc", 1501)], ANY, False),
]

# … | within 10,000 a site and 2,000 a terminal together
TOGETHER = [
    ("both used up", [line("network", 10_000), line("terminal", 2000)], ANY, True),
    ("one yen more a site", [line("network", 10_001), line("terminal", 2000)], ANY, False),
    ("one yen more a terminal, for ever", [line("terminal", 2001)], ANY, False),
    ("2,001 × 5 terminals, no more sold", [line("terminal", 2001)], (1, 5, 1), True),
]


def within(lines, sold, cap):
    (only,) = tariff(lines, sold).envelope(TODAY)
    return only.keeps(*cap, Bound.AT_MOST)


@pytest.mark.parametrize(("priced", "lines", "sold", "holds"), PER_SITE)
def test_a_price_is_within_a_cap_per_site_or_not(priced, lines, sold, holds):
    """Terminals and options count as they are charged, single payments do not."""
    assert within(lines, sold, SITE_CAP) is holds, priced


@pytest.mark.parametrize(("priced", "lines", "sold", "holds"), PER_TERMINAL)
def test_a_price_is_within_a_cap_per_terminal_or_not(priced, lines, sold, holds):
    """The smallest contract carries the base fee; PCs and servers each have their own price."""
    assert within(lines, sold, TERMINAL_CAP) is holds, priced


@pytest.mark.parametrize(("priced", "lines", "sold", "holds"), TOGETHER)
def test_a_price_is_within_two_caps_together_or_not(priced, lines, sold, holds):
    """What one cap leaves free the other may use."""
    assert within(lines, sold, BOTH_CAPS) is holds, priced


# 税込 as it stands, and with 10 % taken off, against 10,000 a site
READINGS = [(9900, [True, True]), (10_001, [False, True]), (11_000, [False, True])]
READINGS += [(11_001, [False, False]), (11_110, [False, False])]


@pytest.mark.parametrize(("in_tax", "within"), READINGS)
def test_a_price_shown_with_tax_is_read_twice(in_tax, within):
    """First as it stands, then without the tax."""
    readings = tariff([line("network", in_tax, tax=Tax.INCLUDED)], ANY).envelope(TODAY)
    assert [envelope.keeps(*SITE_CAP, Bound.AT_MOST) for envelope in readings] == within


def test_equal_readings_count_once():
    """Nothing is nothing with and without tax."""
    assert len(tariff([line("network", 0, tax=Tax.INCLUDED)], ANY).envelope(TODAY)) == 1


UNKNOWN = {
    "no lines": [],
    "only what is paid once": [ONCE],
    "6,600 円〜": [line("network", 6600, qualifier=Qualifier.FROM)],
    "要見積り": [line("network", None, qualifier=Qualifier.QUOTE)],
    "no amount": [line("network", None)],
    "tax not said": [line("network", 9800, tax=Tax.UNKNOWN)],
    "declinable or not, not said": [line("network", 9800, compulsory=None)],
    "one of two": [line("network", 9800), line("company", 500, tax=Tax.UNKNOWN)],
}


@pytest.mark.parametrize("lines", UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_fee_has_no_envelope(lines):
    """Unknown is neither dear nor cheap."""
    assert tariff(lines, ANY).envelope(TODAY) is None


@pytest.mark.parametrize(
    "harmless",
    [
        line("network", 3000, compulsory=False, qualifier=Qualifier.FROM),
        line("network", 3000, compulsory=False, tax=Tax.UNKNOWN),
        line("company", None, kind=Kind.ONE_TIME, period=None, tax=Tax.UNKNOWN),
    ],
)
def test_an_unknown_amount_outside_the_fees_does_no_harm(harmless):
    """Options and what is paid once are not asked for."""
    fees = [line("network", 9800)]
    assert tariff([*fees, harmless], ANY).envelope(TODAY) == tariff(fees, ANY).envelope(TODAY)


MANY_YEN = MOST_NETWORKS * 120_000
SHAPES = [
    ([line("terminal", 1000)], (5, 50, 1), [("端末", ((5, 60_000), (50, 600_000)), None, 1)]),
    ([line("terminal", 1000)], (5, 5, 1), [("端末", ((5, 60_000),), None, 1)]),
    (BASE, (3, None, 1), [("端末", ((3, 68_400),), 10_800, 1)]),
    (PC_SERVER, ANY, [("PC", ((1, 21_600),), 21_600, 1), ("サーバー", ((1, 36_000),), 36_000, 1)]),
    (
        [line("network", 10_000)],
        (1, 2, 3),
        [
            ("端末", ((1, 360_000), (2, 360_000)), None, 3),
            ("端末", ((1, MANY_YEN), (2, MANY_YEN)), None, MOST_NETWORKS),
        ],
    ),
]


@pytest.mark.parametrize(("lines", "sold", "shape"), SHAPES)
def test_an_envelope_is_told_in_yen_for_twelve_months(lines, sold, shape):
    """Corners of the sizes sold, what each further terminal adds, and for how many sites."""
    expected = Envelope(tuple(EnvelopeLine(*one) for one in shape))
    assert tariff(lines, sold).envelope(TODAY) == (expected,)


@pytest.mark.parametrize(
    ("amount", "kept"),
    [(1999, {"以下", "未満"}), (2000, {"以下", "以上"}), (2001, {"以上", "超"})],
)
def test_each_bound_has_its_own_edge(amount, kept):
    """2,000 is within 以下 and 以上 2,000, and within neither 未満 nor 超."""
    (envelope,) = tariff([line("network", amount)], (1, 9, 1)).envelope(TODAY)
    assert {bound.value for bound in Bound if envelope.keeps(2000, 0, bound)} == kept


FLOORS = [
    ("1,000 a terminal for ever", [line("terminal", 1000)], ANY, True),
    ("10,000 a site soon falls below", [line("network", 10_000)], ANY, False),
    ("10,000 for ten terminals", [line("network", 10_000)], (1, 10, 1), True),
    ("10,000 for eleven", [line("network", 10_000)], (1, 11, 1), False),
]


@pytest.mark.parametrize(("priced", "lines", "sold", "holds"), FLOORS)
def test_a_floor_is_asked_at_every_size_too(priced, lines, sold, holds):
    """At least 1,000 a terminal and month."""
    (envelope,) = tariff(lines, sold).envelope(TODAY)
    assert envelope.keeps(0, 1000, Bound.AT_LEAST) is holds, priced


STEPS = (PriceStep(2300, 4), PriceStep(1900))
STEPPED = line("terminal", None, mode=Mode.GRADUATED, steps=STEPS)
FOR_SEVEN = [line("company", 170_000, period=Period.YEAR)]
A_YEAR = [yearly("terminal", 24_001)]

# lines | sold | cap → the place in words
SEEN = [
    ([line("network", 12_000)], ANY, SITE_CAP, "月額 12,000 円（税抜）"),
    ([line("network", 9800)], ANY, SITE_CAP, "月額 9,800 円（税抜）"),
    (COMPANY, (1, None, 2), SITE_CAP, "月額 10,000 円（税抜）"),
    ([line("company", 20_001)], (1, None, 2), SITE_CAP, "2 か所で年額 240,012 円（税抜）"),
    ([yearly("network", 120_010)], ANY, SITE_CAP, "年額 120,010 円（税抜）"),
    (SITE_AND_TERMINALS, (1, 3, 1), SITE_CAP, "月額 10,500 円（税抜）"),
    (SITE_AND_TERMINALS, ANY, SITE_CAP, "月額 10,500 円（税抜）"),
    ([line("terminal", 2001)], ANY, TERMINAL_CAP, "月額 2,001 円（税抜、端末の場合）"),
    (PC_SERVER, (1, 1, 1), TERMINAL_CAP, "月額 3,000 円（税抜、サーバーの場合）"),
    (BASE, (1, 100, 1), TERMINAL_CAP, "月額 3,900 円（税抜、端末の場合）"),
    (BASE, (2, None, 1), TERMINAL_CAP, "月額 2,400 円（税抜、端末 2 台の場合）"),
    ([STEPPED], ANY, TERMINAL_CAP, "月額 2,300 円（税抜、端末の場合）"),
    (A_YEAR, ANY, TERMINAL_CAP, "年額 24,001 円（税抜、端末の場合）"),
    (FOR_SEVEN, (7, 7, 1), TERMINAL_CAP, "7 台で年額 170,000 円（税抜、端末 7 台の場合）"),
]


@pytest.mark.parametrize(("lines", "sold", "cap", "words"), SEEN)
def test_the_place_that_decides_is_told_in_words(lines, sold, cap, words):
    """By the month where that comes out even, by the year otherwise; with the terminals asked."""
    (envelope,) = tariff(lines, sold).envelope(TODAY)
    assert envelope.seen(*cap) == words


def test_what_stands_beside_an_open_end_is_the_first_place_above_the_cap():
    """1,000 + 500 a terminal: 19 terminals are above 10,000, and 18 still within."""
    (envelope,) = tariff([line("network", 1000), FOR_ALL], ANY).envelope(TODAY)
    assert envelope.seen(*SITE_CAP) == "月額 10,500 円（税抜）"


# Where the domain and the paper part: 「in the dearest month and at the dearest size sold」.


def test_sites_beyond_those_included_are_dearer_a_site():
    """12,000 a site, the first included: ten sites pay 108,000, more than 10 × 10,000."""
    (envelope,) = tariff([line("network", 12_000, included=1)], ANY).envelope(TODAY)
    assert envelope.keeps(*SITE_CAP, Bound.AT_MOST) is False


def test_two_caps_together_are_kept_for_every_number_of_sites():
    """11,500 + 5 × 1,000 is within 20,000 at one site; sites of one terminal pay above 12,000."""
    lines = [line("network", 11_500), line("terminal", 1000)]
    (dear,) = tariff(lines, (5, None, 1)).envelope(TODAY)
    assert not dear.keeps(10_000, 2000, Bound.AT_MOST)
    (fair,) = tariff([line("network", 10_500), lines[1]], (5, None, 1)).envelope(TODAY)
    assert fair.keeps(10_000, 2000, Bound.AT_MOST)


def test_a_size_sold_without_a_price_is_unknown():
    """Sold for up to 20 terminals, priced for up to 10: the rest is on application."""
    ten = line("terminal", None, mode=Mode.VOLUME, steps=(PriceStep(2000, 10),))
    assert tariff([ten], (1, 20, 1)).envelope(TODAY) is None


def test_a_table_that_comes_later_ends_the_sale_too():
    """Nobody buys more terminals than the fourth month has a price for."""
    later = {"mode": Mode.VOLUME, "steps": (PriceStep(500, 3),), "first_month": 4}
    lines = [line("terminal", 500, included=1, last_month=3), line("terminal", None, **later)]
    (envelope,) = tariff(lines, ANY).envelope(TODAY)
    assert envelope.keeps(0, 500, Bound.AT_MOST) is True
    assert envelope.keeps(2000, 0, Bound.AT_MOST) is True
