"""An invoice rounds its tax once a rate, and bills what falls due in one contract month."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.contract import (
    Application,
    ApplicationState,
    Contract,
    ContractState,
    Ending,
)
from marketplace.domain.days import last_day_of_months
from marketplace.domain.deposit import Deposit
from marketplace.domain.invoice import (
    END_FEE,
    Invoice,
    InvoiceLine,
    TaxSum,
    due_day,
    invoiced_from,
    month_lines,
    next_month,
)
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Organisation, OrgKind
from marketplace.domain.price import Basis, Period, Size
from marketplace.domain.tariff import Breakdown, Charge
from marketplace.domain.tax import TaxCategory
from marketplace.domain.tier import ServiceClass

PROVIDER = Organisation("og_p", OrgKind.PROVIDER, "みはり通信（架空）", "みはりつうしん")
COMPANY = Organisation("og_c", OrgKind.SME, "まちの工場（架空）", "まちのこうじょう")


def line(unit, quantity=1, rate_bp=1000):
    day = date(2026, 12, 1)
    return InvoiceLine("監視", day, day, quantity, "か所", unit, rate_bp)


def invoice(*lines):
    issued = date(2026, 12, 1)
    return Invoice(
        "in_a", "1", "co_a", PROVIDER, COMPANY, issued_on=issued, due_on=issued, lines=lines
    )


def contract(starts_on, *charges, months=12):
    """Give a contract with these charges from this day."""
    now = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
    application = Application(
        ref="ap_a",
        company=COMPANY,
        provider=PROVIDER,
        certificate_ref="ce_a",
        dossier_ref="do_a",
        offering_name="みはりUTM",
        plan=Plan("standard", "標準プラン", ServiceClass.CLASS1),
        size=Size(10, 2, 3),
        months=months,
        breakdown=Breakdown(charges, (), months),
        state=ApplicationState.ACCEPTED,
        applied_at=now,
        answer_by=date(2026, 12, 9),
    )
    state = ContractState.AWAITING_PAYMENT
    until = last_day_of_months(starts_on, months)
    return Contract("co_a", application, state, "bank_invoice", now.date(), starts_on, until)


MONTHLY = Charge("監視", Basis.NETWORK, 3, 9800, Period.MONTH)
YEARLY = Charge("保険", Basis.COMPANY, 1, 12_000, Period.YEAR)
LOW = line(55, rate_bp=800)
ONCE = Charge("初期設定", Basis.COMPANY, 1, 50_000, None)


@pytest.mark.parametrize(
    ("lines", "taxes", "total"),
    [
        ([line(333), line(777), line(555)], [(1000, 1665, 166)], 1831),
        ([line(9800, 3)], [(1000, 29_400, 2940)], 32_340),
        ([line(9), line(9)], [(1000, 18, 1)], 19),
        ([line(99, rate_bp=800), line(99)], [(1000, 99, 9), (800, 99, 7)], 214),
        ([LOW, line(95), LOW], [(1000, 95, 9), (800, 110, 8)], 222),
        ([line(0)], [(1000, 0, 0)], 0),
        ([], [], 0),
    ],
)
def test_tax_is_rounded_once_a_rate(lines, taxes, total):
    """One row a rate, the highest first; the total is the sum of the rows."""
    found = invoice(*lines)
    assert found.taxes == tuple(TaxSum(*row) for row in taxes)
    assert found.total_in_tax == total


def test_a_line_is_quantity_times_unit():
    """Three sites at 9,800."""
    assert line(9800, 3).amount_ex_tax == 29_400


@pytest.mark.parametrize(
    ("charge", "starts", "until", "name", "counter"),
    [
        (MONTHLY, "2026-12-01", "2026-12-31", "監視（月額）", "か所"),
        (MONTHLY, "2026-12-15", "2027-01-14", "監視（月額）", "か所"),
        (MONTHLY, "2027-01-31", "2027-02-28", "監視（月額）", "か所"),
        (YEARLY, "2026-12-01", "2027-11-30", "保険（年額）", "社"),
        (YEARLY, "2028-02-29", "2029-02-28", "保険（年額）", "社"),
        (ONCE, "2026-12-01", "2026-12-01", "初期設定（初回のみ）", "社"),
    ],
)
def test_the_first_invoice_bills_the_first_period(charge, starts, until, name, counter):
    """The first month, the first year, or what is paid once, with the days it covers."""
    start = date.fromisoformat(starts)
    (found,) = month_lines(contract(start, charge), 1)
    assert (found.name, found.counter) == (name, counter)
    assert (found.supplied_from, found.supplied_until) == (start, date.fromisoformat(until))
    assert (found.quantity, found.unit_ex_tax) == (charge.quantity, charge.unit_ex_tax)
    assert found.rate_bp == 1000


def test_the_first_invoice_bills_every_charge():
    """3 × 9,800 + 12,000 + 50,000 = 91,400, with 10 % 100,540."""
    lines = month_lines(contract(date(2026, 12, 1), MONTHLY, YEARLY, ONCE), 1)
    names = [found.name for found in lines]
    assert names == ["監視（月額）", "保険（年額）", "初期設定（初回のみ）"]
    assert invoice(*lines).total_in_tax == 100_540


def test_thirty_days_to_pay():
    """Issued on 2026-12-01, due on the last day of the year."""
    assert due_day(date(2026, 12, 1)) == date(2026, 12, 31)


AHEAD = Charge("機器", Basis.COMPANY, 2, 1_200, Period.MONTH, prepay_months=6)
FREE = Charge("監視", Basis.PC, 10, 500, Period.MONTH, first_month=4)
START = date(2027, 1, 31)


def test_a_prepaid_block_is_one_line_for_all_its_months():
    """2 × 7,200 for half a year, from the 31st to the last day of the sixth month."""
    (found,) = month_lines(contract(START, AHEAD), 1)
    assert (found.name, found.quantity, found.unit_ex_tax) == ("機器（6か月分の前払い）", 2, 7_200)
    assert (found.supplied_from, found.supplied_until) == (START, date(2027, 7, 30))
    assert month_lines(contract(START, AHEAD), 2) == ()
    (again,) = month_lines(contract(START, AHEAD), 7)
    assert (again.supplied_from, again.supplied_until) == (date(2027, 7, 31), date(2028, 1, 30))


def test_months_begin_on_their_corresponding_day():
    """The 31st; where there is none, the day after the month's last."""
    starts = [month_lines(contract(START, MONTHLY), m)[0].supplied_from for m in (1, 2, 3, 4)]
    assert starts == [START, date(2027, 3, 1), date(2027, 3, 31), date(2027, 5, 1)]


