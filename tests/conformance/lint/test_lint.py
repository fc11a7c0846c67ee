"""Each rule about the criteria text, with one planted file that breaks it and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.edition import FEATURES, editions, load_edition
from conformance.lint import phrases as rules
from conformance.lint.folder import lint_folder
from conformance.lint.phrases import ambiguous_phrases, unused_phrases
from marketplace.domain.errors import Fault
from marketplace.domain.phrase import Phrase

GOOD = """# language: ja
機能: 章

  ルール: 試し
    出典: 文書, 2026-11-25, 箇所
    解釈: 読み方

    @T-1 @class1 @gradeV @must
    シナリオ: 題
      前提 お助け隊サービスの申請を審査する
      ならば 技術者を派遣する体制がある
"""
SEND = "ならば 技術者を派遣する体制がある"
GIVEN = "前提 お助け隊サービスの申請を審査する"
OUTLINE = """# language: ja
機能: 章

  ルール: 試し
    出典: 文書, 2026-11-25, 箇所
    解釈: 読み方

    @gradeV @must
    シナリオアウトライン: 題
      前提 お助け隊サービスの申請を審査する
      もし 監視の方式が<方式>である
      ならば 契約できる最小の台数は <台数> 台以下である

      @T-1.one @class1
      例: 一
        | 方式       | 台数 |
        | 「併用型」 | 3    |

      @T-1.two @class2
      例: 二
        | 方式       | 台数 |
        | 「併用型」 | 5    |
