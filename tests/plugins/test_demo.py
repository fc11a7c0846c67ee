"""The demo's providers: three that do not exist, and two drafts that show how it fails."""

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest

from conformance.edition import load_edition
from conformance.facts import check_names
from conformance.judge import judge
from conformance.settle import settle
from marketplace.domain.price import Size
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import Decisions, Reason, Verdict
from marketplace.host import read_manifest

DEMO = Path(__file__).resolve().parents[2] / "plugins" / "demo"
FILES = sorted(DEMO.rglob("*.yaml"))
DAY = date(2026, 11, 25)


def dossier(name):
    return read_manifest((DEMO / name).read_bytes(), name)


def outcome(name):
    report = judge(load_edition("otasuke/2.0"), dossier(name), ServiceClass.CLASS1, DAY)
    return settle(report, Decisions(), DAY)


def not_conforming(name):
    """The clauses of a manifest that need somebody, as (clause, verdict, reason)."""
    answered = [(one.finding.clause, one.answered) for one in outcome(name).clauses]
    fine = (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)
    return [(key, a.verdict, a.reason) for key, a in answered if a.verdict not in fine]


def test_there_are_three_providers_and_six_plans():
    """No two alike."""
    shown = [dossier(name) for name in ["hinata.yaml", "tsubasa.yaml", "kasane.yaml"]]
    assert [one.provider.code for one in shown] == ["hinata", "tsubasa", "kasane"]
    assert sum(len(one.offering.plans) for one in shown) == 6
    assert len({one.digest for one in shown}) == 3


@pytest.mark.parametrize("name", ["hinata.yaml", "tsubasa.yaml"])
def test_two_providers_conform(name):
    """Without anybody's ruling."""
    assert outcome(name).verdict is Verdict.CONFORMS
    assert not_conforming(name) == []


def test_an_ndr_needs_a_person():
    """A tool that is neither UTM nor EDR is looked at by an examiner, and nothing else is open."""
    expected = ("OTK-02-4", Verdict.NEEDS_PERSON, Reason.JUDGEMENT)
    assert not_conforming("kasane.yaml") == [expected]


def test_one_yen_too_many_fails():
    """The draft differs from the manifest in one number."""
    found = not_conforming("drafts/kasane-10001.yaml")
    assert ("OTK-05-1", Verdict.FAILS, None) in found
    assert [key for key, verdict, _ in found if verdict is Verdict.FAILS] == ["OTK-05-1"]


def test_from_is_no_price():
    """「6,600 円〜」 leaves the cap unanswered."""
    expected = ("OTK-05-1", Verdict.NEEDS_PERSON, Reason.MISSING_FACT)
    assert not_conforming("drafts/hinata-from.yaml") == [expected]


@pytest.mark.parametrize(
    ("name", "monthly"),
    [
        ("hinata.yaml", [9_800, 10_000]),
        ("tsubasa.yaml", [10 * 1_800, None]),
        ("kasane.yaml", [9_500, 9_900]),
    ],
)
def test_prices_are_known_at_a_companys_size(name, monthly):
    """Eight PCs, two servers, one site; a yearly plan has no monthly fee."""
    size = Size(8, 2, 1)
    fees = [plan.tariff.breakdown(size, 12, DAY) for plan in dossier(name).offering.plans]
    assert [fee.monthly_ex_tax or None for fee in fees] == monthly
    assert all(fee.total_ex_tax for fee in fees)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_demo_manifest_is_visibly_fictional(file):
    """Nobody can take it for a real provider."""
    text = file.read_text(encoding="utf-8")
    name = read_manifest(file.read_bytes(), file.name).provider.name
    assert name.endswith("（架空）")
    assert text.count(name) == text.count(name.removesuffix("（架空）"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_demo_manifest_declares_days_and_sources(file):
    """Every price has its table and day, every document is in force, every fact is one."""
    one = read_manifest(file.read_bytes(), file.name)
    check_names(one)
    prices = [price for plan in one.offering.plans for price in plan.prices]
    assert all(price.source and price.as_of.year == 2026 for price in prices)
    assert all(proof.issued.year == 2026 for proof in one.evidence)
    assert all(proof.lapses.year == 2027 for proof in one.evidence)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_demo_fingerprint_is_of_the_stated_words(file):
    """The comment above each evidence says of what text the digest is."""
    text = file.read_text(encoding="utf-8")
    pairs = re.findall(r"指紋は「([^\n]+)」という文.+?sha256: (\w+)", text, re.DOTALL)
    assert len(pairs) == text.count("sha256:")
    for words, digest in pairs:
        assert hashlib.sha256(words.encode()).hexdigest() == digest
