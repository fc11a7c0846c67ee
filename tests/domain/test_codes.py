"""Numbers of the Japanese administration are told from typing errors."""

import re

import pytest

from marketplace.domain.codes import (
    check_digit,
    is_corporate_invoice_number,
    is_corporate_number,
    is_invoice_number,
    new_ref,
)

# Published by the 国税庁法人番号公表サイト. By hand, from the right, every second digit doubled:
# 国税庁 2 + 5 + 2 + 1×2 = 11, 11 mod 9 = 2, 9 - 2 = 7;
# 経済産業省 1 + 9 + 2 + 1×2 = 14, 14 mod 9 = 5, 9 - 5 = 4.
PUBLISHED = {"国税庁": "7000012050002", "経済産業省": "4000012090001"}


@pytest.mark.parametrize("number", PUBLISHED.values(), ids=PUBLISHED)
def test_a_published_number_is_right(number):
    """The numbers of two ministries pass."""
    assert is_corporate_number(number)


@pytest.mark.parametrize(
    ("twelve", "digit"),
    [
        ("000012050002", 7),
        ("000012090001", 4),
        ("000000000000", 9),
        ("000000000009", 9),
        ("000000000001", 8),
        ("000000000010", 7),
        ("100000000000", 7),
        ("010000000000", 8),
    ],
)
def test_the_check_digit_is_the_one_worked_out_by_hand(twelve, digit):
    """Odd places from the right count once, even places twice; the digit is never 0."""
    assert check_digit(twelve) == digit


def test_every_wrong_digit_in_the_first_place_is_found():
    """Of ten first digits exactly one is right."""
    assert [d for d in "0123456789" if is_corporate_number(d + "000012050002")] == ["7"]


def test_neighbours_changing_places_are_found():
    """5 and 0 exchanged are no longer the number."""
    assert not is_corporate_number("7000012500002")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "700001205000",
        "70000120500020",
        "7000012050002 ",
        "７００００１２０５０００２",
        "7-0000-1205-0002",
        "T000012050002",
        "7٠00012050002",
    ],
)
def test_what_is_not_thirteen_ascii_digits_is_no_corporate_number(text):
    """Length, width and script are part of the number."""
    assert not is_corporate_number(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("T7000012050002", True),
        ("T1234567890123", True),
        ("7000012050002", False),
        ("t7000012050002", False),
        ("Ｔ7000012050002", False),
        ("T700001205000", False),
        ("T70000120500020", False),
        ("T-000012050002", False),
        ("T７000012050002", False),
        ("", False),
    ],
)
def test_an_invoice_number_is_t_and_thirteen_digits(text, right):
    """A sole trader's number need not have the check digit of a 法人番号."""
    assert is_invoice_number(text) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("T7000012050002", True),
        ("T4000012090001", True),
        ("T1234567890123", False),
        ("T6000012050002", False),
        ("7000012050002", False),
        ("T", False),
    ],
)
def test_a_corporations_invoice_number_carries_its_check_digit(text, right):
    """Any other may be a sole trader's or a typing error: a person has to look."""
    assert is_corporate_invoice_number(text) is right


def test_a_reference_tells_its_kind_and_nothing_else():
    """Prefix, underscore, sixteen letters of base32; never twice the same."""
    refs = {new_ref("ct") for _ in range(100)}
    assert len(refs) == 100
    assert all(re.fullmatch("ct_[a-z2-7]{16}", ref) for ref in refs)
