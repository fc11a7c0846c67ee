"""The demo's providers: three that do not exist, and two drafts that show how it fails."""

import hashlib
import re
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest

from conformance.edition import load_edition
from conformance.facts import check_names
from conformance.judge import judge
from conformance.settle import settle
from marketplace.domain.price import Size
from marketplace.domain.service import PartyRole, Severity
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import Decisions, Reason, Verdict
from marketplace.host import read_manifest

DEMO = Path(__file__).resolve().parents[2] / "plugins" / "demo"
THREE = ("hinata", "tsubasa", "kasane")
FILES = sorted([*DEMO.glob("drafts/*.yaml"), *(DEMO / f"{name}.yaml" for name in THREE)])
DAY = date(2026, 11, 25)


def dossier(name):
    return read_manifest((DEMO / name).read_bytes(), name)


def outcome(name):
    report = judge(load_edition("otasuke/2.0"), dossier(name), ServiceClass.CLASS1, DAY)
    return settle(report, Decisions(), DAY)


FINE = (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)
UNVERIFIED = (Verdict.NEEDS_PERSON, Reason.UNVERIFIED_CRITERION)
JUDGEMENT = (Verdict.NEEDS_PERSON, Reason.JUDGEMENT)

# Clauses whose official text nobody has seen, and clauses that a person always looks at.
UNSEEN = "01-2 03-4 04-1 05-4 05-6 05-7 05-8 05-9 06-4 08-1 09-1 10-1"
OPEN = {f"OTK-{number}": UNVERIFIED for number in UNSEEN.split()} | {"OTK-02-6": JUDGEMENT}
BY_PERSON = {"OTK-02-4", "OTK-02-6", "OTK-04-1", "OTK-06-4", "OTK-08-1", "OTK-09-1", "OTK-10-1"}


def open_clauses(name):
    """The clauses of a manifest that need somebody: clause → (verdict, reason)."""
    answered = [(one.finding.clause, one.answered) for one in outcome(name).clauses]
    return {key: (a.verdict, a.reason) for key, a in answered if a.verdict not in FINE}


def beneath(name):
    """What the machine alone says where that is not 適合 or 対象外: clause → (verdict, reason)."""
    findings = [(f.clause, f.beneath) for f in (one.finding for one in outcome(name).clauses)]
    return {key: (b.verdict, b.reason) for key, b in findings if b.verdict not in FINE}


def test_there_are_three_providers_and_six_plans():
    """No two alike."""
    shown = [dossier(name) for name in ["hinata.yaml", "tsubasa.yaml", "kasane.yaml"]]
    assert [one.provider.code for one in shown] == ["hinata", "tsubasa", "kasane"]
    assert sum(len(one.offering.plans) for one in shown) == 6
    assert len({one.digest for one in shown}) == 3


EXPECTED = {
    "hinata.yaml": OPEN,
    "tsubasa.yaml": OPEN | {"OTK-05-5": UNVERIFIED},
    "kasane.yaml": OPEN | {"OTK-02-4": JUDGEMENT},
    "drafts/hinata-from.yaml": OPEN | {"OTK-05-1": (Verdict.NEEDS_PERSON, Reason.MISSING_FACT)},
    "drafts/kasane-10001.yaml": OPEN | {"OTK-02-4": JUDGEMENT, "OTK-05-1": (Verdict.FAILS, None)},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_demo_manifest_leaves_open_only_what_must_be(name):
    """The examiner's clauses, the unseen ones, an NDR, and in a draft its one fault."""
    assert open_clauses(name) == EXPECTED[name]


@pytest.mark.parametrize("name", ["hinata.yaml", "tsubasa.yaml", "kasane.yaml"])
def test_nothing_but_people_stands_before_conformity(name):
    """Were every text confirmed, only clauses that a person looks at would be open."""
    found = beneath(name)
    assert set(found) <= BY_PERSON
    assert set(found.values()) == {JUDGEMENT}


def test_every_demo_file_is_expected():
    """No manifest of the demo is judged by nobody."""
    assert {str(file.relative_to(DEMO)) for file in FILES} == set(EXPECTED)


@pytest.mark.parametrize(
    ("draft", "whole", "differing"),
    [("drafts/hinata-from.yaml", "hinata.yaml", 3), ("drafts/kasane-10001.yaml", "kasane.yaml", 2)],
)
def test_a_draft_differs_by_its_fault_alone(draft, whole, differing):
    """The comment above, the amount, and 「〜から」."""
    lines = [(DEMO / name).read_text(encoding="utf-8").splitlines() for name in (draft, whole)]
    added = [line for line in unified_diff(lines[1], lines[0], n=0) if line[0] == "+"]
    assert len(added) - 1 == differing


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("hinata.yaml", {"25", "26", "27", "28", "29", "30"}),
        ("tsubasa.yaml", {f"{number:02}" for number in range(1, 48)}),
        ("kasane.yaml", {"21", "23", "24"}),
    ],
)
def test_a_demo_provider_goes_wherever_it_sells(name, area):
    """近畿, the whole country, and 愛知・岐阜・三重."""
    offering = dossier(name).offering
    assert set(offering.dispatch.prefectures) == set(offering.sales.prefectures) == area


@pytest.mark.parametrize("name", ["hinata.yaml", "tsubasa.yaml", "kasane.yaml"])
def test_a_demo_provider_tells_of_every_severity(name):
    """The more serious, the sooner; each role has a company, the insurer the one insured with."""
    offering = dossier(name).offering
    assert [alert.severity for alert in offering.monitoring.alerts] == list(Severity)
    minutes = [alert.within_minutes for alert in offering.monitoring.alerts]
    assert minutes[2] is None
    assert minutes[0] < minutes[1]
    roles = {party.role: party.company for party in offering.parties}
    assert set(roles) == set(PartyRole)
    assert roles[PartyRole.INSURER] == offering.insurance.insurer


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
    """Nobody can take any of its companies for a real one, wherever the name stands."""
    text = file.read_text(encoding="utf-8")
    one = read_manifest(file.read_bytes(), file.name)
    insurance = one.offering.insurance
    companies = {one.provider.name, insurance.insurer, insurance.policyholder}
    for name in companies | {party.company for party in one.offering.parties}:
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
