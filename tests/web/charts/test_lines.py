"""The geometry of the chart: nothing leaves its frame, nothing covers another, all is to scale."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import marketplace.web
from marketplace.desk.catalogue.comparing import MOST_PLANS
from marketplace.web.charts import FRAMES, NARROW, WIDE, Curve, draw, fitted, width
from marketplace.web.charts.axes import scale

NAMES = st.text(st.sampled_from("みはり番人UTMmw★（）1プラン"), min_size=1, max_size=130)
PAID = st.tuples(*[st.integers(0, 10**12)] * 3)


@st.composite
def curves(draw_from):
    """Give up to the most plans over one term, with names of any length."""
    last = draw_from(st.integers(1, 120))
    plans = draw_from(st.integers(1, MOST_PLANS))
    return tuple(
        Curve(n, "ABCDEFGH"[n], draw_from(NAMES), totals(last, *draw_from(PAID)))
        for n in range(plans)
    )


def totals(last, first, monthly, yearly):
    """Give the running totals of what is paid once, each month, and each year."""
    due = (monthly + (first if not n else 0) + (yearly if n % 12 == 0 else 0) for n in range(last))
    return tuple(itertools.accumulate(due))


def inside(box, frame):
    left, top, right, bottom = box
    return left >= 0 and top >= 0 and right <= frame.wide and bottom <= frame.high


def touch(one, other):
    """Whether two boxes cover one another."""
    a, b = one.box, other.box
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("frame", FRAMES)
@given(found=curves())
def test_no_text_leaves_the_frame(frame, found):
    """By its widest possible extent, names at the line ends included."""
    chart = draw(found, frame)
    for text in (*chart.texts, *chart.labels):
        assert inside(text.box, frame), text


@pytest.mark.parametrize("frame", FRAMES)
@given(found=curves())
def test_no_label_covers_another(frame, found):
    """Lines that end together have labels that stand apart; so have the marks of an axis."""
    chart = draw(found, frame)
    for one, other in itertools.combinations(chart.labels, 2):
        assert not touch(one, other), (one, other)
    for one, other in itertools.combinations(chart.texts, 2):
        assert not touch(one, other), (one, other)


@pytest.mark.parametrize("frame", FRAMES)
@given(found=curves())
def test_lines_stay_within_the_plot(frame, found):
    """From the first month at the left to the last at the right, never above the top mark."""
    for one in draw(found, frame).lines:
        assert all(frame.left <= x <= frame.end for x, _ in one.points)
        assert all(frame.top <= y <= frame.floor for _, y in one.points)
        assert one.marker[0] == frame.end


def test_a_line_is_to_scale():
    """120,000 of 120,000 is at the top, half of it half way; a straight line has two points."""
    rising = Curve(0, "A", "まっすぐ", tuple(10_000 * n for n in range(1, 13)))
    flat = Curve(1, "B", "年払い", (60_000,) * 12)
    chart = draw((rising, flat), WIDE)
    first, second = chart.lines
    assert len(first.points) == len(second.points) == 2
    zero, *_, top = chart.grid
    assert (zero, top, scale(120_000).top) == (WIDE.floor, WIDE.top, 150_000)
    assert first.marker[1] == pytest.approx(zero + (top - zero) * 120 / 150, abs=0.1)
    assert second.points[0][1] == second.points[1][1] == pytest.approx(zero + (top - zero) * 0.4)


def test_every_bend_is_kept():
    """A payment once a year is a step, drawn where it falls."""
    yearly = Curve(0, "A", "年払い", tuple(1000 if n < 12 else 2000 for n in range(24)))
    (line,) = draw((yearly,), WIDE).lines
    assert len(line.points) == 4


def test_each_plan_has_a_style_of_its_own():
    """Colour, dash and marker; whoever raises the number of plans learns it here."""
    web = Path(marketplace.web.__file__).parent
    sheet = (web / "static/charts.css").read_text("utf-8")
    drawing = (web / "templates/parts/charts.html").read_text("utf-8")
    assert all(f".l{n} {{" in sheet for n in range(MOST_PLANS))
    assert all(f".d{n} {{" in sheet for n in range(1, MOST_PLANS))
    assert drawing.count('class="l{{ n }}"') == MOST_PLANS


# the largest amount → step, top, and how the marks are written
SCALES = [
    (0, 1, 1, "円", ["0", "1"]),
    (3, 1, 3, "円", ["0", "1", "2", "3"]),
    (9_800, 5000, 10_000, "千円", ["0", "5", "10"]),
    (1_104_000, 500_000, 1_500_000, "万円", ["0", "50", "100", "150"]),
    (3_456_000, 1_000_000, 4_000_000, "万円", ["0", "100", "200", "300", "400"]),
    (36 * 10**9, 10**10, 4 * 10**10, "億円", ["0", "100", "200", "300", "400"]),
]


@pytest.mark.parametrize(("largest", "step", "top", "unit", "marks"), SCALES)
def test_scales_are_round(largest, step, top, unit, marks):
    """Few steps, whole in their unit."""
    found = scale(largest)
    assert (found.step, found.top, found.unit[1]) == (step, top, unit)
    assert [words for _, words in found.marks] == marks


# the term → the months that are named, wide and narrow
TERMS = [
    (1, "1か月", "1か月"),
    (2, "1 2か月", "1 2か月"),
    (12, "1 2 4 6 8 10 12か月", "1 6 12か月"),
    (24, "1 6 12 18 24か月", "1 12 24か月"),
    (37, "1 6 12 18 24 30 37か月", "1 12 24 37か月"),
    (120, "1 24 48 72 96 120か月", "1 36 72 120か月"),
]


@pytest.mark.parametrize(("last", "wide", "narrow"), TERMS)
def test_months_are_named_without_crowding(last, wide, narrow):
    """The first and the last always."""
    for frame, named in ((WIDE, wide), (NARROW, narrow)):
        texts = draw((Curve(0, "A", "", (1,) * last),), frame).texts
        marks = sorted((t for t in texts if t.anchor == "middle"), key=lambda text: text.x)
        assert " ".join(text.words for text in marks) == named


def test_a_long_name_is_cut_visibly():
    """As much as fits, then an ellipsis; a name that fits is whole."""
    assert fitted("みはりUTM", 200) == "みはりUTM"
    cut = fitted("とても長い名前のサービス", 100)
    assert cut.endswith("…")
    assert width(cut) <= 100 < width("とても長い名前のサービス")
    assert width("あ") > width("A") > width("1")


def test_a_single_month_is_a_marker_beside_its_name():
    """In both versions, without a line to divide by nothing."""
    for frame in (WIDE, NARROW):
        (line,) = draw((Curve(0, "A", "一か月", (500,)),), frame).lines
        assert line.points == ((frame.end, line.points[0][1]),)
