"""docs/hooks.md promises what the host does, and prints the plugins that run."""

import re
from pathlib import Path

import pytest

from marketplace.host import MAX_VALUES, TRACE

ROOT = Path(__file__).resolve().parents[2]
HOST = ROOT / "marketplace" / "host"
PROMISES = ["いつ・だれが", "引数", "戻り値", "最初の答えで止まるか", "失敗したら"]


@pytest.fixture(name="manual", scope="module")
def _manual():
    return (ROOT / "docs" / "hooks.md").read_text(encoding="utf-8")


def lines(text):
    """The lines of a source that say something."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def blocks(manual):
    """The Python of the manual, block by block."""
    return re.findall(r"^```python\n(.*?)^```$", manual, re.MULTILINE | re.DOTALL)


def test_the_walk_is_the_whole_example(manual):
    """The blocks of the walk, one after the other, are the file that the other tests run."""
    walk = manual.split("\n## 見本を読む", 1)[1].split("\n## ", 1)[0]
    file = ROOT / "plugins" / "example_provider" / "__init__.py"
    assert lines("\n".join(blocks(walk))) == lines(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("plugin", ["body_phrases", "notice_log"])
def test_the_operators_plugins_are_printed_whole(manual, plugin):
    """What the manual prints of them is their file below its docstring."""
    source = (ROOT / "plugins" / plugin / "__init__.py").read_text(encoding="utf-8")
    below = lines(source.split('"""', 2)[2])
    assert below in [lines(block) for block in blocks(manual)]


def test_every_hook_says_when_what_and_what_if(manual):
    """Five promises under each heading, and the term first."""
    sections = re.findall(r"^### \w+\(.*?\)\n(.*?)(?=^#|\Z)", manual, re.MULTILINE | re.DOTALL)
    assert len(sections) == 6
    for section in sections:
        assert section.strip().startswith("「")
        assert re.findall(r"^- \*\*(.+?)\*\*:", section, re.MULTILINE) == PROMISES


def test_every_refusal_of_the_host_is_listed(manual):
    """The codes in the tables are the codes in the code."""
    source = "".join(file.read_text(encoding="utf-8") for file in HOST.glob("*.py"))
    raised = set(re.findall(r"(?:Refused|Conflict|Missing|Unavailable)\(\s*\"(\w+)\"", source))
    listed = set(re.findall(r"^\| .+ \| `(\w+)` \|$", manual, re.MULTILINE))
    assert raised - {"plugin"} == listed - {"bad_input"}


def test_limits_and_switches_are_named_as_they_are(manual):
    """The number of values and the name of the trace switch."""
    assert f"{MAX_VALUES:,} 個" in manual
    assert f"`{TRACE}=1`" in manual
