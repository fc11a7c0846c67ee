"""Coverage: one number a row, or the numbers that are met alike in one row."""

import pytest

from marketplace.codec.dossier import MOST_COVERAGE, dump_dossier, load_dossier, read_dossier
from marketplace.domain.offering import Coverage, Extent, Means
from marketplace.domain.tier import TIERS

ONE = "  criterion: 5-1-1-1\n"
STAR = TIERS["SCstar3"]


def listed(base, *numbers):
    return base.replace(ONE, f"  criterion: [{', '.join(numbers)}]\n")


def test_a_list_of_numbers_is_a_row_each(base):
    """In their order, and the same as if written one by one."""
    dossier = read_dossier(listed(base, "5-1-1-1", "5-1-1-3").encode())
    rows = [Coverage(STAR, n, Means.TOOL, Extent.FULL) for n in ("5-1-1-1", "5-1-1-3")]
    assert dossier.coverage == tuple(rows)
    assert load_dossier(dump_dossier(dossier)) == dossier


def test_a_list_of_one_is_the_number(base):
    """Nothing but the spelling differs."""
    one, same = (read_dossier(text.encode()) for text in (base, listed(base, "5-1-1-1")))
    assert one.digest == same.digest


@pytest.mark.parametrize(
    ("numbers", "place", "message"),
    [
        ((), "criterion", "1 から 200 個"),
        (("5-1-1-1", "5-1-1-1"), "criterion", "二度あります"),
        (("5-1-1-1", "3"), "criterion[1]", "文字ではありません"),
        (("5-1-1-1", "null"), "criterion[1]", "null"),
        (("5-1-1-1", "''"), "criterion[1]", "空です"),
        (("5-1-1-1", "[5-1-1-3]"), "criterion[1]", "文字ではありません"),
        ([f"1-1-1-{n}" for n in range(201)], "criterion", "1 から 200 個"),
    ],
)
def test_a_list_that_is_none_is_refused_in_its_place(base, faults, numbers, place, message):
    """Empty, repeated, of another kind, or too long."""
    (fault,) = faults(listed(base, *numbers))
    assert fault.place == f"coverage[0].{place}"
    assert message in fault.message


def test_lists_are_counted_together(base, faults):
    """Many long lists are as much as as many rows."""
    row = f"- tier: SCstar3\n{ONE}  means: tool\n  extent: full\n"
    numbers = ", ".join(f"1-1-1-{n}" for n in range(200))
    rows = row.replace("5-1-1-1", f"[{numbers}]") * (MOST_COVERAGE // 200)
    assert len(read_dossier(base.replace(row, rows).encode()).coverage) == MOST_COVERAGE
    (fault,) = faults(base.replace(row, rows + row))
    assert (fault.place, "1,001 個" in fault.message) == ("coverage", True)
