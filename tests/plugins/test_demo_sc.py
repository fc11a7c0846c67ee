"""The eight fictional services of the new classes, judged as ``expected.toml`` says."""

import hashlib
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from conformance.edition import load_edition
from conformance.judge import judge
from marketplace.cli.demo.parties import MANIFESTS, parties
from marketplace.domain.price import Size
from marketplace.domain.tier import TIERS
from marketplace.domain.verdict import Verdict
from marketplace.host import read_manifest

FOLDER = MANIFESTS / "sc"
DAY = date(2026, 11, 25)
FILES = {file.stem: file for file in sorted(FOLDER.glob("*.yaml"))}
DOSSIERS = {name: read_manifest(file.read_bytes(), file.name) for name, file in FILES.items()}
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))
BASELINE = EXPECTED.pop("baseline")
SIZE = Size(pcs=28, servers=2, networks=2)

# By hand: 28 PCs and 2 servers are 30 terminals, at two sites.
COSTS = {
    "semiyama-star3": (12, 280_800),  # 9,200 × 2 × 12 + 60,000
    "sumihashi-star3": (12, 228_000),  # 114,000 × 2
    "iwakine-star3plus": (12, 642_000),  # (1,950 × 10 + 1,700 × 20) × 12
    "mitsuwatari-star4": (24, 1_272_000),  # (8,000 + 1,500 × 30) × 24
    "kawachine-star3": (12, 297_600),  # (9,400 × 12 + 36,000) × 2
    "otowabori-star3plus": (12, 352_800),  # 980 × 30 × 12
    "mitsuwatari-star3plus": (24, 1_536_000),  # (9,800 × 2 + 1,480 × 30) × 24
    "budouzaka-star4": (12, 333_600),  # (9,900 × 12 + 48,000) × 2
}


def test_every_manifest_is_expected_and_priced():
    assert set(FILES) == set(EXPECTED) == set(COSTS)
    assert {one["tier"] for one in EXPECTED.values()} == {"SCstar3", "SCstar3plus", "SCstar4"}


@pytest.mark.parametrize("name", FILES)
def test_the_machine_answers_as_expected(name):
    said, tier = EXPECTED[name], TIERS[EXPECTED[name]["tier"]]
    edition = load_edition("otasuke-sc/draft")
    answers = {f.clause: f.answered for f in judge(edition, DOSSIERS[name], tier, DAY).findings}
    absent = {key for key, one in answers.items() if one.verdict is Verdict.NOT_APPLICABLE}
    assert absent == set(said["absent"])
    left = {
        key: f"{one.verdict.value}:{one.reason.value if one.reason else ''}"
        for key, one in answers.items()
        if one.verdict not in (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)
    }
    assert left == BASELINE


@pytest.mark.parametrize("name", COSTS)
def test_a_factory_can_reckon_the_cost(name):
    months, total = COSTS[name]
    (plan,) = DOSSIERS[name].offering.plans
    assert plan.tariff.sells(SIZE)
    assert plan.tariff.breakdown(SIZE, months, DAY).total_ex_tax == total


@pytest.mark.parametrize("name", FILES)
def test_a_provider_of_the_demo_offers_it_under_a_name_of_its_own(name):
    own = DOSSIERS[name].provider
    org = parties()[own.code].org
    assert name.split("-")[0] == own.code
    assert (own.name, org.fictional) == (org.name, True)
    assert "架空" in own.name


@pytest.mark.parametrize("name", FILES)
def test_a_fingerprint_is_that_of_the_words_above_it(name):
    text = FILES[name].read_text("utf-8")
    pairs = re.findall(r"指紋は「([^\n]+)」という文.+?sha256: (\w+)", text, re.DOTALL)
    assert len(pairs) == text.count("sha256:") == len(DOSSIERS[name].evidence)
    assert [d for words, d in pairs if hashlib.sha256(words.encode()).hexdigest() != d] == []


def test_the_readme_names_every_manifest():
    text = Path(FOLDER / "README.md").read_text("utf-8")
    rows = re.findall(r"\| `(\S+)\.yaml` \| (\S+) \| (\S+) .+\| (\S+) \|\n", text)
    labels = {name: TIERS[one["tier"]].label for name, one in EXPECTED.items()}
    names = {name: DOSSIERS[name].provider.name for name in FILES}
    told = {(name, names[name], labels[name], "参考：要確認") for name in FILES}
    assert set(rows) == told
