"""``otasuke declare`` writes what a plugin says as a manifest that says exactly the same."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from marketplace.cli.declare.writing import as_json, as_yaml
from marketplace.codec.dossier import read_dossier
from plugins import example_provider

EXAMPLE = "plugins.example_provider"
CLAUSES = sorted((Path(__file__).resolve().parents[1] / "clauses").glob("*-*.yaml"))

TWO = """
from dataclasses import replace
from marketplace.hooks import hookimpl
from plugins import example_provider

class Service:
    @hookimpl
    def provider(self):
        return example_provider.provider()

    @hookimpl
    def offerings(self, provider):
        for offering in example_provider.offerings(provider):
            yield offering
            yield replace(offering, code="second")

    @hookimpl
    def coverage(self, offering):
        return ()

    @hookimpl
    def evidence(self, offering):
        return ()

service = Service()
empty = object()
"""


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Write a module beside the person who calls."""

    def write(source, name="aozora_test_plugin"):
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        monkeypatch.delitem(sys.modules, name, raising=False)
        return name

    return write


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_plugin_and_its_manifest_are_the_same_dossier(run, form):
    said = run("declare", EXAMPLE, "--format", form)
    assert (said.code, said.err) == (0, "")
    made = read_dossier(said.out.encode(), f"m.{form}")
    (offering,) = example_provider.offerings(example_provider.provider())
    assert made.offering.plans == offering.plans
    assert made.provider == example_provider.provider()


def test_what_was_written_is_checked_like_any_other(run, tmp_path):
    file = tmp_path / "m.yaml"
    file.write_text(run("declare", EXAMPLE).out, encoding="utf-8")
    said = run("check", file, "--as-of", "2026-11-25", "--tier", "class1", "--machine")
    assert said.code == 0


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_files_are_named_for_provider_and_offering(run, tmp_path, form):
    folder = tmp_path / "a" / "b"
    said = run("declare", EXAMPLE, "--out", folder, "--format", form)
    (file,) = folder.iterdir()
    assert file.name == f"aozora-sora-mimamori.{form}"
    assert said.out == f"書きました: {file}\n"
    assert file.read_text("utf-8") == run("declare", EXAMPLE, "--format", form).out
    first = file.read_bytes()
    run("declare", EXAMPLE, "--out", folder, "--format", form)
    assert (file.read_bytes(), b"\r" in first) == (first, False)


@pytest.mark.parametrize("spelt", ["{0}:service", "{0}:Service"])
def test_every_offering_has_a_document_of_its_own(run, module, tmp_path, spelt):
    """An object, or a class that makes one, beside the person who calls."""
    name = spelt.format(module(TWO))
    first, second = run("declare", name).out.split("---\n")
    assert [read_dossier(text.encode()).offering.code for text in (first, second)] == [
        "sora-mimamori",
        "second",
    ]
    assert len(run("declare", name, "--format", "json").json) == 2
    run("declare", name, "--out", tmp_path / "out")
    names = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert names == ["aozora-second.yaml", "aozora-sora-mimamori.yaml"]
    assert str(tmp_path) not in sys.path


@pytest.mark.parametrize(
    ("spelt", "said"),
    [
        ("nobody-nobody", "プラグイン nobody-nobody が入っていません。"),
        (
            "no.such.module:plugin",
            "「no.such.module:plugin」を読み込めません（ModuleNotFoundError）",
        ),
        ("{0}:absent", "読み込めません（AttributeError）"),
        ("{0}:", "プラグインの場所ではありません"),
        ("a b:c", "プラグインの場所ではありません"),
        ("../{0}:service", "プラグインの場所ではありません"),
        ("{0}:empty", "プラグイン declared"),
    ],
)
def test_what_cannot_be_asked_is_told(run, module, spelt, said):
    found = run("declare", spelt.format(module(TWO)))
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert "Traceback" not in found.err


@pytest.mark.parametrize("source", ["raise SystemExit(0)", "1 / 0", "import sys; sys.exit()", "("])
def test_a_module_that_breaks_is_told(run, module, source):
    found = run("declare", f"{module(source, 'aozora_broken')}:service")
    assert (found.code, found.out) == (2, "")
    assert "読み込めません" in found.err


def test_a_plugin_that_breaks_loses_only_itself(run, module):
    source = TWO.replace("return ()", "return 1 / 0", 1)
    found = run("declare", f"{module(source)}:service")
    assert (found.code, found.out) == (2, "")
    assert "プラグイン declared" in found.err


def test_a_folder_that_cannot_be_written_is_told(run, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    found = run("declare", EXAMPLE, "--out", blocked / "inner")
    assert (found.code, found.out) == (2, "")
    assert "書けません" in found.err


@pytest.mark.parametrize("path", CLAUSES[::7], ids=lambda path: path.stem)
def test_every_example_reads_back(path):
    """Written and read again, in both forms, byte for byte the same each time."""
    dossier = read_dossier(path.read_bytes(), path.name)
    for write, name in ((as_yaml, "m.yaml"), (as_json, "m.json")):
        text = write(dossier)
        assert read_dossier(text.encode(), name) == dossier
        assert write(dossier) == text


HOSTILE = [
    "true",
    "Null",
    "~",
    "0123",
    "1e5",
    "1_000",
    ".inf",
    "2026-11-25",
    "- a",
    "a: b",
    "# a",
    "a # b",
    "'",
    '"',
    "&a",
    "*a",
    "!a",
    "@a",
    "%a",
    "{a",
    "[a",
    "---",
    "...",
    "二行\n目",
    "a" * 250,
    "yes",
    "<<",
    "=",
    "１２",
    "😀",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_that_yaml_takes_for_something_else_stays_a_text(text):
    dossier = read_dossier(CLAUSES[0].read_bytes(), "a.yaml")
    offering = replace(dossier.offering, summary=text)
    changed = replace(dossier, offering=offering)
    assert read_dossier(as_yaml(changed).encode()) == changed
    assert json.loads(as_json(changed))["offering"]["summary"] == text


def test_days_and_lists_look_as_people_write_them():
    text = as_yaml(read_dossier(CLAUSES[0].read_bytes(), "a.yaml"))
    assert "\n  as_of: 2026-" in text
    assert "\nplans:\n  - code: " in text