amounts = st.integers(0, 100_000)
windows = st.tuples(st.integers(1, 30), st.none() | st.integers(0, 30))


@st.composite
def charges(draw):
    """Any shape that a component can take."""
    quantity, unit = draw(st.integers(1, 50)), draw(amounts)
    period = draw(st.sampled_from([None, Period.MONTH, Period.YEAR]))
    if period is not Period.MONTH:
        return Charge("料金", Basis.PC, quantity, unit, period)
    first, more = draw(windows)
    last = None if more is None else first + more
    return Charge("料金", Basis.PC, quantity, unit, period, first, last, draw(PREPAID))


PREPAID = st.none() | st.integers(1, 36)


@given(st.lists(charges(), max_size=5).map(tuple), st.integers(1, 60), st.dates(START))
def test_the_invoices_of_a_term_add_up_to_its_total(found, months, starts_on):
    """Whatever the shape of the price: every yen of the breakdown is invoiced, once."""
    starts_on = min(starts_on, date(2150, 1, 1))
    signed = contract(starts_on, *found, months=months)
    lines = [line for month in range(1, months + 1) for line in month_lines(signed, month)]
    total = sum(line.amount_ex_tax for line in lines)
    assert total == signed.application.breakdown.total_ex_tax
    assert all(line.amount_ex_tax for line in lines)
    assert all(line.supplied_from <= line.supplied_until for line in lines)


def months_of(signed):
    """The months that are invoiced, one after the other, as long as there are any."""
    last, found = 0, []
    while (following := next_month(signed, last)) is not None and len(found) < 30:
        found.append(last := following)
    return found


def test_months_that_cost_nothing_are_passed_over():
    """Free months, and those that were paid ahead."""
    assert months_of(contract(START, FREE))[:3] == [4, 5, 6]
    assert months_of(contract(START, AHEAD))[:3] == [1, 7, 13]
    assert months_of(contract(START, ONCE)) == [1]
    assert months_of(contract(START)) == []


def ended(signed, ends_on, fee, tax=TaxCategory.OUT_OF_SCOPE):
    now = datetime(2027, 3, 1, tzinfo=UTC)
    ending = Ending("en_a", ends_on, fee, tax if fee is not None else None, "", "山本", now)
    return replace(signed, state=ContractState.ENDING, ending=ending)


@pytest.mark.parametrize(("fee", "months"), [(None, [1, 2, 3]), (0, [1, 2, 3]), (9, [1, 2, 3, 4])])
def test_a_contract_that_ends_is_invoiced_up_to_its_end(fee, months):
    """And once more for what was agreed to be paid for that, where it is something."""
    signed = ended(contract(date(2027, 1, 1), MONTHLY), date(2027, 3, 31), fee)
    assert months_of(signed) == months


@pytest.mark.parametrize(
    ("tax", "taxes", "total"),
    [
        (TaxCategory.OUT_OF_SCOPE, (TaxSum(0, 30_000, 0),), 30_000),
        (TaxCategory.TAXABLE, (TaxSum(1000, 30_000, 3_000),), 33_000),
    ],
)
def test_what_an_early_end_costs_has_its_own_tax(tax, taxes, total):
    """国税庁 No.6253: lost profit is outside the tax, a fee for the handling is not."""
    signed = ended(contract(date(2027, 1, 1), MONTHLY), date(2027, 3, 31), 30_000, tax)
    (found,) = month_lines(signed, 4)
    assert (found.name, found.tax, found.supplied_from) == (END_FEE, tax, date(2027, 3, 31))
    made = invoice(found)
    assert (made.taxes, made.total_in_tax) == (taxes, total)
    mixed = invoice(found, line(100))
    assert [row.is_taxed for row in mixed.taxes] == ([True] if taxes[0].is_taxed else [True, False])


def test_a_month_may_be_invoiced_from_the_month_before_it_on():
    """The first one from the day of the contract."""
    signed = contract(date(2027, 1, 1), MONTHLY)
    days = [invoiced_from(signed, month) for month in (1, 2, 3)]
    assert days == [signed.signed_on, date(2027, 1, 1), date(2027, 2, 1)]


def test_an_invoice_knows_what_was_paid_of_it():
    """110 asked for, 60 received."""
    part = Deposit("dp_a", "in_a", "bank_invoice", 60, date(2026, 12, 2), "カイシャ")
    made = replace(invoice(line(100)), deposits=(part,))
    assert (made.account.total_in_tax, made.account.short_in_tax) == (110, 50)
