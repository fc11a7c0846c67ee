"""The command line run in this process, on dossiers that differ from a good one in one place."""

import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from marketplace.cli.demo import applying, folder, opening
from marketplace.cli.demo.examination import confirm_all
from marketplace.cli.demo.parties import enter
from marketplace.cli.demo.stage import Stage
from marketplace.cli.main import run as run_words
from marketplace.domain.days import japan_day
from marketplace.store import Store, business_day

ROOT = Path(__file__).resolve().parents[2]
CLAUSES = ROOT / "tests" / "clauses"
DAY = "2026-11-25"
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit status."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    for name in [name for name in os.environ if name.startswith("OTASUKE_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def first_day():
    """Give what fills a store with the demo's first day alone, without what came before it."""

    def fill(book, now):
        stage = Stage(book, enter(book))
        business_day.set_business_day(book, japan_day(now))
        confirm_all(book, stage.examiners, now)
        opening.play(stage, now)
        return stage

    return fill


@pytest.fixture(scope="session")
def small_demo(sqlite_template, first_day, tmp_path_factory):
    """Make a folder as ``otasuke demo`` does, of the first day alone; tests copy it."""
    made = tmp_path_factory.mktemp("small") / "demo"
    folder.prepare(made)
    shutil.copyfile(sqlite_template, folder.database(made))
    store = Store.sqlite(folder.database(made))
    with store.act() as book:
        applying.play(first_day(book, NOW), NOW)
    store.dispose()
    return made


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command line in this process."""

    def runner(*words, stdin=b""):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        capsys.readouterr()
        code = run_words([str(word) for word in words])
        said = capsys.readouterr()
        return Said(int(code), said.out, said.err)

    return runner


@pytest.fixture
def check(run):
    """Run ``otasuke check`` on a day on which the examples are judged."""

    def checker(*words, stdin=b""):
        return run("check", *words, "--as-of", DAY, stdin=stdin)

    return checker


@pytest.fixture
def otasuke():
    """Run a command line in a process of its own, with nothing but the variables given."""

    def runner(*words, stdin=b"", cwd=None, **environ):
        command = [Path(sys.executable).with_name("otasuke"), *map(str, words)]
        env = {"PATH": os.environ["PATH"]} | environ
        done = subprocess.run(
            command, check=False, capture_output=True, input=stdin, cwd=cwd or ROOT, env=env
        )
        return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return runner


@pytest.fixture
def example():
    """Give the path of an example dossier by its name."""
    return lambda name: CLAUSES / f"{name}.yaml"


@pytest.fixture
def passing(example):
    """Give the text of a dossier that conforms."""
    return example("pass-OTK-05-1-10000").read_text("utf-8")


@pytest.fixture
def changed(tmp_path, passing):
    """Write the conforming dossier with one text put for another."""

    def write(old, new, name="dossier.yaml"):
        assert passing.count(old) >= 1
        file = tmp_path / name
        file.write_text(passing.replace(old, new, 1), "utf-8")
        return file

    return write


@pytest.fixture
def two_tiers(tmp_path, passing):
    """Write a conforming dossier of 1類 with a second plan of another tier."""

    def write(tag):
        head, evidence = passing.split("evidence:\n")
        plan = head.split("plans:\n")[1].replace("standard", "second").replace("class1", tag)
        file = tmp_path / "two.yaml"
        file.write_text(f"{head}{plan}evidence:\n{evidence}", "utf-8")
        return file

    return write
