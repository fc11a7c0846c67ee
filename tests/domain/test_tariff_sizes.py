"""Every shape of price against a naive calculator: unit by unit, month by month, size by size."""

from datetime import date
from itertools import count, takewhile

from hypothesis import example, given, settings
from hypothesis import strategies as st

from marketplace.domain.phrase import Bound
from marketplace.domain.price import (
    Basis,
    Kind,
    Mode,
    Period,
    PriceComponent,
    PriceStep,
    Qualifier,
    Size,
    Tax,
)
from marketplace.domain.tariff import Tariff

DAY = date(2026, 11, 25)
STEP = 250
CAP_STEPS = 8
ENOUGH = 160  # so many more terminals, and a fee steeper than a cap has overtaken it
AMOUNTS = st.integers(0, 16).map(lambda steps: steps * STEP)


@st.composite
def step_tables(draw):
    """Draw a rising table of one to three steps, open at its end or not, some with a grace."""
    widths = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    ends = [sum(widths[: i + 1]) for i in range(len(widths))]
    steps = [{"amount": draw(AMOUNTS), "upto": end} for end in ends]
    if draw(st.booleans()):
        del steps[-1]["upto"]
    elif draw(st.booleans()):
        steps[-1]["grace"] = ends[-1] + draw(st.integers(0, 2))
    return steps


@st.composite
def prices(draw, bases, included=2, often=(12, 1)):
    """Draw one price as plain values; ``often`` is how many payments of it make a year."""
    mode = draw(st.sampled_from(["flat", "graduated", "volume", "package"]))
    drawn = {"basis": draw(st.sampled_from(bases)), "mode": mode, "often": 0}
    shape = {"amount": draw(AMOUNTS)} if mode == "flat" else {"steps": draw(step_tables())}
    drawn |= shape | {"included": draw(st.integers(0, included)), "often": draw(often_of(often))}
    if draw(st.booleans()):
        drawn["least"] = draw(st.integers(1, 5))
    if drawn["often"] == 12 and draw(st.booleans()):
        drawn["first"] = draw(st.integers(1, 5))
        drawn["last"] = draw(st.none() | st.integers(drawn["first"], 8))
    return drawn


def often_of(often):
    return st.sampled_from(often)


def component(price, name="料金"):
    """Write a drawn price as a component; 0 payments a year are one payment for ever."""
    steps = tuple(PriceStep(**step) for step in price.get("steps", ()))
    often = price["often"]
    return PriceComponent(
        name,
        Kind.RECURRING if often else Kind.ONE_TIME,
        Basis(price["basis"]),
        price.get("amount"),
        {12: Period.MONTH, 1: Period.YEAR, 0: None}[often],
        price.get("tax", Tax.EXCLUDED),
        compulsory=price.get("compulsory", True),
        qualifier=price.get("qualifier", Qualifier.EXACT),
        mode=Mode(price["mode"]),
        steps=steps,
        included=price["included"],
        least=price.get("least"),
        first_month=price.get("first", 1),
        last_month=price.get("last"),
        prepay_months=price.get("prepay"),
    )


