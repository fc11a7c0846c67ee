"""An envelope answers for every size at once; here each size is added up one by one."""

import re
from datetime import date
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from marketplace.domain.phrase import Bound
from marketplace.domain.price import Basis, Kind, Period, PriceComponent, Tax
from marketplace.domain.tariff import Tariff

# Fees and caps are multiples of one step. A fee that rises faster than a cap gains at least a
# step with each terminal, and what a cap leaves free at the smallest contract is at most its base
# for two sites: 2 × 5,000 yen a month, 40 steps. So it has overtaken before BEYOND more terminals.
STEP = 250
BEYOND = 45
MANY = 400

LINES = st.builds(
    lambda basis, steps, payments: (basis, steps * STEP * 12 // payments, payments),
    st.sampled_from(["company", "network", "terminal", "pc", "server"]),
    st.integers(0, 16),
    st.sampled_from([1, 12]),
)
CAPS = st.integers(0, 5_000 // STEP).map(lambda steps: steps * STEP)
PLANS = st.lists(LINES, min_size=1, max_size=4)
SOLD = st.tuples(st.integers(1, 4), st.none() | st.integers(0, 4), st.integers(1, 2))
UPPER = st.sampled_from([Bound.AT_MOST, Bound.UNDER])


def yen_a_year(lines, pcs, servers, networks):
    """Add up what such a company pays in twelve months, line by line."""
    counts = {"company": 1, "network": networks, "terminal": pcs + servers}
    counts |= {"pc": pcs, "server": servers}
    return sum(counts[basis] * amount * payments for basis, amount, payments in lines)


def sizes(sold, further_networks=0):
    """Give every (PCs, servers, networks) sold, up to where a steeper fee has overtaken."""
    least, more, networks = sold
    most = least + (BEYOND if more is None else more)
    mixes = [(pcs, n - pcs) for n in range(least, most + 1) for pcs in range(n + 1)]
    sites = range(networks, networks + further_networks + 1)
    return [(pcs, servers, site) for (pcs, servers), site in product(mixes, sites)]


def further_sites(sold):
    """Give companies of many sites with one terminal each, or a few more, as far as sold."""
    least, more, networks = sold
    most = MANY + BEYOND if more is None else least + more
    counts = [(s, n) for s in (networks + 1, networks + 2, MANY) for n in (s, s + 1, s + BEYOND)]
    kept = [(s, n) for s, n in counts if least <= n <= most]
    return [mix for s, n in kept for mix in ((n, 0, s), (0, n, s))]


def all_within(lines, cap, bound, companies):
    """Ask each company by itself whether it pays no more than the cap."""
    base, each = cap
    for pcs, servers, networks in companies:
        yen = yen_a_year(lines, pcs, servers, networks)
        limit = 12 * (base * networks + each * (pcs + servers))
        if yen > limit or (bound is Bound.UNDER and yen == limit):
            return False
    return True


def envelope(lines, sold):
    """Build the envelope of the same lines: 12 payments a year are monthly ones."""
    least, more, networks = sold
    period = {1: Period.YEAR, 12: Period.MONTH}
    said = {"kind": Kind.RECURRING, "tax": Tax.EXCLUDED, "compulsory": True}
    components = tuple(
        PriceComponent("料金", basis=Basis(basis), amount=yen, period=period[often], **said)
        for basis, yen, often in lines
    )
    most = None if more is None else least + more
    (only,) = Tariff(components, least, most, networks).envelope(date(2026, 11, 25))
    return only


@settings(deadline=None)
@given(PLANS, SOLD, CAPS, CAPS, UPPER)
def test_a_cap_holds_exactly_when_it_holds_at_every_size(lines, sold, base, each, bound):
    """For every mix of PCs and servers; each further site has at least one terminal."""
    companies = sizes(sold)
    if base and each:
        companies += further_sites(sold)
    by_hand = all_within(lines, (base, each), bound, companies)
    assert envelope(lines, sold).keeps(base, each, bound) is by_hand


@settings(deadline=None)
@given(PLANS, SOLD, CAPS, UPPER)
def test_a_cap_per_terminal_alone_holds_exactly_when_it_holds_at_every_size(
    lines, sold, each, bound
):
    """The same where a site adds nothing to what is allowed."""
    by_hand = all_within(lines, (0, each), bound, sizes(sold))
    assert envelope(lines, sold).keeps(0, each, bound) is by_hand


@settings(deadline=None)
@given(PLANS, SOLD, CAPS, UPPER)
def test_more_sites_never_break_a_cap_per_site(lines, sold, base, bound):
    """What holds at the smallest number of sites holds at every larger one."""
    by_hand = all_within(lines, (base, 0), bound, sizes(sold, further_networks=3))
    assert envelope(lines, sold).keeps(base, 0, bound) is by_hand


FOR_EACH = [("terminal", 500, 12)]
SEEN = re.compile(r"(?:([0-9,]+) (?:か所|台)で)?(月|年)額 ([0-9,]+) 円（税抜(?:、.+の場合)?）")


def seen_above(words, cap):
    """Read back from its words whether a place is above a monthly cap by the site or terminal."""
    number, unit, yen = SEEN.fullmatch(words).groups()
    plain = {"number": number or "1", "yen": yen}
    number, yen = (int(plain[name].replace(",", "")) for name in ("number", "yen"))
    return yen > cap * number * (12 if unit == "年" else 1)


@settings(deadline=None)
@given(PLANS, SOLD, CAPS, st.booleans())
@example(
    lines=[("network", 1000, 12), *FOR_EACH], sold=(1, None, 1), cap=10_000, per_terminal=False
)
def test_the_place_told_decides(lines, sold, cap, per_terminal):
    """The place told in words is above the cap exactly when the cap is broken."""
    caps = (0, cap) if per_terminal else (cap, 0)
    found = envelope(lines, sold)
    assert seen_above(found.seen(*caps), cap) is not found.keeps(*caps, Bound.AT_MOST)
