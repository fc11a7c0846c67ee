"""What differs, what is the same, and what nobody can say; never what is better."""

import pytest

from marketplace.domain.offering import EvidenceKind
from marketplace.domain.verdict import Verdict
from marketplace.web.comparison.cells import NOWHERE, Cell, Group, Line, Mark, Row

A, B, C, UNKNOWN = Cell("甲"), Cell("乙"), Cell("丙"), Cell(None)

# the answers | differs, partly unknown, gathered | places that are marked
ROWS = [
    ("one plan", (A,), (False, False, False), set()),
    ("all the same", (A, A, A, A), (False, False, True), set()),
    ("all unknown", (UNKNOWN, UNKNOWN), (False, False, True), set()),
    ("not applicable anywhere", (NOWHERE, NOWHERE), (False, False, True), set()),
    ("two differ", (A, B), (True, False, False), set()),
    ("one of three differs", (A, B, A), (True, False, False), {1}),
    ("one of four differs", (A, A, A, B), (True, False, False), {3}),
    ("two of four, each its own way", (A, B, A, C), (True, False, False), {1, 3}),
    ("two against two", (A, B, A, B), (True, False, False), set()),
    ("all differ", (A, B, C), (True, False, False), set()),
    ("one is unknown", (A, UNKNOWN), (False, True, False), set()),
    ("one of three is unknown", (A, A, UNKNOWN), (False, True, False), {2}),
    ("unknown beside a difference", (A, B, UNKNOWN), (True, False, False), set()),
    ("not applicable is an answer", (A, NOWHERE), (True, False, False), set()),
]


@pytest.mark.parametrize(("said", "cells", "found", "odd"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_says_whether_it_differs(said, cells, found, odd):
    """Unknown is neither a difference nor agreement."""
    row = Row("行", cells)
    assert (row.differs, row.partly_unknown, row.is_same) == found, said
    assert row.odd == odd, said


def test_what_leads_is_never_gathered():
    """The totals stay plan by plan, also where they are equal."""
    row = Row("合計", (A, A), leads=True)
    group = Group("料金", (row, Row("型", (B, B)), Row("時間", (A, B))))
    assert not row.is_same
    assert [one.label for one in group.apart] == ["合計", "時間"]
    assert [one.label for one in group.same] == ["型"]
    assert group.differences == 1


RULED = Mark(Verdict.CONFORMS, ruled=True, strength=EvidenceKind.DRILL)
SUM = Line("見守り", "100円 × PC 2台 × 3か月", 600)

# a cell → as a spreadsheet has it
WORDS = [
    (A, "甲"),
    (UNKNOWN, "不明"),
    (NOWHERE, "—"),
    (Cell("甲", "なぜなら"), "甲\nなぜなら"),
    (Cell(mark=Mark(Verdict.FAILS)), "不適合"),
    (Cell(mark=RULED), "適合（人が確認）・模擬訓練"),
    (Cell(lines=(SUM,)), "見守り: 100円 × PC 2台 × 3か月 = 600円"),
    (Cell(lines=(Line("見守り", "見積りで決まります"),)), "見守り: 見積りで決まります = 不明"),
    (Cell(lines=(Line("駆付け", "1回 500円", counted=False),)), "駆付け: 1回 500円"),
]


@pytest.mark.parametrize(("cell", "words"), WORDS)
def test_a_cell_has_words(cell, words):
    """Nothing is left to colour or shape."""
    assert str(cell) == words
