"""When a contract ends and what an early end costs, at every edge of term, notice and renewal."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.contract import Application, ApplicationState, Contract, ContractState
from marketplace.domain.days import last_day_of_months
from marketplace.domain.ending import (
    early_exit,
    early_fee,
    end_rule,
    left_over,
    notice_deadline,
    usual_exit,
)
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Organisation, OrgKind
from marketplace.domain.price import Basis, Period, Size
from marketplace.domain.service import NONE, EarlyEnd, EndRule, Terms
from marketplace.domain.tariff import Breakdown, Charge
from marketplace.domain.tax import TaxCategory
from marketplace.domain.tier import ServiceClass

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
ORG = Organisation("og_a", OrgKind.SME, "会社", "かいしゃ")
MONTHLY = Charge("監視", Basis.NETWORK, 1, 10_000, Period.MONTH)
START = date(2027, 1, 1)


def contract(terms, *, charges=(MONTHLY,), starts_on=START, months=12, least=12):
    """Give a contract from this day on these terms."""
    plan = Plan("a", "基本", ServiceClass.CLASS1, term_months=least)
    made_of = ("ap_a", ORG, ORG, "ct_a", "do_a", "みはり", plan, Size(1, 0, 1), months)
    price = Breakdown(charges, (), months)
    answered = (ApplicationState.ACCEPTED, NOW, date(2026, 12, 9))
    agreed = Application(*made_of, price, *answered, terms=terms)
    until = last_day_of_months(starts_on, months)
    days = (date(2026, 12, 1), starts_on, until)
    return Contract("kt_a", agreed, ContractState.ACTIVE, "bank_invoice", *days)


YEARLY = Terms(renewal="一年ごと", renewal_months=12, notice_days=30)
# day of the request → the usual last day. Term: 2027-01-01 to 2027-12-31; notice of 30 days.
USUAL = [
    ("2026-12-01", "2027-12-31"),
    ("2027-06-15", "2027-12-31"),
    ("2027-12-01", "2027-12-31"),
    ("2027-12-02", "2028-12-31"),
    ("2028-12-01", "2028-12-31"),
    ("2028-12-02", "2029-12-31"),
]


@pytest.mark.parametrize(("day", "last"), USUAL)
def test_the_usual_end_is_the_first_that_the_notice_reaches(day, last):
    """On the last day of the notice it still does, a day later the term is renewed."""
    found = usual_exit(contract(YEARLY), date.fromisoformat(day))
    assert (found.ends_on, found.early, found.fee_ex_tax) == (date.fromisoformat(last), False, None)


@pytest.mark.parametrize(
    ("terms", "least", "day", "last"),
    [
        # Month by month after the term.
        (replace(YEARLY, renewal_months=0), 12, "2027-12-02", "2028-01-31"),
        # Nobody said how long a renewal lasts, nor what notice is due.
        (Terms(), 12, "2027-06-15", "2027-12-31"),
        (Terms(), 12, "2028-02-10", "2028-02-29"),
        # No least term at all.
        (replace(YEARLY, renewal_months=0), 0, "2027-02-01", "2027-03-31"),
        (Terms(notice_days=0), 0, "2027-01-31", "2027-01-31"),
        # Not renewed: it ends with its term, whenever one asks.
        (Terms(renewal=NONE, notice_days=90), 12, "2027-12-20", "2027-12-31"),
    ],
)
def test_the_usual_end_without_renewal_notice_or_least_term(terms, least, day, last):
    """What was not declared binds nobody beyond the term itself."""
    found = usual_exit(contract(terms, least=least), date.fromisoformat(day))
    assert found.ends_on == date.fromisoformat(last)


def test_months_follow_the_civil_code():
    """A contract begun on the 31st: its months end with the 30th, or the last day there is."""
    signed = contract(replace(YEARLY, notice_days=0), starts_on=date(2027, 1, 31))
    assert signed.term_ends_on == date(2028, 1, 30)
    days = [early_exit(signed, date(2027, m, 15)).ends_on for m in (2, 3, 4)]
    assert days == [date(2027, 2, 28), date(2027, 3, 30), date(2027, 4, 30)]


HALF = EarlyEnd(EndRule.REMAINING, percent_bp=5_000, tax_category=TaxCategory.OUT_OF_SCOPE)
THREE = EarlyEnd(EndRule.MONTHS, months=3, tax_category=TaxCategory.TAXABLE)
FLAT = EarlyEnd(EndRule.FLAT, amount=50_000, tax_category=TaxCategory.TAXABLE)
ALL = replace(HALF, percent_bp=10_000)


@pytest.mark.parametrize(
    ("rule", "fees"),
    [
        # after 1, 6, 9, 11 and 12 of 12 months at 10,000
        (HALF, [55_000, 30_000, 15_000, 5_000, 0]),
        (ALL, [110_000, 60_000, 30_000, 10_000, 0]),
        (THREE, [30_000, 30_000, 30_000, 10_000, 0]),
        (FLAT, [50_000, 50_000, 30_000, 10_000, 0]),
        (EarlyEnd(EndRule.NONE), [0, 0, 0, 0, 0]),
        (None, [None, None, None, None, None]),
    ],
)
def test_the_fee_follows_its_rule_and_never_passes_what_is_left(rule, fees):
    """By hand."""
    price = Breakdown((MONTHLY,), (), 12)
    terms = Terms(early_end=rule)
    found = [early_fee(terms, price, after=n, until=12) for n in (1, 6, 9, 11, 12)]
    assert found == fees


def test_what_was_paid_ahead_is_not_left():
    """A year's fee that is paid leaves nothing; the next one would be."""
    yearly = Breakdown((Charge("年額", Basis.COMPANY, 1, 120_000, Period.YEAR),), (), 24)
    assert [left_over(yearly, after, 24) for after in (1, 11, 12, 13)] == [
        120_000,
        120_000,
        120_000,
        0,
    ]
    assert early_fee(Terms(early_end=THREE), yearly, after=6, until=24) == 30_000


