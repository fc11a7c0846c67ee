"""``otasuke editions diff`` lays two editions side by side."""

import shutil

import pytest

from conformance.edition import FEATURES

SLUG = "otasuke/2.0"


@pytest.fixture(name="newer")
def _newer(tmp_path):
    """Copy the edition with another cap."""
    folder = tmp_path / "otasuke" / "2.1"
    shutil.copytree(FEATURES / SLUG, folder)
    file = folder / "05-kakaku.feature"
    file.write_text(file.read_text("utf-8").replace("10,000 円以下", "9,000 円未満"), "utf-8")
    return folder


def test_the_table_names_clause_numbers_and_words(run, newer):
    said = run("editions", "diff", SLUG, newer)
    assert (said.code, said.err) == (0, "")
    assert "■ 新旧対照表 otasuke/2.0 第1訳 → otasuke/2.1\n" in said.out
    assert "新設 0、削除 0、変更 1、変更なし 38" in said.out
    assert "● OTK-05-1 ネットワークごとの月額の上限 — 変更（10,000 → 9,000）" in said.out
    assert "新: ネットワークごとの断れない月額料金（税抜）は 【9,000】 円【未満】である" in said.out


def test_the_other_way_round_is_the_other_way_round(run, newer):
    assert "9,000 → 10,000" in run("editions", "diff", newer, SLUG).out


def test_json_holds_the_same(run, newer):
    told = run("editions", "diff", SLUG, newer, "--format", "json").json
    assert told["counts"] == {"added": 0, "removed": 0, "changed": 1, "same": 38}
    assert [c["clause"] for c in told["clauses"]] == ["OTK-05-1"]
    assert told["clauses"][0]["numbers"] == ["10,000 → 9,000"]


def test_an_edition_that_lost_and_gained_a_clause(run, newer):
    file = newer / "09-joho.feature"
    file.write_text(file.read_text("utf-8").replace("OTK-09-1", "OTK-09-2"), "utf-8")
    lock = newer / "keys.lock"
    lock.write_text(lock.read_text("utf-8").replace("OTK-09-1", "OTK-09-2"), "utf-8")
    said = run("editions", "diff", SLUG, newer)
    assert "● OTK-09-1 IPA への統計の提供 — 削除\n" in said.out
    assert "● OTK-09-2 IPA への統計の提供 — 新設\n" in said.out


def test_the_page_is_written(run, newer, tmp_path):
    file = tmp_path / "table.html"
    assert run("editions", "diff", SLUG, newer, "--html", file).code == 0
    assert "<ins>9,000</ins>" in file.read_text("utf-8")


def test_what_cannot_be_read_or_written_is_bad_input(run, newer, tmp_path):
    for words in ((SLUG, "otasuke/9.9"), (tmp_path / "nowhere", SLUG)):
        said = run("editions", "diff", *words)
        assert (said.code, "版もフォルダーもありません" in said.err) == (2, True)
    said = run("editions", "diff", SLUG, newer, "--html", tmp_path)
    assert (said.code, "書けません" in said.err) == (2, True)
    (newer / "keys.lock").write_text("", "utf-8")
    assert run("editions", "diff", SLUG, newer).code == 2
