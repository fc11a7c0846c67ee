"""The geometry of the stairs: nothing leaves its frame, nothing covers another, all to scale."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web.charts import STAIRS_FRAMES, Stair, stairs

WORDS = "ふさげる基準の数", "120か月の合計・税抜"
STEPS = st.lists(st.tuples(st.integers(1, 10**9), st.integers(1, 20)), min_size=1, max_size=30)


def climbed(steps):
    """Give points that ascend, from nothing."""
    sums = itertools.accumulate(steps, lambda a, b: (a[0] + b[0], a[1] + b[1]), initial=(0, 0))
    return tuple(Stair(str(n), *one) for n, one in enumerate(sums, 1))


def covers(one, other):
    (left, top, right, bottom), (x, y, end, floor) = one.box, other.box
    return left < end and x < right and top < floor and y < bottom


@pytest.mark.parametrize("frame", STAIRS_FRAMES)
@given(steps=STEPS)
def test_texts_stay_within_and_apart(frame, steps):
    made = stairs(climbed(steps), WORDS, frame)
    for text in (*made.texts, *made.labels):
        left, top, right, bottom = text.box
        assert left >= 0
        assert top >= 0
        assert right <= frame.wide
        assert bottom <= frame.high
    for group in (made.labels, made.texts):
        assert not any(covers(a, b) for a, b in itertools.combinations(group, 2))


@pytest.mark.parametrize("frame", STAIRS_FRAMES)
def test_points_are_to_scale_and_the_line_climbs_at_them(frame):
    points = climbed([(250_000, 5), (250_000, 5)])
    made = stairs(points, WORDS, frame)
    (x0, y0), (x1, y1), (x2, y2) = made.marks
    assert x1 - x0 == pytest.approx(x2 - x1, abs=0.2)
    assert y0 - y1 == pytest.approx(y1 - y2, abs=0.2)
    assert (x0, y0) == (frame.left, frame.floor)
    assert x2 <= frame.end
    numbers = [float(one) for one in re.findall(r"[\d.]+", made.path)]
    assert numbers == [x0, y0, x1, y1, x2, y2, frame.end]


def test_a_letter_that_would_cover_another_is_left_out():
    """The last one stays; the table has them all."""
    points = tuple(Stair(str(n), 1_000_000 + n, 10) for n in range(3))
    made = stairs(points, WORDS, STAIRS_FRAMES[0])
    assert [one.words for one in made.labels] == ["2"]
    assert len(made.marks) == 3