"""


@pytest.fixture
def lint(tmp_path: Path) -> Callable[..., tuple[Fault, ...]]:
    """Lint a folder of one file and its locked keys."""

    def run(text: str, keys: str = "T-1\n") -> tuple[Fault, ...]:
        (tmp_path / "01.feature").write_bytes(text.encode())
        (tmp_path / "keys.lock").write_text(keys, "utf-8")
        return lint_folder(tmp_path)

    return run


def test_every_edition_of_the_repository_is_without_findings() -> None:
    """What is published is clean, and no phrase is idle."""
    slugs = sorted({state.slug for state in editions()})
    assert [lint_folder(FEATURES / slug) for slug in slugs] == [()] * len(slugs)
    clauses = (clause for slug in slugs for clause in load_edition(slug).clauses)
    assert unused_phrases(clauses) == ()


def test_a_good_text_has_no_findings(lint: Callable[..., tuple[Fault, ...]]) -> None:
    """The text that each planted one differs from by one thing."""
    assert lint(GOOD) == ()


@pytest.mark.parametrize(
    ("old", "new", "word", "line"),
    [
        ("@gradeV ", "", "確かさ", 9),
        ("@must", "", "効力", 9),
        ("@class1 ", "", "区分", 9),
        ("@T-1 ", "", "番号", 9),
        ("@must", "@must @musst", "@musst", 9),
        ("    出典: 文書, 2026-11-25, 箇所\n", "", "出典", 8),
        ("    解釈: 読み方\n", "", "解釈", 8),
        ("シナリオ: 題", "シナリオ: 24 時間", "題に数", 9),
        (SEND, "ならば 空を飛べる", "定型文", 9),
        (SEND, f"{SEND}\n      {SEND}", "並び", 9),
        (SEND, "ならば 最低契約期間は 0024 か月以下である", "定型文", 9),
        ("@must", "@must @personOnly", "審査員が確認している", 9),
        ("読み方", "読み方①", "①", 6),
        ("読み方", "ﾖﾐｶﾀ", "ﾖ", 6),
        ("読み方", "Ａ", "Ａ", 6),
        ("読み方", "か\u3099", "\u3099", 6),
        ("読み方", "読み\t方", "\\u0009", 6),
        ("\n", "\r\n", "LF", None),
        ("機能: 章", "機能：章", "Gherkin", 2),
        ("  ルール: 試し\n", "", "ルール", 2),
        ("2026-11-25, 箇所", "箇所", "文書と日付", 9),
        ("シナリオ: 題", "シナリオ: 24時間の見守り", "題に数", 9),
        ("シナリオ: 題", "シナリオ: 二十四時間の見守り", "題に数", 9),
        ("シナリオ: 題", "シナリオ: 上限 10,000円", "題に数", 9),
        (SEND, "ならば 最低契約期間は 10000 か月以下である", "定型文", 9),
        ("@must", "@must @evDocument @evOnsite", "証跡のタグ", 9),
        ("@T-1", "@1-T", "OSCAL", 8),
        ("@T-1", "@T-1.Two", "OSCAL", 8),
        ("@T-1", "@T-一", "OSCAL", 8),
    ],
)
def test_a_planted_fault_is_found_with_its_file_and_line(
    lint: Callable[..., tuple[Fault, ...]], old: str, new: str, word: str, *, line: int | None
) -> None:
    """Each for its own reason."""
    found = [fault for fault in lint(GOOD.replace(old, new)) if word in str(fault)]
    assert found, word
    assert found[0].place.startswith("01.feature")
    assert found[0].line == line


# The traps of the Gherkin tools, each shown to be accepted in silence by them (the notes say how).
TRAPS = [
    # G1: the later of two scenarios of one name silently replaces the earlier
    ("", "twice", "二度", 9),
    # G2: a scenario without steps passes
    (f"      {GIVEN}\n      {SEND}\n", "", "並び", 9),
    # G5: a description that begins like a keyword becomes a step; another one is lost
    (GIVEN, f"ただし、離島を除く。\n      {GIVEN}", "「ただし」で始まる文", 10),
    (
        GIVEN,
        f"{GIVEN}\n      もし 監視の方式が「併用型」である\n      しかし、離島を除く。",
        "しかし",
        12,
    ),
    (GIVEN, f"離島を除く。\n      {GIVEN}", "手順でも行でもない文", 10),
    # G6: 前提条件が… is 前提 + 条件が…
    ("ならば 技術者", "ならば技術者", "空白", 11),
    # G7: a full-width ＠ is no tag but a description
    ("    @T-1", "    ＠T-1", "＠", 8),
    ("    シナリオ: 題", "    シナリオ: 題\n    ＠class2", "手順でも行でもない文", 10),
    # G8: 例 before any scenario is swallowed as a description
    ("    @T-1", "    例:\n      | x |\n\n    @T-1", "説明の文として", 8),
    ("    解釈: 読み方\n", "    解釈: 読み方\n    サンプル: 一\n", "説明の文として", 7),
    # G9: what the parser refuses, said so that people understand
    ("機能: 章", "機能：章", "コロンが全角", 2),
    ("シナリオ: 題", "シナリオ：題", "コロンが全角", 9),
    ("# language: ja\n", "", "言語の行", 1),
    ("機能: 章\n", "機能: 章\n\n機能: 章の二\n", "機能（章）が二つ", 4),
    ("シナリオ: 題", "Scenario: 題", "英語のキーワード", 9),
    (SEND, "Then 技術者を派遣する体制がある", "英語のキーワード", 11),
    # G10: full-width digits fit no step
    (SEND, "ならば 最低契約期間は ２４ か月以下である", "２４", 11),
    # G12: three spellings of one tag are three tags
    ("@must", "@must @カ゛", "゛", 8),
    ("@must", "@must @ｶﾞ", "ｶﾞ", 8),
    ("@must", "@must @ガ", "@ガ", 9),
    # below a step, where nobody reads
    (SEND, f"{SEND}\n        | 表 |", "だれも読みません", 11),
    (SEND, f'{SEND}\n        """\n        引用\n        """', "だれも読みません", 11),
    # tags on 機能 and ルール are inherited by every clause
    ("機能: 章", "@class2\n機能: 章", "タグはシナリオに", 3),
    ("  ルール: 試し", "  @class2\n  ルール: 試し", "タグはシナリオに", 2),
    # a background belongs to no clause
    ("    @T-1", f"    背景:\n      {GIVEN}\n\n    @T-1", "背景", 4),
    # a rule without scenarios
    ("  ルール: 試し", "  ルール: 空\n\n  ルール: 試し", "条項が一つもありません", 4),
]


@pytest.mark.parametrize(("old", "new", "word", "line"), TRAPS)
def test_a_trap_of_the_tools_is_found(
    lint: Callable[..., tuple[Fault, ...]], old: str, new: str, word: str, *, line: int
) -> None:
    """In Japanese, with the line."""
    twice = f"{GOOD}\n{GOOD[GOOD.index('    @T-1') :].replace('T-1', 'T-2')}"
    text = twice if new == "twice" else GOOD.replace(old, new, 1)
    found = [fault for fault in lint(text, "T-1\nT-2\n") if word in str(fault)]
    assert found, word
    assert all(fault.place.startswith("01.feature") for fault in found)
    assert line in [fault.line for fault in found]


def test_a_good_outline_has_no_findings(lint: Callable[..., tuple[Fault, ...]]) -> None:
    """The text that each planted one differs from by one thing."""
    assert lint(OUTLINE, "T-1.one\nT-1.two\n") == ()


@pytest.mark.parametrize(
    ("old", "new", "word", "line"),
    [
        # G3: a header without rows is no clause at all, or runs once with the literal <x>
        ("        | 「併用型」 | 3    |\n", "", "0 行", 15),
        ("| 3    |\n", "| 3    |\n        | 「端末監視型」 | 4 |\n", "2 行", 15),
        (OUTLINE[OUTLINE.index("      @T-1.one") :], "", "例のない", 9),
        # G4: a place that is no column is passed on as it stands
        ("<台数>", "<数>", "<数>", 9),
        ("監視の方式が<方式>である", "監視の方式が「<型>」である", "<型>", 9),
        ("監視の方式が<方式>である", "監視の方式が「併用型」である", "列「方式」", 9),
        # G11: full-width brackets are no place
        ("<台数>", "＜台数＞", "＜＞", 12),
        # inherited tags: those of the scenario and of the row add up
        ("@gradeV @must", "@gradeV @must @class1", "両方", 20),
        ("@T-1.two @class2", "@T-1.two @class2 @info", "@info", 20),
        ("@T-1.two @class2", "@class2", "番号", 9),
        ("@gradeV @must", "@T-1 @gradeV @must", "番号", 9),
        ("      例: 一", "      例: 一\n        読み方", "手順でも行でもない文", 16),
    ],
)
def test_a_trap_of_an_outline_is_found(
    lint: Callable[..., tuple[Fault, ...]], old: str, new: str, word: str, *, line: int
) -> None:
    """Each for its own reason."""
    text = OUTLINE.replace(old, new)
    found = [fault for fault in lint(text, "T-1.one\nT-1.two\n") if word in str(fault)]
    assert found, (word, lint(text, "T-1.one\nT-1.two\n"))
    assert line in [fault.line for fault in found]


@pytest.mark.parametrize(
    ("keys", "word"),
    [("t-1\nT-1\n", "OSCAL"), ("T-1\nT 2\n", "OSCAL"), ("T-1\n1-2\n", "OSCAL")],
)
def test_the_lock_holds_only_numbers_that_oscal_takes(
    lint: Callable[..., tuple[Fault, ...]], keys: str, word: str
) -> None:
    """With the line of the lock."""
    found = [fault for fault in lint(GOOD, keys) if word in str(fault)]
    assert [fault.place for fault in found] == ["keys.lock"]
    assert found[0].line


@pytest.mark.parametrize(
    "title", ["1類の供給", "2類の月額の上限", "一元的な窓口", "UTM・EDR 以外の道具", "三つの方式"]
)
def test_a_name_in_a_title_is_no_threshold(
    lint: Callable[..., tuple[Fault, ...]], title: str
) -> None:
    """Digits that are part of a name may stand."""
    assert lint(GOOD.replace("シナリオ: 題", f"シナリオ: {title}")) == ()


def test_one_sentence_fits_one_phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """G13: of several steps that fit, the tools take the first; here both are named."""
    assert ambiguous_phrases() == ()
    planted = Phrase("監視の方式が{other:Word}である", ("monitoring.type",), str.__eq__)
    monkeypatch.setattr(rules, "PHRASES", (*rules.PHRASES, planted))
    assert "{other:Word}" in str(ambiguous_phrases()[0])


@pytest.mark.parametrize("keys", ["", "T-1\nT-1\n", "T-1\nT-2\n"])
def test_the_lock_names_each_key_once_and_no_other(
    lint: Callable[..., tuple[Fault, ...]], keys: str
) -> None:
    """Missing, twice, or without its clause."""
    assert len(lint(GOOD, keys)) in (1, 2)


def test_all_faults_of_a_file_are_listed_not_only_the_first(
    lint: Callable[..., tuple[Fault, ...]],
) -> None:
    """One run is enough to mend a text."""
    second = GOOD[GOOD.index("    @T-1") :].replace("T-1", "T-2").replace("題", "別の題")
    text = (GOOD + "\n" + second).replace("@gradeV ", "")
    assert len([f for f in lint(text, "T-1\nT-2\n") if "確かさ" in f.message]) == 2


def test_a_folder_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    """Never an empty, green answer."""
    assert lint_folder(tmp_path / "nowhere")
    assert lint_folder(tmp_path)
