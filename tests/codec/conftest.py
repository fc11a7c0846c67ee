"""A small manifest, and ways to spoil one line of it."""

import signal
from contextlib import contextmanager

import pytest

from marketplace.codec.dossier import read_dossier
from marketplace.domain.errors import BadInput

BASE = """\
format: otasuke-manifest/1
provider:
  code: hinata
  name: ひなた通信（架空）
offering:
  code: mihari-utm
  name: みはりUTM
  summary: ネットワークを見守ります。
  source: 仕様書
  as_of: 2026-04-01
monitoring:
  type: ネットワーク監視型
  tools: [UTM]
  network:
    hours: 24
dispatch:
  available: true
plans:
- code: basic
  name: ベーシック
  tier: class1
  terminals_min: 2
  terminals_max: 50
  prices:
  - name: 基本料
    kind: recurring
    basis: network
    amount: 9800
    period: month
    tax: excluded
    compulsory: true
- code: plus
  name: プラス
  tier: class2
coverage:
- tier: SCstar3
  criterion: 5-1-1-1
  means: tool
  extent: full
evidence:
- facts: [dispatch.available]
  kind: document
  title: 説明書
  sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
  issued: 2026-04-01
  lapses: 2027-03-31
"""


@pytest.fixture(name="base", scope="session")
def _base():
    """Give a manifest with every kind of value."""
    return BASE


@pytest.fixture(name="faults", scope="session")
def _faults():
    """Give a reader that must refuse, and returns the faults."""

    def read(raw, name="manifest.yaml"):
        raw = raw if isinstance(raw, bytes) else raw.encode()
        with pytest.raises(BadInput) as caught:
            read_dossier(raw, name)
        return caught.value.faults

    return read


@pytest.fixture(name="spoil", scope="session")
def _spoil(faults):
    """Give a reader of the manifest with one line replaced: (the one fault, its true line)."""

    def read(old, new):
        lines = BASE.splitlines()
        number = next(i for i, line in enumerate(lines) if line.strip(" -") == old)
        before = lines[number]
        lines[number] = before[: len(before) - len(old)] + new
        (fault,) = faults("\n".join(lines) + "\n")
        return fault, number + 1

    return read


@pytest.fixture(name="priced", scope="session")
def _priced():
    """Give the manifest with the first plan's price written anew, and lines after the price."""

    def write(text, after=""):
        start = BASE.index("    kind: recurring")
        end = BASE.index("- code: plus")
        lines = "".join(f"    {line}\n" for line in text.strip().splitlines())
        return BASE[:start] + lines + after + BASE[end:]

    return write


@pytest.fixture(name="within", scope="session")
def _within():
    """Give a block that must end within some seconds, even where the reader would hang."""

    @contextmanager
    def limit(seconds):
        old = signal.signal(signal.SIGALRM, _too_slow)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, old)

    return limit


def _too_slow(*_):
    pytest.fail("the reader took too long", pytrace=False)
