"""The list of what has to hold, in our words, and the tests that show it.

In the spirit of OWASP ASVS 5.0, level 2, chapter by chapter; the wording and the numbers of the
items are our own. A line has tests, or the reason why it does not apply.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("asvs.toml")
CHAPTERS = {
    1: "encoding and sanitisation",
    2: "validation and business logic",
    3: "web frontend",
    4: "API and web service",
    5: "file handling",
    6: "authentication",
    7: "session management",
    8: "authorisation",
    9: "self-contained tokens",
    10: "OAuth and OpenID Connect",
    11: "cryptography",
    12: "secure communication",
    13: "configuration",
    14: "data protection",
    15: "secure coding and architecture",
    16: "logging and error handling",
    17: "WebRTC",
}
WHOLE = {"id", "chapter", "requirement"}


@pytest.fixture(scope="module")
def items():
    """Give the lines of the list."""
    return tomllib.loads(LIST.read_text("utf-8"))["item"]


@pytest.fixture(scope="module")
def collected(items):
    """Give the tests that pytest finds in the files that the list names."""
    files = sorted({test.split("::")[0] for item in items for test in item.get("tests", ())})
    command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-p", "no:cacheprovider"]
    env = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST_")}
    made = subprocess.run(
        [*command, "-o", "addopts=--import-mode=importlib", "--verbosity=-1", *files],
        cwd=ROOT,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    return {line.split("[")[0] for line in made.stdout.splitlines() if "::" in line}


def test_every_line_is_whole(items):
    """A number of its own, a chapter, what has to hold, and tests or a reason."""
    numbers = [item["id"] for item in items]
    assert len(numbers) == len(set(numbers))
    for item in items:
        assert set(item) - WHOLE in ({"tests"}, {"reason"}), item["id"]
        assert item["chapter"] in CHAPTERS, item["id"]
        assert item["id"].startswith(f"{item['chapter']}."), item["id"]
        assert len(item["requirement"]) > 20, item["id"]
        assert item.get("tests", item.get("reason")), item["id"]


def test_every_chapter_is_dealt_with(items):
    """And each has a test, but those that have no subject here."""
    assert {item["chapter"] for item in items} == set(CHAPTERS)
    tested = {item["chapter"] for item in items if "tests" in item}
    assert set(CHAPTERS) - tested == {17}


def test_every_test_of_the_list_is_there(items, collected):
    """It is found by pytest under exactly this name."""
    named = {test for item in items for test in item.get("tests", ())}
    assert len(named) > 100
    assert sorted(named - collected) == []


def test_every_test_of_this_folder_is_in_the_list(items):
    """What is written for it is named by it."""
    named = {test.split("::")[0] for item in items for test in item.get("tests", ())}
    files = {file.relative_to(ROOT).as_posix() for file in LIST.parent.glob("test_*.py")}
    assert files - named - {"tests/security/test_asvs.py"} == set()
