"""What has been paid by each month, and which months a table has to name."""

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from marketplace.desk.catalogue.comparing import Choice, Gone
from marketplace.web.comparison.table import Head
from marketplace.web.comparison.term import Course, pays_monthly, steps

HEAD = Head("A", Gone(Choice("ct_a", "basic"), "", "", ""), 0)


def course(*due):
    return Course(HEAD, due, tuple(accumulate(due)))


def months(*courses):
    return [step.month for step in steps(courses)]


def test_a_monthly_plan_needs_few_rows():
    """The first month with the set-up, the year ends, the last."""
    monthly = course(50_000, *[1000] * 29)
    assert months(monthly) == [1, 12, 24, 30]
    assert steps((monthly,))[-1].totals == (79_000,)


def test_rare_payments_are_named_and_nothing_else():
    """Half a year ahead and a year ahead: the months with a payment, and the year ends."""
    half = course(*[6000 if n % 6 == 0 else 0 for n in range(24)])
    year = course(*[9000 if n % 12 == 0 else 0 for n in range(24)])
    assert months(half, year) == [1, 7, 12, 13, 19, 24]


def test_one_month_is_one_row():
    """And no plan is no row."""
    assert months(course(500)) == [1]
    assert months() == []


@st.composite
def terms(draw):
    """Give plans over one term, each paying in runs, as campaigns and prepayments do."""
    last = draw(st.integers(1, 60))
    payments = st.sampled_from([0, 0, 1000, 2500])
    runs = st.lists(st.tuples(payments, st.integers(1, 14)), min_size=1, max_size=8)
    plans = draw(st.lists(runs, min_size=1, max_size=4))
    return tuple(
        course(*([yen for yen, n in plan for _ in range(n)] + [0] * last)[:last]) for plan in plans
    )


@given(terms())
def test_every_month_can_be_worked_out_from_the_table(plans):
    """Between two rows: the same amount every month, or, as the caption says, none at all."""
    rows, monthly = steps(plans), pays_monthly(plans)
    for n, plan in enumerate(plans):
        for this, following in pairwise(rows):
            between = plan.due[this.month : following.month]
            assert len(set(between)) <= 1 if monthly else set(between[:-1]) <= {0}
        assert [row.totals[n] for row in rows] == [plan.totals[row.month - 1] for row in rows]
