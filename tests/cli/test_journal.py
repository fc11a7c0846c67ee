"""``otasuke journal verify``: whole, or broken at a named place; and the heads of the days."""

import json
from datetime import UTC, datetime, timedelta
from shutil import copytree

import pytest
from sqlalchemy import delete, update

from marketplace.cli.journal import heads
from marketplace.cli.main import run as command
from marketplace.store import Store
from marketplace.store.rows import JournalRow
from marketplace.store.sealing import Head

HEAD = Head(7, "a" * 64)
NOW = datetime(2026, 11, 25, 14, 59, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(small_demo, tmp_path_factory):
    """Make a demo market whose journal is sealed and published, once for all tests."""
    folder = copytree(small_demo, tmp_path_factory.mktemp("journal") / "demo")
    assert command(["work", "--once", "--data", str(folder)]) == 0
    return folder


@pytest.fixture
def data(made, tmp_path):
    """Give a copy of it to tamper with."""
    return copytree(made, tmp_path / "demo")


@pytest.fixture
def tamper(data):
    """Change the database of the market."""

    def do(*statements):
        store = Store.sqlite(data / "otasuke.sqlite")
        with store.act() as book:
            for statement in statements:
                book.session.execute(statement)
        store.dispose()

    return do


@pytest.fixture
def verify(run, data):
    return lambda *words: run("journal", "verify", "--data", data, *words)


def row(number, **values):
    return update(JournalRow).where(JournalRow.seq == number).values(**values)


def test_what_nobody_changed_is_whole(verify, data):
    said = verify()
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("記録簿はそのままです（封じた行 ")
    assert "くらべた公表ずみの先頭 1 件" in said.out
    plain = verify("--format", "json").json
    (file,) = (data / "journal-heads").iterdir()
    published = json.loads(file.read_text("ascii"))
    assert plain["head"] == {"seq": published["seq"], "digest": published["digest"]}
    assert (plain["status"], plain["heads"], plain["unsealed"]) == ("whole", 1, 0)


def test_what_was_redacted_is_whole(verify, tamper):
    tamper(row(2, body=None, salt=None))
    said = verify()
    assert (said.code, "内容を消した行 1 件" in said.out) == (0, True)


@pytest.mark.parametrize(
    ("statements", "fault", "words"),
    [
        ([row(3, body="{}")], "body_changed", "書かれたときの指紋と合いません"),
        ([row(3, act="other")], "row_changed", "前後のつながりと合いません"),
        ([row(3, seq=999), row(4, seq=3), row(999, seq=4)], "row_changed", "順番"),
        ([delete(JournalRow).where(JournalRow.seq == 3)], "row_missing", "行がありません"),
    ],
)
def test_what_was_changed_is_named(verify, tamper, statements, fault, words):
    tamper(*statements)
    said = verify()
    assert said.code == 1
    assert "最初に破れている番号: 3。" in said.out
    assert words in said.out
    found = verify("--format", "json")
    assert (found.code, found.json["status"]) == (1, "broken")
    assert found.json["broken"] == {"seq": 3, "fault": fault, "witness": ""}


def test_the_newest_rows_cannot_be_cut_off(verify, tamper):
    last = verify("--format", "json").json["head"]["seq"]
    tamper(delete(JournalRow).where(JournalRow.seq == last))
    assert f"最初に破れている番号: {last}。" in verify().out


def test_a_head_that_was_replaced_is_named(verify, data):
    (file,) = (data / "journal-heads").iterdir()
    said = json.loads(file.read_text("ascii"))
    file.unlink()
    file.write_text(json.dumps(said | {"digest": "f" * 64}), "ascii")
    found = verify()
    assert found.code == 1
    assert f"最初に破れている番号: {said['seq']}（{file.name}）。公表した先頭と" in found.out


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"seq": "7", "digest": "a"}', "\xff"])
def test_a_head_that_cannot_be_read_is_named(verify, data, text):
    file = data / "journal-heads" / "2026-01-01.json"
    file.write_text(text, "latin-1")
    found = verify()
    assert (found.code, f"公表した先頭 {file.name} が読めません" in found.out) == (1, True)
    assert verify("--format", "json").json["unreadable"] == [file.name]


def test_what_cannot_be_verified_is_a_fault(run, tmp_path):
    said = run("journal", "verify", "--data", tmp_path)
    assert (said.code, said.out) == (2, "")


def test_a_day_has_one_head_and_it_is_never_written_again(tmp_path):
    file = heads.publish(tmp_path, HEAD, NOW)
    assert file.name == "2026-11-25.json"
    assert file.stat().st_mode & 0o222 == 0
    assert heads.publish(tmp_path, Head(8, "b" * 64), NOW) is None
    assert heads.published(tmp_path) == {"2026-11-25.json": HEAD}
    # A minute later it is another day in Japan.
    later = heads.publish(tmp_path, Head(8, "b" * 64), NOW + timedelta(minutes=1))
    assert later.name == "2026-11-26.json"
    assert [file.name for file in sorted(tmp_path.iterdir())] == [
        "2026-11-25.json",
        "2026-11-26.json",
    ]


def test_of_two_workers_one_publishes(tmp_path):
    file = tmp_path / "2026-11-25.json"
    assert heads._write_once(file, "one") == file
    assert heads._write_once(file, "two") is None
    assert file.read_text() == "one"


def test_nothing_is_published_of_an_empty_journal(tmp_path):
    assert heads.publish(tmp_path, Head(0, "0" * 64), NOW) is None
    assert heads.published(tmp_path / "none") == {}


def test_a_file_of_another_day_is_no_head(tmp_path):
    file = heads.publish(tmp_path, HEAD, NOW)
    file.rename(tmp_path / "2026-11-24.json")
    assert heads.published(tmp_path) == {"2026-11-24.json": None}