def test_an_early_end_is_offered_before_the_usual_one_only():
    """In the last month there is none."""
    signed = contract(replace(YEARLY, early_end=HALF))
    found = early_exit(signed, date(2027, 3, 1))
    assert (found.ends_on, found.left_months, found.fee_ex_tax) == (date(2027, 3, 31), 9, 45_000)
    assert (found.early, found.tax) == (True, TaxCategory.OUT_OF_SCOPE)
    assert early_exit(signed, date(2027, 12, 1)) is None
    renewed = early_exit(signed, date(2027, 12, 2))
    assert (renewed.ends_on, renewed.left_months) == (date(2028, 1, 31), 11)


def test_an_unknown_fee_is_unknown():
    """Not nothing; only an outright 「決まりなし」 is."""
    assert early_exit(contract(YEARLY), date(2027, 3, 1)).fee_ex_tax is None
    said = replace(YEARLY, early_termination="実費をいただきます。")
    assert early_exit(contract(said), date(2027, 3, 1)).fee_ex_tax is None
    no = replace(YEARLY, early_termination=NONE)
    found = early_exit(contract(no), date(2027, 3, 1))
    assert (found.fee_ex_tax, found.tax) == (0, TaxCategory.OUT_OF_SCOPE)
    assert end_rule(replace(no, early_end=HALF)) == HALF


def test_figures_have_a_digest_of_their_own():
    """Another day, another amount or another contract is another digest."""
    found = early_exit(contract(replace(YEARLY, early_end=HALF)), date(2027, 3, 1))
    others = [
        replace(found, ends_on=date(2027, 4, 30)),
        replace(found, fee_ex_tax=1),
        replace(found, contract_ref="kt_b"),
    ]
    assert len({found.digest, *(other.digest for other in others)}) == 4


@pytest.mark.parametrize(("days", "last"), [(30, "2027-12-01"), (0, "2027-12-31")])
def test_the_deadline_is_so_many_days_before(days, last):
    """Asking on it still reaches the end."""
    ends_on = date(2027, 12, 31)
    deadline = notice_deadline(ends_on, days)
    assert deadline == date.fromisoformat(last)
    assert usual_exit(contract(replace(YEARLY, notice_days=days)), deadline).ends_on == ends_on
    assert notice_deadline(ends_on, None) is None


rules = st.sampled_from([HALF, ALL, THREE, FLAT, EarlyEnd(EndRule.NONE)])


@given(rules, st.integers(1, 36), st.integers(0, 36), st.integers(0, 90))
def test_no_end_costs_more_than_going_on(rule, months, waited, notice):
    """Nor does it lie before the notice, after the usual end, or off a month's end."""
    signed = contract(Terms(notice_days=notice, early_end=rule), months=months)
    day = last_day_of_months(START, waited) if waited else START
    usual, early = usual_exit(signed, day), early_exit(signed, day)
    assert (usual.ends_on - day).days >= notice
    if early is not None:
        assert (early.ends_on - day).days >= notice
        assert early.ends_on < usual.ends_on
        assert 0 <= early.fee_ex_tax <= early.left_ex_tax == early.left_months * 10_000
