"""Equal values have one spelling, and what has no single spelling is refused."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.canonical import canonical, digest, digest_bytes


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Level(IntEnum):
    HIGH = 3


@dataclass(frozen=True)
class Pair:
    right: int | None
    left: int | None = None


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        (None, "null"),
        (True, "true"),
        (0, "0"),
        (-1, "-1"),
        ("お助け隊", '"お助け隊"'),
        ('"\\\n\x01', '"\\"\\\\\\n\\u0001"'),
        ({}, "{}"),
        ([], "[]"),
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        ({"B": 1, "a": 2, "A": 3}, '{"A":3,"B":1,"a":2}'),
        ((1, (2, 3)), "[1,[2,3]]"),
        (frozenset({"b", "a", "c"}), '["a","b","c"]'),
        ({3, 1, 2}, "[1,2,3]"),
        (date(2026, 11, 25), '"2026-11-25"'),
        (Colour.RED, '"red"'),
        (Level.HIGH, "3"),
        (frozenset(Colour), '["blue","red"]'),
        (Pair(1, 2), '{"left":2,"right":1}'),
        (Pair(1), '{"right":1}'),
        ({"pair": Pair(None)}, '{"pair":{}}'),
        ({"kept": None}, '{"kept":null}'),
    ],
)
def test_a_value_has_this_spelling(value, spelt):
    """Keys sorted, sets sorted, no white space, text as it is, undeclared fields left out."""
    assert canonical(value) == spelt.encode()


@pytest.mark.parametrize(
    "value",
    [
        9800.0,
        float("nan"),
        float("inf"),
        {"yen": 9800.5},
        [1, [2.0]],
        Pair(1.0),
        datetime(2026, 11, 25, tzinfo=UTC),
        {"at": datetime(2026, 11, 25, tzinfo=UTC)},
        b"bytes",
        bytearray(b"bytes"),
        object(),
        Pair,
        {"金額": 1},
        {1: "a"},
        {None: "a"},
    ],
)
def test_what_has_no_single_spelling_is_refused(value):
    """Floats, instants, bytes, strangers, and keys that are not ASCII text."""
    with pytest.raises(TypeError):
        canonical(value)


@given(st.dictionaries(st.text(st.characters(codec="ascii")), st.integers()))
def test_the_order_of_writing_does_not_matter(pairs):
    """The same pairs the other way round are the same value."""
    assert digest(dict(reversed(pairs.items()))) == digest(pairs)


def test_a_digest_is_taken_of_the_spelling():
    """Anybody can compute it again from the bytes."""
    spelt = '{"name":"みはり（架空）","yen":10001}'.encode()
    value = {"yen": 10001, "name": "みはり（架空）"}
    assert digest(value) == hashlib.sha256(spelt).hexdigest() == digest_bytes(spelt)


def test_bytes_are_digested_as_they_came():
    """A blank more is another document."""
    assert digest_bytes(b"a: 1\n") != digest_bytes(b"a:  1\n")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest_bytes(b"") == empty


def test_where_it_is_not_rfc_8785_integers_keep_every_digit():
    """RFC 8785 would round 2^53 + 1 to a double; an amount is never rounded here."""
    assert canonical(2**53 + 1) == b"9007199254740993"


def test_half_a_character_has_no_bytes():
    """A lone surrogate cannot be written in UTF-8; it is refused as in RFC 8785."""
    with pytest.raises(UnicodeEncodeError):
        canonical("\ud800")
