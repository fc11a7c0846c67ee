"""What was received for an invoice is summed: too little, enough, too much."""

from datetime import date

import pytest

from marketplace.domain.deposit import Account, Deposit

DAY = date(2026, 12, 1)


def deposit(amount, ref="dp_a", reverses=None):
    return Deposit(ref, "iv_a", "bank_invoice", amount, DAY, "カイシャ", reverses=reverses)


@pytest.mark.parametrize(
    ("received", "short", "over"),
    [
        ([], 21_560, 0),
        ([21_120], 440, 0),
        ([21_120, 440], 0, 0),
        ([21_560], 0, 0),
        ([21_561], 0, 1),
        ([20_000, 20_000], 0, 18_440),
    ],
)
def test_received_and_asked_for_are_compared(received, short, over):
    """The shortage of a bank's fee counts; an invoice is paid when nothing is missing."""
    account = Account(21_560, tuple(deposit(one) for one in received))
    assert (account.short_in_tax, account.over_in_tax) == (short, over)
    assert account.paid_in_tax == sum(received)
    assert account.is_paid is (short == 0)


def test_what_was_taken_back_does_not_stand():
    """Nor does the row that takes it back."""
    wrong, right = deposit(100, "dp_a"), deposit(200, "dp_b")
    back = deposit(-100, "dp_c", reverses="dp_a")
    account = Account(200, (wrong, right, back))
    assert (account.standing, account.paid_in_tax) == ((right,), 200)
