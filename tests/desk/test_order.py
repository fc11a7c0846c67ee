"""The limits of what an order may bring are themselves allowed."""

from datetime import date

import pytest

from marketplace.desk import order
from marketplace.domain.errors import MarketError
from marketplace.domain.price import Size

GOOD = [
    (order.token, "~"),
    (order.token, "x" * 64),
    (order.file_name, ""),
    (order.file_name, "申請書（1類）.yaml"),
    (order.file_name, "x" * 200),
    (order.day, date(2000, 1, 1)),
    (order.day, date(2199, 12, 31)),
    (order.months, 1),
    (order.months, 120),
    (order.size, Size(1, 0, 0)),
    (order.size, Size(0, 1, 0)),
    (order.size, Size(0, 0, 1)),
    (order.size, Size(1_000_000, 1_000_000, 1_000_000)),
    (order.reason, "あ" * 2000),
    (order.reason, "一つ目。\n\t二つ目。"),
]
BAD = [
    (order.day, date(1999, 12, 31)),
    (order.day, date(2200, 1, 1)),
    (order.months, 121),
    (order.size, Size(0, 1_000_001, 0)),
    (order.reason, "\ue000"),
    (order.ref, "AP_aaaaaaaaaaaaaaaa"),
    (order.ref, "ap_aaaaaaaaaaaaaaaa\n"),
]
NAMED = {order.day: ("field",), order.ref: ("noun",)}


@pytest.mark.parametrize(("check", "value"), GOOD)
def test_the_limit_is_allowed(check, value):
    """And comes back as it is."""
    assert check(value, *NAMED.get(check, ())) == value


@pytest.mark.parametrize(("check", "value"), BAD)
def test_beyond_the_limit_is_not(check, value):
    """One step further is refused, or names nothing."""
    with pytest.raises(MarketError):
        check(value, *NAMED.get(check, ()))


def test_a_reason_is_kept_in_one_spelling():
    """Line ends, outer white space and combining marks."""
    assert order.reason("  か\u3099\r\nき ") == "が\nき"
