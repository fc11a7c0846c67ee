"""An invoice rounds its tax once a rate, and bills the first period of each charge."""

from datetime import UTC, date, datetime

import pytest

from marketplace.domain.contract import Application, ApplicationState, Contract, ContractState
from marketplace.domain.invoice import Invoice, InvoiceLine, TaxSum, due_day, first_invoice_lines
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Organisation, OrgKind
from marketplace.domain.price import Basis, Period, Size
from marketplace.domain.tariff import Breakdown, Charge
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


def contract(starts_on, *charges):
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
        months=12,
        breakdown=Breakdown(charges, (), 12),
        state=ApplicationState.ACCEPTED,
        applied_at=now,
        answer_by=date(2026, 12, 9),
    )
    state = ContractState.AWAITING_PAYMENT
    return Contract("co_a", application, state, "bank_invoice", now.date(), starts_on, starts_on)


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
    (found,) = first_invoice_lines(contract(start, charge))
    assert (found.name, found.counter) == (name, counter)
    assert (found.supplied_from, found.supplied_until) == (start, date.fromisoformat(until))
    assert (found.quantity, found.unit_ex_tax) == (charge.quantity, charge.unit_ex_tax)
    assert found.rate_bp == 1000


def test_the_first_invoice_bills_every_charge():
    """3 × 9,800 + 12,000 + 50,000 = 91,400, with 10 % 100,540."""
    lines = first_invoice_lines(contract(date(2026, 12, 1), MONTHLY, YEARLY, ONCE))
    names = [found.name for found in lines]
    assert names == ["監視（月額）", "保険（年額）", "初期設定（初回のみ）"]
    assert invoice(*lines).total_in_tax == 100_540


def test_thirty_days_to_pay():
    """Issued on 2026-12-01, due on the last day of the year."""
    assert due_day(date(2026, 12, 1)) == date(2026, 12, 31)
