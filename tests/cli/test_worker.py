"""``otasuke work``: errands are done, also after a worker was killed, and the journal is sealed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from sqlalchemy import select, update

from marketplace.domain.errand import ErrandState
from marketplace.domain.organisation import Organisation, OrgKind
from marketplace.store import Store, organisations, outbox
from marketplace.store.rows import OutboxRow

OTASUKE = Path(sys.executable).with_name("otasuke")
ORG = "og_aaaaaaaaaaaaaaaa"
AT = "2026-11-25T01:00:00.000000+00:00"

# It writes what it was told, once an event, and may be kept from coming to its end.
WATCHER = """
import os, pathlib, time
from marketplace.hooks import hookimpl

FOLDER = pathlib.Path(os.environ["WATCHER"])

@hookimpl
def observe(event):
    with (FOLDER / "tries").open("a") as tries:
        tries.write(event.subject_ref + "\\n")
    try:
        (FOLDER / event.subject_ref).touch(exist_ok=False)
    except FileExistsError:
        return
    with (FOLDER / "effects").open("a") as effects:
        effects.write(event.subject_ref + "\\n")
    while (FOLDER / "wait").exists():
        time.sleep(0.01)
"""


@pytest.fixture
def watcher(tmp_path):
    """Install the watching plugin for child processes; give its folder."""
    info = tmp_path / "site" / "watcher-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: watcher\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[otasuke.plugins]\nwatcher = watcher\n")
    (tmp_path / "site" / "watcher.py").write_text(WATCHER)
    folder = tmp_path / "watched"
    folder.mkdir()
    return folder


@pytest.fixture
def market(tmp_path, database_url):
    """Give a migrated market with one organisation, as its store."""
    store = Store(database_url)
    org = Organisation(ORG, OrgKind.OPERATOR, "運営（架空）", "ウンエイ", fictional=True)
    store.run(organisations.add_organisation, org)
    yield store
    store.dispose()


@pytest.fixture
def worker(tmp_path, market, watcher):
    """Start ``otasuke work`` in a process of its own."""
    children = []
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(watcher.parent / "site"),
        "WATCHER": str(watcher),
        "OTASUKE_DATABASE_URL": market.url.render_as_string(hide_password=False),
        "OTASUKE_OPERATOR_PLUGINS": "watcher",
        "OTASUKE_DATA": str(tmp_path / "data"),
    }

    def start(*words):
        pipe = subprocess.PIPE
        command = [OTASUKE, "work", *words]
        child = subprocess.Popen(command, stdout=pipe, stderr=pipe, env=environ, text=True)
        children.append(child)
        return child

    yield start
    for child in children:
        child.kill()
        child.communicate()


def put_event(store, number):
    event = {"act": "act", "subject_ref": f"xx_{number}", "org_ref": ORG, "at": AT}
    payload = {"plugin": "watcher", "event": event}
    named = {"org": ORG, "key": f"k{number}", "now": datetime.now(UTC)}
    store.run(outbox.put, "observe", payload, **named)


def lines(folder, name):
    file = folder / name
    return file.read_text().splitlines() if file.exists() else []


def until(question, seconds=20):
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end
        time.sleep(0.02)


def rows(store):
    with store.read() as book:
        columns = select(OutboxRow.state, OutboxRow.attempts, OutboxRow.result)
        return [tuple(row) for row in book.session.execute(columns.order_by(OutboxRow.key))]


def test_a_worker_that_is_killed_in_an_errand_leaves_one_effect(market, worker, watcher):
    put_event(market, 1)
    (watcher / "wait").touch()
    child = worker()
    until(lambda: lines(watcher, "effects"))
    assert rows(market) == [(ErrandState.IN_FLIGHT, 1, None)]
    child.send_signal(signal.SIGKILL)
    child.wait(timeout=10)
    (watcher / "wait").unlink()
    # Nobody takes it before its two minutes are over; here they pass at once.
    assert worker("--once").wait(timeout=30) == 0
    assert rows(market) == [(ErrandState.IN_FLIGHT, 1, None)]
    with market.act() as book:
        gone = datetime.now(UTC) - timedelta(seconds=1)
        book.session.execute(update(OutboxRow).values(next_at=gone))
    assert worker("--once").wait(timeout=30) == 0
    assert rows(market) == [(ErrandState.DONE, 2, "told")]
    assert (lines(watcher, "tries"), lines(watcher, "effects")) == (["xx_1"] * 2, ["xx_1"])


def test_two_workers_drain_two_hundred_errands_without_doubles(market, worker, watcher):
    for number in range(200):
        put_event(market, number)
    children = [worker("--once") for _ in range(2)]
    said = [child.communicate(timeout=60) for child in children]
    assert [child.returncode for child in children] == [0, 0], said
    assert sorted(lines(watcher, "tries")) == sorted(f"xx_{number}" for number in range(200))
    assert set(rows(market)) == {(ErrandState.DONE, 1, "told")}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_does_what_comes_and_ends_when_it_is_told(market, worker, watcher, ending):
    child = worker()
    assert "働き手を動かしています" in child.stdout.readline()
    put_event(market, 1)
    until(lambda: rows(market) == [(ErrandState.DONE, 1, "told")])
    child.send_signal(ending)
    assert child.wait(timeout=10) == 0
    assert child.stderr.read() == ""


@pytest.fixture
def data(tmp_path, small_demo):
    """Give the folder of a demo market that nobody works for yet."""
    return shutil.copytree(small_demo, tmp_path / "demo")


def test_once_does_what_waits_and_says_so(run, data):
    said = run("work", "--once", "--data", data)
    assert (said.code, said.err) == (0, "")
    first, box = said.out.splitlines()
    assert first.startswith("済ませた用件 ")
    assert "待ち 0 件・作業中 0 件・" in box
    assert "失敗 0 件" in box
    assert list((data / "mail").glob("*.eml"))
    assert "済ませた用件 0 件・封じた記録 0 件" in run("work", "--once", "--data", data).out


@pytest.mark.parametrize("words", [["--no-worker"], []])
def test_the_demo_works_by_itself_unless_it_is_told_not_to(data, words):
    command = [OTASUKE, "demo", "--data", data, "--port", "0", *words]
    environ, pipe = {"PATH": os.environ["PATH"]}, subprocess.PIPE
    with subprocess.Popen(command, env=environ, stdout=pipe, stderr=pipe, text=True) as child:
        address = child.stdout.readline().split("http://")[1].split("/")[0]
        with urlopen(f"http://{address}/", timeout=10) as answer:
            assert answer.status == 200
        until(lambda: words or list((data / "journal-heads").glob("*.json")))
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=15) == 0
        assert "Traceback" not in child.stderr.read()
    assert (data / "mail").exists() == (not words)


def test_a_failed_errand_is_shown(run, data):
    store = Store.sqlite(data / "otasuke.sqlite")
    over = {"state": ErrandState.FAILED, "error": "Boom", "attempts": 10}
    with store.act() as book:
        last = select(OutboxRow.key).order_by(OutboxRow.key.desc()).limit(1).scalar_subquery()
        book.session.execute(update(OutboxRow).where(OutboxRow.key == last).values(over))
    store.dispose()
    said = run("work", "--once", "--data", data)
    assert "失敗 1 件" in said.out
    assert said.out.splitlines()[2].startswith("失敗: ")
    assert said.out.endswith("（10 回、Boom）\n")


def test_mail_may_be_shown_on_the_screen(run, data, monkeypatch):
    monkeypatch.setenv("OTASUKE_MAIL", "console")
    said = run("work", "--once", "--data", data)
    assert "Subject: 【お助け隊マーケット】お申込みが届きました" in said.out
    assert not (data / "mail").exists()


@pytest.mark.parametrize(
    ("setting", "place"),
    [
        ("OTASUKE_MAIL=pigeon", "mail: 「pigeon」という送り方はありません。"),
        ("OTASUKE_OPERATOR_PLUGINS=nobody", "nobody"),
    ],
)
def test_a_wrong_setting_is_told(run, data, monkeypatch, setting, place):
    monkeypatch.setenv(*setting.split("="))
    said = run("work", "--once", "--data", data)
    assert (said.code, said.out) == (2, "")
    assert place in said.err


@pytest.mark.parametrize("url", ["amqp://h", "memory:", "sqlite:////none/of/these"])
def test_a_queue_that_cannot_be_used_is_told(run, data, monkeypatch, url):
    monkeypatch.setenv("OTASUKE_QUEUE_URL", url)
    said = run("work", "--data", data)
    assert (said.code, said.out) == (2, "")
    assert "queue_url: 呼び鈴（Huey）の置き場所として使えません" in said.err


def test_a_market_that_is_not_migrated_is_not_worked_for(run, tmp_path):
    said = run("work", "--once", "--data", tmp_path)
    assert (said.code, "otasuke migrate" in said.err) == (2, True)


@pytest.mark.parametrize("words", [["work"], ["journal"], ["journal", "verify"]])
def test_help_is_japanese(run, words):
    said = run(*words, "--help")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("使い方: otasuke")
