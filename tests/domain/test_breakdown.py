"""What a company pays, worked out by hand for each shape of price."""

from datetime import date

import pytest

from marketplace.domain.price import Basis, Kind, Period, PriceComponent, Qualifier, Size, Tax
from marketplace.domain.tariff import Tariff

TODAY = date(2026, 11, 25)
OFFICE = Size(pcs=10, servers=2, networks=1)
THREE_SITES = Size(pcs=10, servers=2, networks=3)
NO_SERVER = Size(pcs=10, servers=0, networks=1)


def line(basis, amount, **said):
    """Give a compulsory monthly line 税抜, named by its basis; ``said`` replaces any of that."""
    usual = {"period": Period.MONTH, "tax": Tax.EXCLUDED, "compulsory": True}
    kind = said.pop("kind", Kind.RECURRING)
    return PriceComponent(basis, kind, Basis(basis), amount, **(usual | said))


def yearly(basis, amount):
    return line(basis, amount, period=Period.YEAR)


def once(amount, **said):
    return line("company", amount, kind=Kind.ONE_TIME, period=None, **said)


SITE = line("network", 9800)
OPTION = line("network", 3000, compulsory=False)
IN_TAX = Tax.INCLUDED
PC_SERVER = (line("pc", 1800), line("server", 3000))

# what is priced | lines | company | months → a month, a year, once, whole term, a month on average
SUMS = [
    ("9,800 a site and month", [SITE], OFFICE, 12, (9800, 0, 0, 117_600, 9800)),
    ("the same for one month", [SITE], OFFICE, 1, (9800, 0, 0, 9800, 9800)),
    ("the same for 24 months", [SITE], OFFICE, 24, (9800, 0, 0, 235_200, 9800)),
    ("the same at three sites", [SITE], THREE_SITES, 12, (29_400, 0, 0, 352_800, 29_400)),
    (
        "120,000 a site and year",
        [yearly("network", 120_000)],
        OFFICE,
        12,
        (0, 120_000, 0, 120_000, 10_000),
    ),
    (
        "a yearly fee for one month is paid in full",
        [yearly("network", 120_000)],
        OFFICE,
        1,
        (0, 120_000, 0, 120_000, 120_000),
    ),
    (
        "a second year begun is paid in full; 240,000 / 13 = 18,461.5",
        [yearly("network", 120_000)],
        OFFICE,
        13,
        (0, 120_000, 0, 240_000, 18_462),
    ),
    (
        "two years are two payments",
        [yearly("network", 120_000)],
        OFFICE,
        24,
        (0, 120_000, 0, 240_000, 10_000),
    ),
    (
        "9,800 × 13 + 12,000 × 2 = 151,400; / 13 = 11,646.2",
        [SITE, yearly("company", 12_000)],
        OFFICE,
        13,
        (9800, 12_000, 0, 151_400, 11_647),
    ),
    (
        "1,800 a terminal, 12 of them",
        [line("terminal", 1800)],
        OFFICE,
        12,
        (21_600, 0, 0, 259_200, 21_600),
    ),
    (
        "10 PCs at 1,800 and 2 servers at 3,000",
        PC_SERVER,
        OFFICE,
        12,
        (24_000, 0, 0, 288_000, 24_000),
    ),
    ("a company without a server", PC_SERVER, NO_SERVER, 12, (18_000, 0, 0, 216_000, 18_000)),
    (
        "3,000 a company and 900 × 12 terminals",
        [line("company", 3000), line("terminal", 900)],
        OFFICE,
        12,
        (13_800, 0, 0, 165_600, 13_800),
    ),
    (
        "3,000 a company, whatever its sites",
        [line("company", 3000)],
        THREE_SITES,
        12,
        (3000, 0, 0, 36_000, 3000),
    ),
    (
        "50,000 once, 167,600 / 12 = 13,966.7",
        [SITE, once(50_000)],
        OFFICE,
        12,
        (9800, 0, 50_000, 167_600, 13_967),
    ),
    ("an option is left out", [SITE, OPTION], OFFICE, 12, (9800, 0, 0, 117_600, 9800)),
    (
        "an option may have no fixed amount",
        [SITE, line("network", 3000, compulsory=False, qualifier=Qualifier.FROM)],
        OFFICE,
        12,
        (9800, 0, 0, 117_600, 9800),
    ),
    (
        "11,000 税込 is 10,000 税抜",
        [line("network", 11_000, tax=IN_TAX)],
        OFFICE,
        12,
        (10_000, 0, 0, 120_000, 10_000),
    ),
    (
        "1,980 税込 is 1,800, × 12 terminals",
        [line("terminal", 1980, tax=IN_TAX)],
        OFFICE,
        12,
        (21_600, 0, 0, 259_200, 21_600),
    ),
    ("nothing to pay is an amount", [line("network", 0)], OFFICE, 12, (0, 0, 0, 0, 0)),
]


