"""The table of answers: what is written is read again, and what people do to it is told."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.codec.answers import HEADS, read_table, write_table
from marketplace.domain.assessment import Answer
from marketplace.domain.errors import BadInput


def table(*rows, heads="評価基準,答え,メモ"):
    return "\r\n".join((heads, *rows)).encode() + b"\r\n"


def only(found):
    (row,) = found.rows
    return row


def fault(found):
    (one,) = found.refused
    return one


def test_what_is_written_is_read_again():
    row = {
        "評価基準": "4-1-3-1",
        "答え": "達成",
        "メモ": '一行目\n二行目, "引用"',
        "証拠": None,
        "期日": "2027-01-31",
        "まとめて回答": "はい",
        "回答の版": "3",
        "基準の版": "scs/2026-03-27",
    }
    raw = write_table([row]).encode()
    assert raw.startswith("\ufeff分類,".encode())
    found = read_table(raw)
    read = only(found)
    assert (read.criterion, read.seen, read.line) == ("4-1-3-1", 3, 2)
    assert read.says["note"] == row["メモ"]
    assert read.says["due"] == date(2027, 1, 31)
    assert read.says["wholesale"] is True
    assert read.says["evidence"] is None
    assert found.editions == {"scs/2026-03-27"}
    assert found.refused == ()


NOTES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@given(
    NOTES.filter(lambda text: text == text.strip()), st.sampled_from(["", "=", "+", "'=", "''@"])
)
def test_no_cell_is_a_formula_and_every_note_comes_back(text, head):
    note = (head + text).strip()
    made = write_table([{"評価基準": "1-2-1-1", "答え": "達成", "メモ": note}])
    cells = list(csv.DictReader(io.StringIO(made.removeprefix("\ufeff"), newline="")))
    assert not cells[0]["メモ"].startswith(("=", "+", "-", "@"))
    assert only(read_table(made.encode())).says["note"] == note


def test_a_formula_of_a_spreadsheet_is_kept_as_text():
    assert only(read_table(table("4-1-3-1,達成,=1+1"))).says["note"] == "=1+1"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932"])
def test_spellings_that_a_spreadsheet_saves(codec):
    raw = table("4-1-3-1,一部,㈱の工場はまだ").decode().encode(codec)
    found = read_table(raw)
    assert only(found).says == {"answer": Answer.PARTLY, "note": "㈱の工場はまだ"}
    assert bool(found.notes) is (codec == "cp932")
    assert all("Shift_JIS" in note for note in found.notes)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "中身がありません"),
        (b" \r\n ", "中身がありません"),
        ("評価基準,答え".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04rest", "ブックのまま"),
        (b"\xd0\xcf\x11\xe0rest", "ブックのまま"),
        (b"a\x00b", "文字ではない"),
        (b"\xff\x81\xff", "UTF-8 でも Shift_JIS でもない"),
        (b"x" * (1024 * 1024 + 1), "大きすぎます"),
        (b"a,b\n1,2\n", "「評価基準」「答え」の列がありません"),
        ("評価基準\t答え\n".encode(), "タブで区切られて"),
        ("評価基準,答え,答え\n".encode(), "列が二つ"),
        ('評価基準,答え\n1-2-1-1,"達成\n'.encode(), "2 行目から先を"),
        (table(*["1-2-1-1,達成,"] * 1_001), "1,002 行あります"),
    ],
)
def test_what_is_no_table_says_what_to_do(raw, words):
    with pytest.raises(BadInput) as refused:
        read_table(raw)
    (told,) = refused.value.faults
    assert words in told.message
    assert told.remedy


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("2004/1/3", "日付や数に変えた"),
        ("4月1日", "日付や数に変えた"),
        ("2004-01-03", "日付や数に変えた"),
        ("37989", "日付や数に変えた"),
        ("3-Jan", "日付や数に変えた"),
        ("Apr-01", "日付や数に変えた"),
        ("4-1-3", "要求事項の番号"),
        ("", "番号が空"),
        ("方針", "評価基準の番号ではありません"),
    ],
)
def test_a_number_that_a_spreadsheet_changed_is_explained(cell, words):
    one = fault(read_table(table(f"{cell},達成,")))
    assert words in one.message
    assert (one.place, one.line) == ("評価基準", 2)
    assert "4-1-3-1" in one.remedy


@pytest.mark.parametrize("cell", ["４－１－３－１", "4‐1‐3‐1", "'4-1-3-1", " 4-1-3-1 ", "4−1−3−1"])
def test_a_number_is_read_as_people_spell_it(cell):
    assert only(read_table(table(f"{cell},達成,"))).criterion == "4-1-3-1"


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ("4-1-3-1,できてる,", "答え", "できてる"),
        ("4-1-3-1,,", "答え", "答えが空"),
        (f"4-1-3-1,達成,{'x' * 1001}", "メモ", "1,001 字"),
    ],
)
def test_a_cell_that_cannot_be_is_named_with_its_line(row, place, words):
    found = read_table(table("1-2-1-1,達成,", row))
    one = fault(found)
    assert (one.line, one.place) == (3, place)
    assert words in one.message
    assert one.remedy
    assert only(found).criterion == "1-2-1-1"


def test_days_are_read_as_a_spreadsheet_writes_them():
    heads = "評価基準,答え,期日,回答の版"
    days = ("2027-01-31", "2027/1/31", "2027年1月31日", "2027/02/31", "来年")
    rows = [f"1-2-1-{place},達成,{day}," for place, day in enumerate(days, 1)]
    found = read_table(table(*rows, "1-2-3-1,達成,,二", heads=heads))
    assert {row.says["due"] for row in found.rows} == {date(2027, 1, 31)}
    assert [(one.line, one.place) for one in found.refused] == [
        (5, "期日"),
        (6, "期日"),
        (7, "回答の版"),
    ]


def test_a_criterion_that_stands_twice_is_not_guessed():
    found = read_table(table("4-1-3-1,達成,", "1-2-1-1,達成,", "４-1-3-1,未達成,"))
    assert [row.criterion for row in found.rows] == ["1-2-1-1"]
    assert [one.line for one in found.refused] == [2, 4]
    assert "4 行目" in found.refused[0].message


def test_lines_are_counted_as_in_the_file():
    found = read_table(table('1-2-1-1,達成,"一\r\n二"', "", "4-1-3-1,なし,"))
    assert fault(found).line == 5


def test_columns_that_are_not_there_say_nothing_and_unknown_ones_are_told():
    found = read_table(table("1-2-1-1,達成,x", heads="評価基準,答え,感想"))
    assert only(found).says == {"answer": Answer.MET}
    assert "感想" in found.notes[0]
    assert "感想" not in HEADS
