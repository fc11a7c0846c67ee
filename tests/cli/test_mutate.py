"""``otasuke editions mutate`` says how strong the examples are, and fails where they are not."""

import json
import shutil

import pytest

from conformance.edition import FEATURES
from conformance.mutate import examples as kept

SLUG = "otasuke/2.0"


@pytest.fixture(name="copied")
def _copied(tmp_path):
    """Copy the examples, to spoil them."""
    made = tmp_path / "clauses"
    shutil.copytree(kept.FOLDER, made)
    return made


def spoil(folder, name):
    """Take one example away."""
    text = (folder / "expected.toml").read_text("utf-8")
    start = text.index(f'["{name}"]')
    end = text.index("\n[", start)
    (folder / "expected.toml").write_text(text[:start] + text[end + 1 :], "utf-8")


def test_the_score_ends_with_the_kill_rate(run):
    said = run("editions", "mutate", SLUG)
    assert (said.code, said.err) == (0, "")
    assert "OTK-05-1 10,000" in said.out
    assert "生き残り（理由なし） 0" in said.out
    assert said.out.splitlines()[-1].startswith("kill rate ")


def test_a_lost_example_is_a_failure_that_names_the_mutant(run, copied):
    spoil(copied, "fail-OTK-20-4-49")
    said = run("editions", "mutate", SLUG, "--examples", copied)
    assert said.code == 1
    assert "OTK-20-4 number 50 → 49\n" in said.out.split("生き残り（理由なし）")[1]


def test_an_idle_reason_is_a_failure(run, copied):
    file, head = copied / "survivors.toml", f'["{SLUG}"]\n'
    old = '"OTK-05-1 number 10,000 → 10,001" = "古い理由"\n'
    file.write_text(file.read_text("utf-8").replace(head, head + old), "utf-8")
    said = run("editions", "mutate", SLUG, "--examples", copied)
    assert said.code == 1
    assert "もう生き残っていない変異の理由" in said.out


def test_a_survivor_without_a_reason_is_a_failure(run, copied):
    (copied / "survivors.toml").unlink()
    said = run("editions", "mutate", SLUG, "--examples", copied)
    assert said.code == 1
    assert "OTK-20-7 word 「2類」 → 「併用型」" in said.out.split("生き残り（理由なし）")[1]


def test_json_tells_the_same(run):
    told = run("editions", "mutate", SLUG, "--format", "json").json
    assert told["killed"] + len(told["survivors"]) == told["total"]
    assert all(killed == of for killed, of in told["numbers"].values())
    assert told["idle_reasons"] == []
    json.dumps(told)


def test_a_folder_is_named_by_its_last_two_parts(run, tmp_path):
    shutil.copytree(FEATURES / SLUG, tmp_path / SLUG)
    said = run("editions", "mutate", tmp_path / SLUG)
    assert (said.code, said.out.startswith(f"■ {SLUG}")) == (0, True)


def test_where_there_are_no_examples_it_says_where_they_are(run, tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "nowhere")
    said = run("editions", "mutate", SLUG)
    assert (said.code, said.out) == (2, "")
    assert "例のフォルダー" in said.err
    assert run("editions", "mutate", SLUG, "--examples", tmp_path).code == 2


def test_an_unknown_edition_is_bad_input(run):
    said = run("editions", "mutate", "otasuke/9.9")
    assert (said.code, "版もフォルダーもありません" in said.err) == (2, True)
