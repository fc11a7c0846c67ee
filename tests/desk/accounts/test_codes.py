"""Codes of an authenticator and spare codes."""

from datetime import UTC, datetime, timedelta

import pytest

from marketplace.desk.accounts import codes

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of RFC 6238, appendix B (SHA-1)."""

AT = datetime(2026, 11, 25, 3, 0, 15, tzinfo=UTC)
STEP = timedelta(seconds=30)


@pytest.mark.parametrize(
    ("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")]
)
def test_codes_are_those_of_the_standard(seconds, code):
    """The last six digits of the published values."""
    assert codes.code_at(SECRET, datetime.fromtimestamp(seconds, UTC)) == code


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_off_by_a_step(steps):
    """Half a minute either way, and the step says which it was."""
    code = codes.code_at(SECRET, AT + steps * STEP)
    assert codes.accepted_step(SECRET, code, AT, after=0) == int(AT.timestamp()) // 30 + steps


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_clock_may_not_be_off_by_two(steps):
    """A minute is another code."""
    code = codes.code_at(SECRET, AT + steps * STEP)
    assert codes.accepted_step(SECRET, code, AT, after=0) is None


def test_a_code_is_not_accepted_twice():
    """Neither the same one, nor one of an earlier step; the next one is."""
    code = codes.code_at(SECRET, AT)
    step = codes.accepted_step(SECRET, code, AT, after=0)
    assert codes.accepted_step(SECRET, code, AT, after=step) is None
    assert codes.accepted_step(SECRET, codes.code_at(SECRET, AT - STEP), AT, after=step) is None
    later = codes.code_at(SECRET, AT + STEP)
    assert codes.accepted_step(SECRET, later, AT, after=step) == step + 1


@pytest.mark.parametrize("code", ["", "000000", "12345", "1234567", "あ", "28708２"])
def test_another_code_is_wrong(code):
    """Whatever is entered, it is compared, never interpreted."""
    at = datetime.fromtimestamp(59, UTC)
    assert codes.accepted_step(SECRET, code, at, after=0) is None


def test_spare_codes_are_ten_and_different():
    """Twenty-eight letters of thirty-two: 140 bits each."""
    made = codes.new_codes()
    assert len(set(made)) == 10
    for code in made:
        assert len(code.replace("-", "")) == 28
        assert set(code) <= set(codes.ALPHABET + "-")
    assert not set("OILU") & set(codes.ALPHABET)


@pytest.mark.parametrize("written", ["ab01-cd", " AB0I CD", "ＡＢ０１－ＣＤ", "abolcd"])
def test_a_spare_code_is_read_kindly(written):
    """Small or full-width letters, blanks, and letters taken for digits are the same code."""
    assert codes.digest_of(written) == codes.digest_of("AB01-CD")
    assert codes.digest_of(written) != codes.digest_of("AB01-CE")


def test_how_long_a_code_stays():
    """To the second, from thirty down to one."""
    assert codes.seconds_left(AT) == 15
    assert codes.seconds_left(AT.replace(second=0)) == 30
    assert codes.seconds_left(AT.replace(second=59)) == 1
