"""By how much a sentence is missed: the nearest number that the phrase itself accepts."""

from datetime import date
from pathlib import Path

import pytest

from conformance.facts import INDEX
from conformance.illtyped import IllTyped
from conformance.judge import rows_of
from conformance.phrase import bind
from conformance.rows import FactRow
from conformance.what_if.missing import Gap, gap
from marketplace.codec.dossier import read_dossier
from marketplace.domain.tier import ServiceClass

DAY = date(2026, 11, 25)
CLAUSES = Path(__file__).resolve().parents[2] / "clauses"
NETWORK = "ネットワークごとの断れない月額料金（税抜）は {} 円{}である"
BOTH = (
    "ネットワークと端末の断れない月額料金（税抜）は "
    "ネットワークごとに {} 円と端末ごとに {} 円の合計以下である"
)
LEAST = "契約できる最小の台数は {} 台{}である"
TERM = "最低契約期間は {}{}である"


@pytest.fixture(scope="module")
def row():
    """Give a row whose fee is 10,001 a network."""
    path = CLAUSES / "fail-OTK-05-1-10001.yaml"
    return rows_of(read_dossier(path.read_bytes(), path.name), ServiceClass.CLASS1, DAY)[0]


def told(row, **facts):
    """Give the row with other facts."""
    values = list(row.values)
    for name, value in facts.items():
        values[INDEX[name.replace("__", ".")]] = value
    return FactRow(row.plan, tuple(values), row.proofs, row.alternatives)


@pytest.mark.parametrize(
    ("cap", "bound", "found"),
    [
        ("10,000", "以下", Gap(10_000, 10_001)),
        ("9,000", "以下", Gap(9_000, 10_001)),
        ("10,001", "未満", Gap(10_001, 10_002)),
        ("10,002", "以上", Gap(10_002, 10_001)),
        ("10,001", "超", Gap(10_001, 10_000)),
        ("10,001", "以下", None),
        ("0", "以下", Gap(0, 10_001)),
    ],
)
def test_a_fee_and_its_cap(row, cap, bound, found):
    assert gap(bind(NETWORK.format(cap, bound)), row) == found


def test_the_distance_has_a_sign(row):
    assert gap(bind(NETWORK.format("9,000", "以下")), row).over == 1_001
    assert gap(bind(NETWORK.format("20,000", "以上")), row).over == -9_999


@pytest.mark.parametrize(
    ("number", "bound", "found"),
    [("1", "以下", Gap(1, 5)), ("6", "以上", Gap(6, 5)), ("5", "未満", Gap(5, 6))],
)
def test_a_count(row, number, bound, found):
    assert gap(bind(LEAST.format(number, bound)), told(row, plan__terminals_min=5)) == found


def test_a_span_keeps_its_unit(row):
    longer = told(row, plan__term_months=36)
    assert gap(bind(TERM.format("24 か月", "以下")), longer) == Gap(24, 36)
    assert gap(bind(TERM.format("2 年", "以下")), longer) == Gap(2, 3)


def test_of_two_numbers_the_one_that_was_changed_is_moved(row):
    new = bind(BOTH.format("1,000", "1,500"))
    assert gap(new, row, bind(BOTH.format("1,000", "2,000"))).limit == 1_500
    assert gap(new, row, bind(BOTH.format("2,000", "1,500"))).limit == 1_000


def test_what_has_no_number_has_no_distance(row):
    assert (
        gap(bind("料金を税抜の金額で示している"), told(row, explained__ex_tax_shown=False)) is None
    )


@pytest.mark.parametrize("value", [None, IllTyped("x")])
def test_what_cannot_be_compared_has_no_distance(row, value):
    assert gap(bind(LEAST.format("1", "以下")), told(row, plan__terminals_min=value)) is None


def test_the_widest_reading_counts(row):
    other = told(row, plan__terminals_min=9)
    two = FactRow(row.plan, told(row, plan__terminals_min=5).values, row.proofs, (other.values,))
    assert gap(bind(LEAST.format("1", "以下")), two) == Gap(1, 9)