def ex_tax(amount):
    """Find the smallest amount that, with 10 % of it rounded down, reaches the amount."""
    return next(yen for yen in count(max(amount * 10 // 11 - 2, 0)) if yen + yen // 10 >= amount)


def step_at(price, unit):
    """Give the amount of the step in which the n-th unit stands, or None beyond the table."""
    for step in price["steps"]:
        last = step.get("grace", step.get("upto"))
        if last is None or unit <= last:
            return step["amount"]
    return None


def fee(price, quantity):
    """Give what so many units cost once, adding unit by unit; None where no step is left."""
    if quantity == 0:
        return 0
    charged = max(quantity, price.get("least", 0)) - price["included"]
    if charged <= 0:
        return 0
    tax = ex_tax if price.get("tax") is Tax.INCLUDED else int
    if price["mode"] == "flat":
        return charged * tax(price["amount"])
    amounts = [step_at(price, unit) for unit in range(1, charged + 1)]
    if amounts[-1] is None:
        return None
    bought = {"graduated": amounts, "volume": [amounts[-1]] * charged, "package": amounts[-1:]}
    return sum(tax(amount) for amount in bought[price["mode"]])


def due(price, month):
    last = price.get("last")
    return price.get("first", 1) <= month and (last is None or month <= last)


def paid_in(price, month, amount):
    """Give what is paid in a contract month: yearly and prepaid fees at the start of each block."""
    block = {12: price.get("prepay", 1), 1: 12, 0: month + 1}[price["often"]]
    starts = due(price, month) and (month - price.get("first", 1)) % block == 0
    each = block if price["often"] == 12 else 1
    return amount * each if starts else 0


COMPANIES = st.builds(
    Size,
    pcs=st.integers(0, 8),
    servers=st.integers(0, 4),
    networks=st.integers(1, 4),
    staff=st.none() | st.integers(1, 12),
)
ALL = ["network", "terminal", "pc", "server", "company", "staff"]
SAID = st.fixed_dictionaries(
    {},
    optional={
        "tax": st.sampled_from([Tax.EXCLUDED, Tax.INCLUDED, Tax.UNKNOWN]),
        "compulsory": st.sampled_from([True, False, None]),
        "qualifier": st.sampled_from(Qualifier),
    },
)
PREPAID = st.sampled_from([{}, {}, {"prepay": 6}, {"prepay": 12}])


def with_said(price, said, prepaid):
    """Add what a provider may say or leave unsaid; a campaign is not paid in advance."""
    return price | said | (prepaid if price["often"] == 12 and "first" not in price else {})


LINES = st.lists(
    st.builds(with_said, prices(ALL, often=(12, 1, 0)), SAID, PREPAID), min_size=1, max_size=4
)


def is_unknown(price, units):
    """Whether nobody can say what this price comes to for so many units."""
    unsaid = (price.get("tax"), price.get("compulsory", True)) == (Tax.UNKNOWN, None)
    unsaid |= price.get("tax") is Tax.UNKNOWN or price.get("compulsory", True) is None
    inexact = price.get("qualifier", Qualifier.EXACT) is not Qualifier.EXACT
    return unsaid or inexact or units is None or fee(price, units) is None


def by_hand(asked, size, months):
    """Add up month by month: dearest month, a year, once, all, a month on average."""
    amounts = [fee(price, size.count(Basis(price["basis"]))) for price in asked]
    term = range(1, months + 1)
    pairs = list(zip(asked, amounts, strict=True))
    month = max(sum(a for p, a in pairs if p["often"] == 12 and due(p, m)) for m in term)
    year = sum(a for p, a in pairs if p["often"] == 1)
    once = sum(a for p, a in pairs if p["often"] == 0)
    total = sum(paid_in(p, m, a) for p, a in pairs for m in term if p["often"] or m == 1)
    return month, year, once, total, -(-total // months)


@settings(deadline=None)
@given(LINES, COMPANIES, st.integers(1, 30))
def test_a_breakdown_is_what_the_naive_calculator_adds_up(lines, size, months):
    """Every sum, and every name of what is unknown."""
    named = [(f"料金{i}", price) for i, price in enumerate(lines)]
    tariff = Tariff(tuple(component(price, name) for name, price in named))
    found = tariff.breakdown(size, months, DAY)
    counts = {price["basis"]: size.count(Basis(price["basis"])) for price in lines}
    asked = [
        (name, price)
        for name, price in named
        if price.get("compulsory", True) is not False and counts[price["basis"]] != 0
    ]
    unknown = [name for name, price in asked if is_unknown(price, counts[price["basis"]])]
    assert list(found.unknown) == (unknown if asked else ["料金"])
    sums = (found.monthly_ex_tax, found.yearly_ex_tax, found.one_time_ex_tax)
    sums += (found.total_ex_tax, found.effective_monthly_ex_tax)
    hopeless = found.unknown != ()
    expected = (None,) * 5 if hopeless else by_hand([p for _, p in asked], size, months)
    assert sums == expected


def months_of(lines):
    """Give the contract months in which what is due may change."""
    return (
        {1} | {p.get("first", 1) for p in lines} | {p["last"] + 1 for p in lines if p.get("last")}
    )


def yen_a_year(lines, size, month):
    """Give twelve months of what is due in a month."""
    return sum(p["often"] * fee(p, size[p["basis"]]) for p in lines if due(p, month))


def sold(lines, sizes):
    """Give the sizes with a known price, from the smallest contract on."""
    known = [all(fee(p, size[p["basis"]]) is not None for p in lines) for size in sizes]
    return [size for size, _ in takewhile(lambda pair: pair[1], zip(sizes, known, strict=True))]


def within(lines, caps, bound, sizes):
    """Ask each company by itself, in every month in which something changes."""
    base, each = caps
    months = months_of(lines)
    for size in sizes:
        limit = 12 * (base * size["network"] + each * size["terminal"])
        dearest = max(yen_a_year(lines, size, month) for month in months)
        if dearest > limit or (bound is Bound.UNDER and dearest == limit):
            return False
    return True


def lasting(price):
    """Leave out the months of a table with an end: see test_envelope on tables that come later."""
    ends = "upto" in price.get("steps", [{}])[-1]
    return {key: value for key, value in price.items() if not (ends and key in ("first", "last"))}


def plans(bases, **limits):
    return st.lists(prices(bases, **limits).map(lasting), min_size=1, max_size=3)


def of_kind(lines, kind, numbers):
    """Give the companies that have only PCs or only servers, and are sold to."""
    usual = {"company": 1, "network": 1, "pc": 0, "server": 0}
    return sold(lines, [usual | {"terminal": n, kind: n} for n in numbers])


CAPS = st.integers(0, CAP_STEPS).map(lambda steps: steps * STEP)
UPPER = st.sampled_from([Bound.AT_MOST, Bound.UNDER])
LEAST = st.integers(1, 4)
MORE = st.none() | st.integers(0, 6)
TERMINALS = ["company", "terminal", "pc", "server"]
SITES = ["company", "network", "terminal"]


def envelope_of(lines, least, most, networks):
    made = Tariff(tuple(component(p) for p in lines), least, most, networks).envelope(DAY)
    return None if made is None else made[0]


JUMP = {"basis": "terminal", "mode": "package", "often": 12, "included": 0}
JUMP |= {"steps": [{"amount": 1000, "upto": 2}, {"amount": 4000, "upto": 5}]}


@settings(deadline=None, max_examples=200)
@example(([JUMP], 1, None, (0, 1000), Bound.AT_MOST))
@example(([JUMP | {"included": 1}], 1, 3, (0, 1000), Bound.UNDER))
@given(st.tuples(plans(TERMINALS), LEAST, MORE, st.tuples(CAPS, CAPS), UPPER))
def test_a_cap_holds_when_it_holds_for_every_number_of_terminals(drawn):
    """For steps of every kind, open ends, included and least numbers, months and years."""
    lines, least, more, caps, bound = drawn
    last = least + (ENOUGH if more is None else more)
    kinds = sorted({p["basis"] for p in lines} & {"pc", "server"}) or ["terminal"]
    asked = [of_kind(lines, kind, range(least, last + 1)) for kind in kinds]
    found = envelope_of(lines, least, None if more is None else last, 1)
    bounded = more is not None
    if not all(asked) or (bounded and any(len(a) < more + 1 for a in asked)):
        assert found is None
    else:
        by_hand = all(within(lines, caps, bound, companies) for companies in asked)
        assert found.keeps(*caps, bound) is by_hand


@settings(deadline=None)
@given(st.tuples(plans(SITES, included=0), LEAST, LEAST, CAPS, UPPER))
def test_a_cap_per_site_holds_when_it_holds_for_every_number_of_sites(drawn):
    """At every number of terminals, from the smallest number of sites to the end of the table."""
    lines, least, networks, base, bound = drawn
    usual = {"company": 1}
    asked = [
        sold(lines, [usual | {"network": s, "terminal": n} for s in range(networks, ENOUGH)])
        for n in (least, least + 1)
    ]
    found = envelope_of(lines, least, least + 1, networks)
    if not all(asked):
        assert found is None
    else:
        by_hand = all(within(lines, (base, 0), bound, companies) for companies in asked)
        assert found.keeps(base, 0, bound) is by_hand
