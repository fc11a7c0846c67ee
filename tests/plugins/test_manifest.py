"""A manifest speaks through the hooks like any other plugin."""

import ast
import json
from pathlib import Path

import pytest

import plugins.manifest
from marketplace.codec.dossier import dump_dossier, read_dossier
from marketplace.domain.errors import BadInput, Refused
from marketplace.host import Host, read_manifest
from plugins.manifest import ManifestPlugin

DEMO = Path(__file__).resolve().parents[2] / "plugins" / "demo"
RAW = (DEMO / "kasane.yaml").read_bytes()
COVERAGE = b"""
coverage:
- {tier: SCstar3, criterion: 5-1-1-1, means: tool, extent: full}
"""


def line_of(words):
    """Number the line of the manifest that holds these words, from one."""
    return RAW[: RAW.index(words)].count(b"\n") + 1


def without(hook):
    """Make a manifest plugin that lacks one hook."""
    return type("Without", (ManifestPlugin,), {hook: None})(RAW + COVERAGE, "kasane.yaml")


def test_a_manifest_comes_back_through_the_hooks():
    """The dossier is what the codec reads, whichever way it went."""
    assert read_manifest(RAW + COVERAGE, "a.yaml") == read_dossier(RAW + COVERAGE, "a.yaml")


def test_the_name_tells_json_from_yaml():
    """JSON is declared in the same way, with the same digest."""
    dossier = read_manifest(RAW, "kasane.yaml")
    raw = json.dumps(dump_dossier(dossier)).encode()
    assert read_manifest(raw, "kasane.json").digest == dossier.digest


@pytest.mark.parametrize("hook", ["coverage", "evidence"])
def test_a_manifest_without_coverage_or_evidence_is_another_dossier(hook):
    """The host asks these hooks of a manifest too, and nothing else fills the gap."""
    (less,) = Host.load({"manifest": without(hook)}).dossiers("manifest")
    whole = read_manifest(RAW + COVERAGE, "kasane.yaml")
    assert getattr(whole, hook)
    assert getattr(less, hook) == ()
    assert less.digest != whole.digest


@pytest.mark.parametrize("hook", ["provider", "offerings"])
def test_a_manifest_without_provider_or_offerings_is_refused(hook):
    """Without these there is nothing to judge."""
    with pytest.raises(Refused) as caught:
        Host.load({"manifest": without(hook)}).dossiers("manifest")
    assert caught.value.values["hook"] == hook


@pytest.mark.parametrize(
    ("raw", "place", "line"),
    [
        (
            RAW.replace(b"9500", "９５００".encode()),
            "plans[0].prices[0].amount",
            line_of(b"amount: 9500"),
        ),
        (
            RAW.replace(b"hours: 24", b"hours: 25"),
            "monitoring.network.hours",
            line_of(b"hours: 24"),
        ),
        (RAW + b"plans: []\n", "plans", RAW.count(b"\n") + 1),
    ],
)
def test_bad_input_keeps_its_place_and_line(raw, place, line):
    """The faults of a document are no failure of the plugin."""
    with pytest.raises(BadInput) as caught:
        read_manifest(raw, "kasane.yaml")
    (fault,) = caught.value.faults
    assert (fault.place, fault.line) == (place, line)


def test_a_document_is_read_once(monkeypatch):
    """Four hooks, one reading."""
    calls = []

    def reading(raw, name):
        calls.append(name)
        return read_dossier(raw, name)

    monkeypatch.setattr(plugins.manifest, "read_dossier", reading)
    read_manifest(RAW, "kasane.yaml")
    assert calls == ["kasane.yaml"]


def test_a_document_is_not_shown_by_accident():
    """A repr in a log does not hold the document."""
    assert "hours" not in repr(ManifestPlugin(RAW, "kasane.yaml"))


def test_equal_documents_are_two_plugins():
    """What a host tells apart is the plugin, not its text."""
    assert ManifestPlugin(RAW, "a.yaml") != ManifestPlugin(RAW, "a.yaml")


def test_plugins_import_only_what_authors_are_promised():
    """hooks, domain and codec, like the plugin of an outsider."""
    tree = ast.parse(Path(plugins.manifest.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    ours = {name for name in imported if name.startswith(("marketplace", "conformance"))}
    assert ours == {"marketplace.codec.dossier", "marketplace.domain.offering", "marketplace.hooks"}
