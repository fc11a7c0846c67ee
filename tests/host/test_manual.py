"""docs/hooks.md promises what the host does, and its plugin runs."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from marketplace.codec.dossier import dump_dossier, load_dossier
from marketplace.host import MAX_VALUES, TRACE, Host

ROOT = Path(__file__).resolve().parents[2]
HOST = ROOT / "marketplace" / "host.py"
PROMISES = ["いつ・だれが", "引数", "戻り値", "最初の答えで止まるか", "失敗したら"]


@pytest.fixture(name="manual", scope="module")
def _manual():
    return (ROOT / "docs" / "hooks.md").read_text(encoding="utf-8")


@pytest.fixture(name="example", scope="module")
def _example(manual):
    """Run the plugin between the markers, exactly as it is printed."""
    pattern = r"<!-- 見本 はじめ -->\n```python\n(.*?)```\n<!-- 見本 おわり -->"
    block = re.search(pattern, manual, re.DOTALL)
    module = ModuleType("aozora_plugin")
    exec(compile(block[1], "docs/hooks.md", "exec"), vars(module))  # noqa: S102 - our own page
    return module


def test_the_example_answers_every_hook(example):
    """provider, offerings, coverage and evidence each leave something in the dossier."""
    (dossier,) = Host.load({"aozora": example}).dossiers("aozora")
    assert dossier.provider.name.endswith("（架空）")
    assert dossier.offering.plans[0].prices
    assert dossier.coverage
    assert dossier.evidence
    assert load_dossier(dump_dossier(dossier)) == dossier


@pytest.mark.parametrize("hook", ["offerings", "coverage", "evidence"])
def test_the_example_without_offerings_coverage_or_evidence_declares_less(example, hook):
    """Each hook of the example is needed for what it shows."""
    less = ModuleType("less")
    vars(less).update({name: one for name, one in vars(example).items() if name != hook})
    whole = Host.load({"aozora": example}).declared()
    assert Host.load({"aozora": less}).declared() != whole


def test_every_hook_says_when_what_and_what_if(manual):
    """Five promises under each heading, and the term first."""
    sections = re.findall(r"^### \w+\(.*?\)\n(.*?)(?=^#|\Z)", manual, re.MULTILINE | re.DOTALL)
    assert len(sections) == 4
    for section in sections:
        assert section.strip().startswith("「")
        assert re.findall(r"^- \*\*(.+?)\*\*:", section, re.MULTILINE) == PROMISES


def test_every_refusal_of_the_host_is_listed(manual):
    """The codes in the tables are the codes in the code."""
    source = HOST.read_text(encoding="utf-8")
    raised = set(re.findall(r"(?:Refused|Conflict|Missing|Unavailable)\(\s*\"(\w+)\"", source))
    listed = set(re.findall(r"^\| .+ \| `(\w+)` \|$", manual, re.MULTILINE))
    assert raised - {"plugin"} == listed - {"bad_input"}


def test_limits_and_switches_are_named_as_they_are(manual):
    """The number of values and the name of the trace switch."""
    assert f"{MAX_VALUES:,} 個" in manual
    assert f"`{TRACE}=1`" in manual
