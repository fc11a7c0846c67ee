"""What one text changes of another: clauses, words, numbers, tags, grades."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conformance.compare.differing import Change, Difference, compare
from conformance.compare.marking import mark, plain
from conformance.compare.page import page
from conformance.edition import read_edition

HEAD = """# language: ja
機能: 章

  ルール: 試し
    出典: 文書, 2026-11-25, 箇所
    解釈: 読み方

"""
GIVEN = "      前提 お助け隊サービスの申請を審査する\n"
FIRST = f"""    @T-1 @class1 @gradeR @must
    シナリオ: 台数
{GIVEN}      もし 監視の方式が「併用型」である
      ならば 契約できる最小の台数は 1,000 台以下である

"""
SECOND = f"""    @T-2 @class1 @gradeV @must
    シナリオ: 駆付け
{GIVEN}      ならば 技術者を派遣する体制がある

"""
Compare = Callable[[str, str], Difference]


@pytest.fixture(name="differ")
def _differ(tmp_path: Path) -> Compare:
    """Compare two texts, each in a folder of its own."""

    def run(old: str, new: str) -> Difference:
        return compare(_edition(tmp_path / "a/1.0", old), _edition(tmp_path / "a/1.1", new))

    return run


def _edition(folder: Path, text: str):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "01.feature").write_text(HEAD + text, "utf-8")
    keys = [word[1:] for word in text.split() if word.startswith("@T-")]
    (folder / "keys.lock").write_text("\n".join(keys), "utf-8")
    return read_edition(folder)


@pytest.mark.parametrize(
    ("old", "new", "name", "before", "after"),
    [
        ("1,000", "999", "ならば", "台数は 【1,000】 台", "台数は 【999】 台"),
        ("以下", "未満", "ならば", "台【以下】である", "台【未満】である"),
        ("「併用型」", "「端末監視型」", "もし", "「【併用型】」", "「【端末監視型】」"),
        ("@gradeR", "@gradeP", "原文の確かさ", "【R】", "【P】"),
        ("@must", "@should", "効力", "【必須】", "【推奨】"),
        ("@class1", "@class1 @class2", "区分", "1類", "1類【・2類】"),
        ("@must", "@must @person", "人の確認", "", "審査員が確認する】"),
        ("@must", "@must @evDocument", "証跡", "", "【書類以上】"),
        ("@must", "@must @guidance", "手引きによる", "", "【はい】"),
        ("シナリオ: 台数", "シナリオ: 最小の台数", "題", "台数", "【最小の】台数"),
    ],
)
def test_one_change_is_one_line_with_its_words_marked(
    differ: Compare, old: str, new: str, name: str, *, before: str, after: str
) -> None:
    """On both sides; the other clause is unchanged."""
    found = differ(FIRST + SECOND, FIRST.replace(old, new) + SECOND)
    assert [c.change for c in found.clauses] == [Change.CHANGED, Change.SAME]
    (row,) = found.clauses[0].changed_rows
    assert row.name == name
    assert before in plain(row.old)
    assert after in plain(row.new)


def test_a_filter_more_is_a_line_more(differ: Compare) -> None:
    """An added かつ does not mark the lines beside it."""
    more = "である\n      かつ 技術者を派遣する体制がある\n      ならば"
    found = differ(FIRST, FIRST.replace("である\n      ならば", more))
    assert [(row.name, row.old) for row in found.clauses[0].changed_rows] == [("かつ", ())]


@pytest.mark.parametrize(
    ("new", "numbers"),
    [
        ("契約できる最小の台数は 999 台以下である", ("1,000 → 999",)),
        ("技術者を派遣する体制がある", ("1,000 → ",)),
        ("1類を 1 年以上、 10 社以上に供給している", ("1,000 → ", " → 1", " → 10")),
    ],
)
def test_numbers_are_named(differ: Compare, new: str, numbers: tuple[str, ...]) -> None:
    """What came, what went, what moved."""
    found = differ(FIRST, FIRST.replace("契約できる最小の台数は 1,000 台以下である", new))
    assert found.clauses[0].numbers == numbers


def test_what_is_gone_stands_where_it_was(differ: Compare) -> None:
    """Before what followed it."""
    third = SECOND.replace("T-2", "T-3").replace("駆付け", "新しい")
    found = differ(FIRST + SECOND, third + SECOND)
    changes = [(clause.key, clause.change) for clause in found.clauses]
    assert changes == [("T-1", Change.REMOVED), ("T-3", Change.ADDED), ("T-2", Change.SAME)]


def test_the_same_text_differs_in_nothing(differ: Compare) -> None:
    """And the page says so."""
    found = differ(FIRST, FIRST)
    assert found.plain["clauses"] == []
    assert "違う条項はありません" in page(found)


def test_source_and_interpretation_are_compared(tmp_path: Path, differ: Compare) -> None:
    """They are not in the steps, but they say how a clause is read."""
    folder = tmp_path / "b/1"
    old = differ(FIRST, FIRST).old
    new = _edition(folder, FIRST)
    text = (folder / "01.feature").read_text("utf-8").replace("読み方", "別の読み方")
    (folder / "01.feature").write_text(text, "utf-8")
    new = read_edition(folder)
    assert [row.name for row in compare(old, new).clauses[0].changed_rows] == ["解釈"]


@pytest.mark.parametrize(
    ("old", "new"), [("", ""), ("", "あ"), ("10,000 円", "9,000 円"), ("甲乙 丙", "甲丁 丙丙")]
)
def test_marks_never_change_the_text(old: str, new: str) -> None:
    """The runs of a side are its text."""
    left, right = mark(old, new)
    assert ("".join(p.text for p in left), "".join(p.text for p in right)) == (old, new)


class _Outside(HTMLParser):
    """Everything a page would fetch, and every element it opens and closes."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [name for name, _ in attrs if name in ("src", "href", "style")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_needs_nothing_else_and_escapes_what_it_shows(differ: Compare) -> None:
    """One file: no script, no fetch, marks as elements that a reader hears."""
    made = page(differ(FIRST, FIRST.replace("シナリオ: 台数", "シナリオ: <b>台数&")))
    seen = _Outside()
    seen.feed(made)
    assert (seen.fetched, seen.open) == ([], [])
    assert "&lt;" in made
    assert "<b>" not in made
    assert "<script" not in made
    assert "url(" not in made
    assert '<html lang="ja">' in made
    assert "@media print" in made
    assert "<ins>" in made
