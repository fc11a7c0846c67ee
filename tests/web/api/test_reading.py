"""An integer is what JSON Schema calls one, in an address as in a document."""

import pytest
from marshmallow import ValidationError

from marketplace.web.api.reading import JsonInteger


@pytest.fixture
def database():
    """Reading needs none."""
    return "sqlite"


@pytest.mark.parametrize(
    ("value", "number"),
    [("24", 24), ("0", 0), ("-3", -3), ("24.0", 24), (24, 24), (24.0, 24), (-0.0, 0)],
)
def test_whole_numbers_are_taken(value, number):
    """With or without a fraction of nothing; the value is an int."""
    found = JsonInteger().deserialize(value)
    assert (found, type(found)) == (number, int)


@pytest.mark.parametrize(
    "value",
    [
        *("", " 1", "1 ", "+1", "01", "1_000", "1,000", "１２", "1.5", "1e3", "true", "0x1", "1\n"),
        *("9" * 13, True, False, 1.5, float("nan"), float("inf"), 1e16, [], {}, b"1"),
    ],
)
def test_nothing_else_is(value):
    """Neither what only looks like a number, nor a yes."""
    with pytest.raises(ValidationError, match="整数"):
        JsonInteger().deserialize(value)
