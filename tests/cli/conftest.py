"""The command line run in this process, on dossiers that differ from a good one in one place."""

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from marketplace.cli.main import run as run_words

ROOT = Path(__file__).resolve().parents[2]
CLAUSES = ROOT / "tests" / "clauses"
DAY = "2026-11-25"


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
