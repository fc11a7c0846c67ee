"""The CSV opens in a spreadsheet as text, whatever providers wrote."""

import csv
from io import StringIO

import pytest

from marketplace.desk.catalogue.comparing import Choice, Gone
from marketplace.web.comparison.cells import Cell, Group, Row
from marketplace.web.comparison.sheet import safe, sheet
from marketplace.web.comparison.table import Head, Still, Table

GONE = Gone(Choice("ct_a", "basic"), "=事業者", "+サービス", "プラン")
HEADS = (Head("A", GONE, 0), Head("B", GONE, None))
RUNS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"]


def made(*cells):
    """Give the sheet of a table with one column that has values and one that has none."""
    rows = tuple(Row("行", (Cell(text),)) for text in cells)
    return sheet(Table(HEADS, Group("組", rows), Still()), (), ["=条件"])


def read(raw):
    return list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", RUNS)
def test_what_a_spreadsheet_would_run_is_text(text):
    """An apostrophe stands before it, in every cell."""
    assert safe(text) == f"'{text}"
    assert read(made(text))[2][3] == f"'{text}"


@pytest.mark.parametrize("text", ["", "9,800円", "1-2", "a=b", "—", "不明", "'x"])
def test_other_text_stays_as_it_is(text):
    """An operator within the text is harmless, and so is a dash that is none."""
    assert safe(text) == text


def test_no_cell_of_a_sheet_begins_like_a_formula():
    """Names of providers, conditions and rows alike."""
    rows = read(made(*RUNS, "ふつう"))
    assert all(cell[:1] not in set("=+-@\t\r\n＝＋－＠") for row in rows for cell in row)
    assert rows[0] == ["'=条件"]
    assert rows[1][3] == "A +サービス プラン（=事業者）"


def test_the_file_is_what_excel_reads():
    """A byte order mark, CRLF, every cell quoted, quotes doubled."""
    raw = made('「"引用"」', None)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 4
    assert '"「""引用""」"'.encode() in raw
    assert all(line.startswith(b'"') for line in raw[3:].splitlines())


def test_a_plan_that_is_not_listed_says_so():
    """Its column stays, and has no value."""
    assert read(made("甲", None))[2:] == [
        ["組", "行", "", "甲", "いまは掲載されていません"],
        ["組", "行", "", "不明", "いまは掲載されていません"],
    ]
