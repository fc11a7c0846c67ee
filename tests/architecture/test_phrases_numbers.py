"""Numbers live only in the text of the criteria: a phrase knows none but 0 and 1."""

import ast

import pytest


def smuggled(source):
    """Name the lines on which a phrase file holds a number or a string of digits."""
    constants = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    return [f"{node.lineno}: {node.value!r}" for node in constants if _is_number(node.value)]


def _is_number(value):
    if isinstance(value, str):
        return sum(map(str.isdigit, value)) > 1
    if isinstance(value, bytes):
        return sum(chr(byte).isdigit() for byte in value) > 1
    plain = type(value) is int and value in (0, 1)
    return isinstance(value, int | float | complex) and not isinstance(value, bool) and not plain


def test_phrases_hold_no_numbers(root):
    """No number and no string of two or more digits stands in conformance/phrases."""
    files = sorted((root / "conformance" / "phrases").rglob("*.py"))
    found = {f.name: smuggled(f.read_text(encoding="utf-8")) for f in files}
    assert files
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "source",
    [
        "return_value = fee <= 10000",
        "x = 2",
        "x = -2",
        "x = 1.0",
        "x = 1j",
        "x = int('24')",
        "x = int('２４')",
        "x = int(b'24')",
        "x = f'{fee}9a9'",
        '"""A docstring that repeats 10,000."""',
    ],
)
def test_a_planted_number_is_found(source):
    """A threshold is found as a number, in a string of either width, and in a docstring."""
    assert smuggled(source)


@pytest.mark.parametrize("source", ["x = 0", "x = -1", "x = True", "x = None", "x = '一部 A1'"])
def test_zero_one_and_words_are_allowed(source):
    """The empty, the single, and ordinary words stay free."""
    assert smuggled(source) == []
