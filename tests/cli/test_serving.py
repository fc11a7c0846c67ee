"""``migrate``, ``serve`` and ``demo``: what they refuse, and a real server that answers."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from marketplace.store import Store, organisations

OTASUKE = Path(sys.executable).with_name("otasuke")
KEY = "k" * 64


def refused(said, *texts):
    assert (said.code, said.out) == (2, ""), said
    assert "Traceback" not in said.err
    for text in texts:
        assert text in said.err


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def taken():
    """Take a port."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door.getsockname()[1]


@pytest.fixture
def started(tmp_path):
    """Start a server on a free port; give its first line and its address."""
    children = []

    def start(*words, **environ):
        command = [OTASUKE, *map(str, words), "--port", "0"]
        env = {"PATH": os.environ["PATH"]} | environ
        pipe = subprocess.PIPE
        child = subprocess.Popen(
            command, stdout=pipe, stderr=pipe, env=env, cwd=tmp_path, text=True
        )
        children.append(child)
        line = child.stdout.readline()
        assert line, child.stderr.read()
        return line, line.split("http://")[1].split("/")[0], child

    yield start
    for child in children:
        child.kill()
        child.communicate()


def fetched(address):
    with urlopen(f"http://{address}/", timeout=10) as answer:
        return answer.status, answer.read().decode("utf-8")


def test_migrate_makes_the_database_and_says_so_once(run, data):
    said = run("migrate", "--data", data)
    assert said.code == 0
    assert "データベースを、いまの形にしました（空 → " in said.out
    assert (data / "otasuke.sqlite").exists()
    assert "もういまの形です" in run("migrate", "--data", data).out


def test_a_database_of_a_newer_release_is_told(run, data):
    run("migrate", "--data", data)
    connection = sqlite3.connect(data / "otasuke.sqlite")
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    refused(run("migrate", "--data", data), "データベースの形（9999）", "新しい otasuke")


def test_a_file_that_is_no_database_is_told(run, data):
    data.mkdir()
    (data / "otasuke.sqlite").write_bytes(b"no database at all, " * 100)
    refused(run("migrate", "--data", data))


def test_migrate_refuses_another_kind_of_database(run, monkeypatch):
    monkeypatch.setenv("OTASUKE_DATABASE_URL", "mysql://h/d")
    refused(run("migrate"))


def test_serve_refuses_without_a_secret_key(run, data):
    run("migrate", "--data", data)
    refused(run("serve", "--data", data), "秘密鍵がないので、動かしません", "OTASUKE_SECRET_KEY")


def test_serve_refuses_a_short_secret_key(run, data, monkeypatch):
    monkeypatch.setenv("OTASUKE_SECRET_KEY", "short")
    refused(run("serve", "--data", data), "秘密鍵が短すぎます", "32 文字以上")


def test_serve_refuses_without_a_migrated_database_and_makes_none(run, data, monkeypatch):
    monkeypatch.setenv("OTASUKE_SECRET_KEY", KEY)
    refused(run("serve", "--data", data), f"otasuke migrate --data {data}")
    assert not data.exists()


def test_serve_refuses_a_database_of_the_demo(run, small_demo, data, monkeypatch):
    shutil.copytree(small_demo, data)
    monkeypatch.setenv("OTASUKE_SECRET_KEY", KEY)
    refused(run("serve", "--data", data, "--port", "0"), "見本のデータです", "otasuke demo")


def test_serve_refuses_unknown_settings(run, data):
    data.mkdir()
    (data / "otasuke.toml").write_text("colour = 1\n", "utf-8")
    refused(run("serve", "--data", data), "colour", "この設定はありません")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_serve_names_its_server_answers_and_ends_quietly(run, data, started, ending):
    run("migrate", "--data", data)
    line, address, child = started("serve", "--data", data, OTASUKE_SECRET_KEY=KEY)
    assert "waitress" in line
    assert fetched(address)[0] == 200
    child.send_signal(ending)
    assert child.wait(timeout=10) == 0
    assert "Traceback" not in child.stderr.read()


def test_the_demo_refuses_a_folder_that_it_did_not_make(run, data):
    data.mkdir()
    (data / "letters.txt").write_text("mine", "utf-8")
    refused(run("demo", "--data", data, "--no-serve"), str(data), "作ったものではないフォルダー")
    assert [file.name for file in data.iterdir()] == ["letters.txt"]


def test_the_demo_refuses_a_file(run, data):
    data.write_text("mine", "utf-8")
    refused(run("demo", "--data", data, "--no-serve"), str(data))
    refused(run("demo", "--data", data / "below", "--no-serve"), str(data))


def test_the_demo_takes_an_empty_folder_and_keeps_its_key_to_itself(run, data):
    data.mkdir()
    assert run("demo", "--data", data, "--no-serve").code == 0
    key = data / "secret_key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_text("ascii").strip()) == 64


def test_the_demo_twice_keeps_its_data_and_its_key(run, data):

    def remembered():
        run("demo", "--data", data, "--no-serve")
        with Store.sqlite(data / "otasuke.sqlite").read() as book:
            refs = [actor.org.ref for actor in organisations.actors(book)]
        return refs, (data / "secret_key").read_text("ascii")

    assert remembered() == remembered()


def test_a_port_in_use_is_said_before_anything_is_made(run, data, taken):
    said = run("demo", "--data", data, "--port", taken)
    refused(said, f"127.0.0.1:{taken}", "ほかのプログラムが使っています", "--port")
    assert not data.exists()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "203.0.113.1"])
def test_an_address_that_is_not_ours_is_said(run, data, host):
    refused(run("demo", "--data", data, "--host", host, "--port", "0"), host)


def test_the_demo_shows_its_first_page_within_three_seconds(run, data, started):
    run("demo", "--data", data, "--no-serve")
    start = time.monotonic()
    line, address, _ = started("demo", "--data", data)
    status, page = fetched(address)
    assert time.monotonic() - start <= 3
    assert (status, "架空" in line) == (200, True)
    assert "架空" in page
