"""``otasuke editions lint`` finds what should not be published, and says where."""

import shutil
from pathlib import Path

import pytest

from conformance.edition import FEATURES, editions
from conformance.lint import phrases as rules
from conformance.lint.folder import lint_folder
from marketplace.cli.linting import reply_lint
from marketplace.domain.phrase import Phrase

SLUG = "otasuke/2.0"


@pytest.fixture
def folder(tmp_path):
    """Give a copy of the edition, under its own two names."""
    made = tmp_path / SLUG
    shutil.copytree(FEATURES / SLUG, made)
    return made


def change(folder, old, new):
    """Change one place; give the file and its line."""
    for file in sorted(folder.glob("*.feature")):
        text = file.read_text("utf-8")
        if old in text:
            file.write_text(text.replace(old, new, 1), "utf-8")
            return file.name, text[: text.index(old)].count("\n") + 1
    raise AssertionError(old)


@pytest.mark.parametrize("words", [[], [SLUG], [FEATURES / SLUG]])
def test_the_edition_itself_is_clean(run, words):
    said = run("editions", "lint", *words)
    assert (said.code, said.err) == (0, "")
    told = [SLUG] if words else dict.fromkeys(state.slug for state in editions())
    assert said.out == f"直すところはありません（{'、'.join(told)}）。\n"


def test_a_finding_names_file_and_line(run, folder):
    file, line = change(folder, "10,000 円以下", "10000 円以下")
    said = run("editions", "lint", folder)
    assert (said.code, said.err) == (1, "")
    assert f"{SLUG}/{file}" in said.out
    assert "行目" in said.out
    assert said.out.endswith("件の直すところがあります。\n")
    assert line > 1


def test_every_finding_is_a_line(run, folder):
    change(folder, "解釈: ", "かいしゃく: ")
    change(folder, "ネットワークごとの月額の上限", "10,000 円の上限 10,000 円")
    (folder / "keys.lock").write_text("OTK-01-1\n", "utf-8")
    said = run("editions", "lint", folder)
    found = lint_folder(folder)
    assert len(found) > 3
    assert said.out.splitlines() == [
        *(f"{SLUG}/{fault}" for fault in found),
        f"{len(found)} 件の直すところがあります。",
    ]


@pytest.mark.parametrize("named", ["otasuke/9.9", "nowhere", "a\x00b", "otasuke/2.0/keys.lock", ""])
def test_what_is_not_there_is_bad_input(run, named):
    said = run("editions", "lint", named)
    assert (said.code, said.out) == (2, "")
    assert "版もフォルダーもありません" in said.err


def test_a_folder_without_chapters_is_a_finding(run, tmp_path):
    said = run("editions", "lint", tmp_path)
    assert said.code == 1
    assert "章がありません" in said.out


def test_unused_phrases_are_told_only_without_an_argument(monkeypatch):
    planted = Phrase("だれも使わない文である", (), lambda: True, wanted="")
    monkeypatch.setattr(rules, "PHRASES", (*rules.PHRASES, planted))
    said = reply_lint(None, FEATURES)
    assert (int(said.code), "だれも使わない文である" in said.out) == (1, True)
    assert int(reply_lint(SLUG, FEATURES).code) == 0


def test_every_edition_is_looked_at(folder):
    """Without an argument, by the events of the root."""
    root = folder.parents[1]
    shutil.copy(FEATURES / "editions.toml", root)
    change(folder, "解釈: ", "かいしゃく: ")
    said = reply_lint(None, root)
    assert (int(said.code), said.out.startswith(f"{SLUG}/")) == (1, True)
    assert Path(root / "editions.toml").exists()
