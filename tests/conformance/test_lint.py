"""Each rule about the criteria text, with one planted file that breaks it and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.edition import FEATURES, editions, load_edition
from conformance.lint import lint_folder, unused_phrases
from marketplace.domain.errors import Fault

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
