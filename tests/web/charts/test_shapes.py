"""Bars, squares, periods and gauges: sums come out, nothing leaves its frame, nothing is lost."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web.charts import WIDTHS, Moment, bar, bars, gauge, matrix, timeline
from marketplace.web.charts.bars import STYLES
from marketplace.web.charts.bars import WIDE as WHOLE
from marketplace.web.charts.matrix import COLUMNS, KINDS, SIDE

AMOUNTS = st.lists(st.integers(0, 10**13), min_size=1, max_size=STYLES)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
WORDS = st.text(st.sampled_from("契約期間のおわり2026年1月Wm—（）"), min_size=1, max_size=90)
TODAY = date(2026, 11, 25)


def named(amounts):
    return tuple((f"{n}番", amount) for n, amount in enumerate(amounts))


@given(AMOUNTS)
def test_a_bar_sums_to_its_total(amounts):
    """In yen and in width; parts lie side by side, from the left edge to the right one."""
    found = bar(named(amounts))
    assert found.total == sum(amounts) == sum(one.amount for one in found.parts)
    assert found.wide == (WHOLE if sum(amounts) else 0)
    ends = [(one.x, one.x + one.wide) for one in found.parts]
    assert all(end == start for (_, end), (start, _) in itertools.pairwise(ends))
    assert all(one.amount and one.wide >= 0 for one in found.parts)


@given(st.lists(AMOUNTS, min_size=1, max_size=5))
def test_bars_share_one_scale(rows):
    """The largest takes the whole width, each part keeps its style, none is wider than true."""
    found = bars(tuple((f"{n}行", named(amounts)) for n, amounts in enumerate(rows)))
    largest = max(one.total for one in found)
    for one in found:
        assert one.wide == (round_half_up(one.total, largest) if largest else 0)
        assert all(f"{part.style}番" == part.words for part in one.parts)


def round_half_up(amount, largest):
    return (2 * amount * WHOLE + largest) // (2 * largest)


def test_a_bar_that_cannot_be_told_is_refused():
    """A negative part, and more parts than there are fills."""
    with pytest.raises(ValueError, match="negative"):
        bar((("割引", -1),))
    with pytest.raises(ValueError, match="told apart"):
        bar(named([1] * (STYLES + 1)))


@given(st.lists(st.lists(st.sampled_from(KINDS), max_size=60), min_size=1, max_size=8))
def test_squares_are_all_there(rows):
    """One a criterion, none over another, inside the row; counts and sums are those of the rows."""
    found = matrix(tuple((f"{n}", tuple(kinds)) for n, kinds in enumerate(rows)), KINDS)
    for row, kinds in zip(found.rows, rows, strict=True):
        places = {(one.x, one.y) for one in row.squares}
        assert len(places) == row.total == len(kinds) == sum(row.counts.values())
        assert all(x + SIDE <= row.wide and y + SIDE <= row.high for x, y in places)
        assert row.wide <= COLUMNS * 15
    assert sum(found.sums.values()) == found.total == sum(map(len, rows))


def test_a_square_without_a_shape_is_refused():
    """Neither a kind that is not asked for, nor one that nobody can draw."""
    with pytest.raises(ValueError, match="none"):
        matrix((("一", ("none",)),), ("full",))
    with pytest.raises(ValueError, match="round"):
        matrix((("一", ("round",)),), ("round",))


@pytest.mark.parametrize("wide", WIDTHS)
@given(st.lists(st.tuples(WORDS, DAYS, st.none() | st.integers(1, 4000)), min_size=1, max_size=7))
def test_a_timeline_stays_in_its_frame(wide, found):
    """Words by their widest possible extent, marks with their radius; no words over others."""
    moments = tuple(
        Moment(words, first, first + timedelta(days=days) if days else None)
        for words, first, days in found
    )
    drawn = timeline(moments, TODAY, wide)
    for text in drawn.texts:
        left, top, right, bottom = text.box
        assert left >= 0
        assert top >= 0
        assert right <= wide
        assert bottom <= drawn.high
    for mark in drawn.marks:
        assert 6 <= mark.x <= mark.end <= wide - 6
        assert 6 <= mark.y <= drawn.high - 6
    for one, other in itertools.combinations(drawn.texts, 2):
        assert one.box[3] <= other.box[1] or other.box[3] <= one.box[1]


def test_a_timeline_is_to_scale_and_shows_today():
    """Half way is half way; a day outside is no line."""
    year = (Moment("一年", TODAY, TODAY + timedelta(days=100)),)
    middle = Moment("半ば", TODAY + timedelta(days=50))
    wide = WIDTHS[0]
    drawn = timeline((*year, middle), TODAY + timedelta(days=50), wide)
    assert drawn.marks[1].x == drawn.today == wide / 2
    assert drawn.marks[1].is_point
    assert not drawn.marks[0].is_point
    assert timeline(year, TODAY - timedelta(days=1), wide).today is None


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.none() | st.integers(0, 10**9))
def test_a_gauge_never_shows_more_than_there_is(value, more, limit):
    """Filled and beyond the limit together are the value; a limit beyond the top is no line."""
    found = gauge(value, value + more, limit)
    assert 0 <= found.filled <= found.filled + found.over <= WHOLE
    assert found.over == 0 or value > limit
    assert (found.mark is None) == (limit is None or limit > value + more)


def test_a_gauge_beyond_its_top_is_refused():
    """Whoever counts wrongly learns it, instead of a full bar."""
    with pytest.raises(ValueError, match="its top"):
        gauge(4, 3)
    over = gauge(2400, 3000, 2000)
    assert (over.filled, over.over, over.mark) == (667, 133, 667)
