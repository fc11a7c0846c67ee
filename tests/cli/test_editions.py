"""``otasuke editions``: what there is, and whether the text is the recorded one."""

import shutil
from datetime import date

import pytest

from conformance.edition import FEATURES, edition_digest, editions, load_edition
from marketplace.cli.editions import reply_list

SLUG = "otasuke/2.0"


@pytest.fixture
def copied(tmp_path):
    """Copy the editions, with the right digest recorded."""
    root = tmp_path / "features"
    shutil.copytree(FEATURES, root)
    events = (root / "editions.toml").read_text("utf-8")
    for event in editions():
        old, new = f'digest = "{event.digest}"', f'digest = "{edition_digest(event.slug)}"'
        events = events.replace(old, new)
    (root / "editions.toml").write_text(events, "utf-8")
    return root


def test_the_list_says_what_is_in_force_and_whole(copied):

    said = reply_list(copied, date(2026, 11, 25))
    assert (said.code, said.err) == (0, "")
    row = next(line for line in said.out.splitlines() if line.startswith(SLUG))
    count = len(load_edition(SLUG, copied).clauses)
    digest = edition_digest(SLUG, copied)
    for text in ("第1訳", "施行中（2024-03-15 から）", f"{count} 条項", digest, "記録と同じ"):
        assert text in row


def test_an_edition_that_has_not_begun_says_from_when(copied):
    assert "2024-03-15 から" in reply_list(copied, date(2024, 3, 14)).out
    assert "施行中" not in reply_list(copied, date(2024, 3, 14)).out


def test_one_changed_letter_is_found_and_both_digests_are_named(copied):

    file = min((copied / SLUG).glob("*.feature"))
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    said = reply_list(copied, date(2026, 11, 25))
    assert said.code == 2
    assert edition_digest(SLUG, copied) in said.err
    assert next(e.digest for e in editions(copied) if e.slug == SLUG) in said.err
    assert "記録と違う" in said.out


def test_the_shipped_text_is_the_recorded_one(run):
    said = run("editions", "list")
    assert (said.code, said.err) == (0, "")
    assert SLUG in said.out


def test_show_tells_every_clause_with_its_source(run):

    said = run("editions", "show", SLUG)
    assert said.code == 0
    for clause in load_edition(SLUG).clauses:
        for text in (clause.key, clause.title, clause.sentence, clause.source):
            assert text in said.out
    assert "効力: 必須  原文の確かさ: V" in said.out


def test_show_asks_for_a_name_where_there_are_several_editions(run):
    said = run("editions", "show")
    assert (said.code, said.out) == (2, "")
    for text in ("版の名前がありません。", SLUG, "otasuke-sc/draft"):
        assert text in said.err


def test_changed_data_is_found_at_the_edition_that_uses_it(copied):

    data = copied / "scs/2026-03-27/items.json"
    data.write_bytes(data.read_bytes() + b" ")
    said = reply_list(copied, date(2026, 11, 25))
    assert said.code == 2
    assert "otasuke-sc/draft: " in said.err
    assert f"{SLUG}: " not in said.err


def test_show_refuses_an_unknown_edition(run):
    said = run("editions", "show", "otasuke/9")
    assert (said.code, said.out) == (2, "")
    assert "「otasuke/9」という版はありません。" in said.err
    assert SLUG in said.err
