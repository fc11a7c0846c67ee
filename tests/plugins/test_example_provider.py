"""The tutorial runs: one service in code, the same in a manifest, one digest."""

import ast
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import plugins.example_provider as example
from conformance.edition import load_edition
from conformance.facts import check_names
from conformance.judge import judge
from marketplace.domain.tier import ServiceClass, Star, Tier
from marketplace.domain.verdict import Verdict
from marketplace.host import Host, read_manifest

FILE = Path(example.__file__)
DAY = date(2026, 11, 25)
FIVE_MINUTES = 180
"""Lines that are read in five minutes."""


def without(hook):
    """Give the module as if one hook had never been written."""
    less = ModuleType("less")
    vars(less).update({name: one for name, one in vars(example).items() if name != hook})
    return less


@pytest.fixture(name="dossier", scope="module")
def _dossier():
    (dossier,) = Host.load({"aozora": example}).dossiers("aozora")
    return dossier


def test_provider_offerings_coverage_and_evidence_are_answered(dossier):
    """Each of the four leaves something in the dossier."""
    assert dossier.provider.name.endswith("（架空）")
    assert [plan.tier for plan in dossier.offering.plans] == [
        ServiceClass.CLASS1,
        Tier(Star.THREE, dispatch=True),
    ]
    assert dossier.coverage
    assert dossier.evidence
    check_names(dossier)


def test_the_manifest_gives_the_same_dossier(dossier):
    """Whoever writes it down and how: one digest."""
    raw = FILE.with_name("manifest.yaml").read_bytes()
    written = read_manifest(raw, "manifest.yaml")
    assert written == dossier
    assert written.digest == dossier.digest


@pytest.mark.parametrize("hook", ["provider", "offerings", "coverage", "evidence"])
def test_without_provider_offerings_coverage_or_evidence_it_declares_less(hook):
    """Each hook of the example is needed for what it shows."""
    whole = Host.load({"aozora": example}).declared()
    assert Host.load({"aozora": without(hook)}).declared() != whole


def test_the_example_could_apply(dossier):
    """Nothing is missing and nothing fails; what is open is open for everybody."""
    report = judge(load_edition("otasuke/2.0"), dossier, ServiceClass.CLASS1, DAY)
    open_to = {Verdict.CONFORMS, Verdict.NOT_APPLICABLE}
    beneath = [f for f in report.findings if f.beneath.verdict not in open_to]
    assert {(f.beneath.verdict.value, f.beneath.reason.value) for f in beneath} == {
        ("needs_person", "judgement")
    }


def test_it_imports_only_what_authors_are_promised():
    """The domain and the hooks, like the plugin of an outsider."""
    tree = ast.parse(FILE.read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    ours = {name for name in imported if name.startswith(("marketplace", "conformance"))}
    assert {name.split(".")[1] for name in ours} == {"domain", "hooks"}


def test_it_is_read_in_five_minutes():
    """A tutorial that grows is no tutorial."""
    assert len(FILE.read_text(encoding="utf-8").splitlines()) <= FIVE_MINUTES