def sums(breakdown):
    """Give the five sums of a breakdown in the order of the table."""
    return (
        breakdown.monthly_ex_tax,
        breakdown.yearly_ex_tax,
        breakdown.one_time_ex_tax,
        breakdown.total_ex_tax,
        breakdown.effective_monthly_ex_tax,
    )


@pytest.mark.parametrize(("priced", "lines", "size", "months", "due"), SUMS)
def test_a_company_pays_what_was_worked_out_by_hand(priced, lines, size, months, due):
    """Every sum of the breakdown, and nothing is unknown."""
    breakdown = Tariff(tuple(lines)).breakdown(size, months, TODAY)
    assert breakdown.unknown == (), priced
    assert sums(breakdown) == due, priced


UNKNOWN = [
    ("6,600 円〜", [line("network", 6600, qualifier=Qualifier.FROM)], ("network",)),
    ("要見積り", [line("network", None, qualifier=Qualifier.QUOTE)], ("network",)),
    ("no amount", [line("network", None)], ("network",)),
    ("nobody said 税抜 or 税込", [line("network", 9800, tax=Tax.UNKNOWN)], ("network",)),
    ("may it be declined?", [line("network", 9800, compulsory=None)], ("network",)),
    ("one of two lines", [SITE, line("company", 500, tax=Tax.UNKNOWN)], ("company",)),
    ("what is paid once", [SITE, once(50_000, qualifier=Qualifier.FROM)], ("company",)),
    ("no lines at all", [], ("料金",)),
    ("nothing that applies here", [OPTION], ("料金",)),
]


@pytest.mark.parametrize(("priced", "lines", "names"), UNKNOWN)
def test_one_unknown_amount_makes_every_sum_unknown(priced, lines, names):
    """Unknown is never zero, and the breakdown names what is unknown."""
    breakdown = Tariff(tuple(lines)).breakdown(OFFICE, 12, TODAY)
    assert breakdown.unknown == names, priced
    assert sums(breakdown) == (None,) * 5, priced


def test_known_lines_are_shown_beside_unknown_ones():
    """A company still sees what is certain."""
    lines = (SITE, line("company", 500, qualifier=Qualifier.FROM))
    breakdown = Tariff(lines).breakdown(THREE_SITES, 12, TODAY)
    shown = [(charge.name, charge.quantity, charge.unit_ex_tax) for charge in breakdown.charges]
    assert shown == [("network", 3, 9800)]
    assert breakdown.charges[0].amount_ex_tax == 29_400


def test_tax_is_taken_off_at_the_rate_of_the_day():
    """10,800 税込 was 10,000 税抜 while the rate was 8 %."""
    tariff = Tariff((line("network", 10_800, tax=IN_TAX),))
    before = tariff.breakdown(OFFICE, 12, date(2019, 9, 30))
    after = tariff.breakdown(OFFICE, 12, date(2019, 10, 1))
    assert (before.monthly_ex_tax, after.monthly_ex_tax) == (10_000, 9819)


# smallest and largest number of terminals, smallest number of sites | company → sold
SOLD = [
    ((1, None, 1), (1, 0, 1), True),
    ((1, None, 1), (0, 0, 1), False),
    ((5, None, 1), (4, 0, 1), False),
    ((5, None, 1), (3, 2, 1), True),
    ((5, 50, 1), (50, 0, 1), True),
    ((5, 50, 1), (50, 1, 1), False),
    ((1, None, 2), (10, 0, 1), False),
    ((1, None, 2), (10, 0, 2), True),
    ((1, None, 2), (10, 0, 9), True),
]


@pytest.mark.parametrize(("limits", "company", "sold"), SOLD)
def test_a_plan_is_sold_within_its_sizes(limits, company, sold):
    """PCs and servers count together; both limits are still sold."""
    assert Tariff((SITE,), *limits).sells(Size(*company)) is sold
