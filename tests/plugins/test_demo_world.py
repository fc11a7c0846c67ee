"""The demo's market: 21 further providers that do not exist, judged as ``expected.toml`` says."""

import hashlib
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from conformance.edition import load_edition
from conformance.facts import check_names
from conformance.judge import judge
from marketplace.domain.price import Basis, Kind, Mode, Period, Qualifier, Tax
from marketplace.domain.service import MonitoringType, PartyRole
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import Verdict
from marketplace.host import read_manifest

DEMO = Path(__file__).resolve().parents[2] / "plugins" / "demo"
WORLD = DEMO / "world"
FILES = {file.stem: file for file in sorted(WORLD.glob("*.yaml"))}
DAY = date(2026, 11, 25)
LAPSED_ON = date(2026, 10, 31)
FICTIONAL = "（架空）"


def read(file):
    return read_manifest(file.read_bytes(), file.name)


DOSSIERS = {name: read(file) for name, file in FILES.items()}
FIRST = [read(DEMO / f"{name}.yaml") for name in ("hinata", "tsubasa", "kasane")]
PLANS = [(name, plan) for name, one in DOSSIERS.items() for plan in one.offering.plans]

EXPECTED = tomllib.loads((WORLD / "expected.toml").read_text(encoding="utf-8"))
BASELINE, BENEATH = EXPECTED.pop("baseline"), EXPECTED.pop("beneath")
JUDGED = [(name, tier) for name, tiers in EXPECTED.items() for tier in tiers]
UNREAD = "needs_person:unverified_criterion"
FINE = (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)
TYPES = {kind: kind.name.lower() for kind in MonitoringType}


# The market as a whole


def test_the_market_has_its_size():
    """24 providers with the first three, about 60 plans, seven services of 2類."""
    every = [*FIRST, *DOSSIERS.values()]
    assert len({one.provider.code for one in every}) == 24
    assert sum(len(one.offering.plans) for one in every) == 61
    second = [one for one in every if ServiceClass.CLASS2 in one.offering.tiers]
    assert len(second) == 7
    assert {one.offering.monitoring.type for one in every} == set(MonitoringType)


def test_codes_and_names_are_unique():
    """A provider has one name, an offering one code within it, and no two sound the same."""
    every = [*FIRST, *DOSSIERS.values()]
    names = {(one.provider.code, one.provider.name) for one in every}
    assert len(names) == len({code for code, _ in names}) == len({name for _, name in names})
    assert len({(one.provider.code, one.offering.code) for one in every}) == len(every)
    assert len({one.offering.name for one in every}) == len(every)
    assert all(name.split("-")[0] == one.provider.code for name, one in DOSSIERS.items())


def test_regions_run_from_one_prefecture_to_the_whole_country():
    """Nobody sells where it does not go; some go to the islands, some do not."""
    areas = {name: one.offering.sales.prefectures for name, one in DOSSIERS.items()}
    assert {1, 2, 3, 4, 47} <= {len(area) for area in areas.values()}
    sent = {n: o.offering.dispatch for n, o in DOSSIERS.items() if o.offering.dispatch.available}
    assert {name for name, one in sent.items() if one.prefectures != areas[name]} == set()
    assert {one.islands for one in sent.values()} == {True, False}
    nationwide = [one for name, one in sent.items() if len(areas[name]) == 47]
    assert {one.islands for one in nationwide} == {True, False}


def test_services_differ_beside_their_prices():
    """Tools, alerts, dispatch fees, insurers and covers; one engine stands behind four brands."""
    parts = [one.offering for one in DOSSIERS.values()]
    tools = {one.monitoring.tools for one in parts}
    assert {("UTM",), ("EDR",), ("UTM", "EDR"), ("UTM", "NDR")} == tools
    assert len({one.monitoring.alerts for one in parts}) > 15
    assert len({one.dispatch.fee for one in parts}) > 15
    assert len({one.insurance.covers for one in parts}) > 5
    engines = {
        (party.company, one.provider.code)
        for one in DOSSIERS.values()
        for party in one.offering.parties
        if party.role is PartyRole.ENGINE
    }
    assert Counter(company for company, _ in engines).most_common(1)[0][1] == 4


# The shapes of prices


def compulsory(plan):
    return [p for p in plan.prices if p.compulsory and p.kind is Kind.RECURRING]


def some(plan, test):
    return any(test(price) for price in plan.prices)


def has_basis(*wanted):
    return lambda plan: {price.basis for price in compulsory(plan)} >= set(wanted)


def has_mode(mode, *bases):
    return lambda plan: some(plan, lambda p: p.mode is mode and p.basis in bases)


UNITS = (Basis.TERMINAL, Basis.PC, Basis.SERVER, Basis.NETWORK)
SHAPES = {
    "graduated": has_mode(Mode.GRADUATED, *UNITS),
    "volume": has_mode(Mode.VOLUME, *UNITS),
    "package": has_mode(Mode.PACKAGE, *UNITS),
    "steps that do not say how they count": has_mode(Mode.STEPS, *UNITS),
    "bands with grace by staff": lambda plan: some(
        plan, lambda p: p.basis is Basis.STAFF and any(step.grace for step in p.steps)
    ),
    "base and terminal": lambda plan: (
        has_basis(Basis.NETWORK, Basis.TERMINAL)(plan)
        or has_basis(Basis.COMPANY, Basis.TERMINAL)(plan)
    ),
    "network": has_basis(Basis.NETWORK),
    "pc and server": has_basis(Basis.PC, Basis.SERVER),
    "company": has_basis(Basis.COMPANY),
    "included": lambda plan: some(plan, lambda p: p.included),
    "least": lambda plan: some(plan, lambda p: p.least),
    "three months free": lambda plan: {p.first_month for p in compulsory(plan)} == {4},
    "campaign or later": lambda plan: some(plan, lambda p: p.first_month > 1 or p.last_month),
    "initial and rental": lambda plan: (
        some(plan, lambda p: p.kind is Kind.ONE_TIME and p.compulsory)
        and some(plan, lambda p: "貸出し" in p.name)
    ),
    "prepaid": lambda plan: some(plan, lambda p: p.prepay_months),
    "yearly": lambda plan: some(plan, lambda p: p.period is Period.YEAR),
    "from": lambda plan: some(plan, lambda p: p.qualifier is Qualifier.FROM),
    "quote": lambda plan: some(plan, lambda p: p.qualifier is Qualifier.QUOTE),
    "only with tax": lambda plan: some(plan, lambda p: p.tax is Tax.INCLUDED),
    "own line": lambda plan: some(plan, lambda p: p.requires),
    "several compulsory lines": lambda plan: len(compulsory(plan)) > 2,
    "optional": lambda plan: some(plan, lambda p: not p.compulsory and p.kind is not Kind.USAGE),
    "terminals_min": lambda plan: plan.terminals_min > 1,
    "terminals_max": lambda plan: plan.terminals_max is not None,
    "networks_min": lambda plan: (plan.networks_min or 1) > 1,
    "no term": lambda plan: plan.term_months == 0,
    "three years": lambda plan: plan.term_months == 36,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_of_price_stands_at_least_twice(shape):
    """Not one provider's oddity."""
    assert sum(SHAPES[shape](plan) for _, plan in PLANS) >= 2


def test_terms_run_from_none_to_three_years():
    """Everything a small company meets."""
    assert {plan.term_months for _, plan in PLANS} == {0, 1, 6, 12, 24, 36}


# What the machine answers


def test_every_manifest_and_tier_is_expected():
    """No manifest of the market is judged by nobody, in either tier."""
    tiers = [(name, tier.tag) for name, one in DOSSIERS.items() for tier in one.offering.tiers]
    assert sorted(JUDGED) == sorted(tiers)


def spelt(answered):
    reason = f":{answered.reason.value}" if answered.reason else ""
    return answered.verdict.value + reason


def found(name, tier, side):
    """Give clause → answer where it is neither 適合 nor 対象外, as answered or beneath."""
    report = judge(load_edition("otasuke/2.0"), DOSSIERS[name], ServiceClass(tier), DAY)
    answers = {finding.clause: getattr(finding, side) for finding in report.findings}
    return {key: spelt(one) for key, one in answers.items() if one.verdict not in FINE}


def baseline(name, tier):
    kind = TYPES[DOSSIERS[name].offering.monitoring.type]
    common = BASELINE[tier] | BASELINE.get(f"{tier}_{kind}", {})
    absent = EXPECTED[name][tier].get("absent", [])
    return {key: answer for key, answer in common.items() if key not in absent}


@pytest.mark.parametrize(("name", "tier"), JUDGED)
def test_a_manifest_is_judged_as_expected(name, tier):
    """The common ones, and what the first line of the file speaks of."""
    wanted = baseline(name, tier) | EXPECTED[name][tier].get("findings", {})
    assert found(name, tier, "answered") == wanted


@pytest.mark.parametrize(("name", "tier"), JUDGED)
def test_beneath_unread_texts_stands_what_is_expected(name, tier):
    """Were every text confirmed."""
    mine = EXPECTED[name][tier]
    common = baseline(name, tier)
    kept = {key: answer for key, answer in common.items() if answer != UNREAD}
    unread = {key: BENEATH[key] for key in common if key in BENEATH}
    wanted = kept | unread | mine.get("findings", {}) | mine.get("beneath", {})
    assert found(name, tier, "beneath") == wanted


def test_most_conform_and_a_failure_has_one_clear_reason():
    """Seven fail, four stay open, two rest on evidence that has lapsed."""
    told = {(n, tier): one for n, tiers in EXPECTED.items() for tier, one in tiers.items()}
    outcomes = Counter(one["outcome"] for one in told.values())
    assert outcomes == {"conforms": 17, "fails": 7, "open": 4, "lapsed": 2}
    for one in told.values():
        answers = sorted(set(one.get("findings", {}).values()))
        shown = {"fails": ["fails"], "lapsed": ["needs_person:evidence_lapsed"], "conforms": []}
        assert answers == shown.get(one["outcome"], answers)
        assert one["outcome"] == "lapsed" or len(one.get("findings", {})) <= 1


def test_evidence_is_in_force_but_for_two_papers():
    """Everything else is good well into the next year."""
    proofs = [(name, proof) for name, one in DOSSIERS.items() for proof in one.evidence]
    past = sorted(name for name, proof in proofs if proof.lapses < date(2027, 2, 28))
    assert past == ["minaminohama", "otowabori"]
    assert {proof.lapses for _, proof in proofs if proof.lapses < DAY} == {LAPSED_ON}
    assert all(proof.issued < DAY for _, proof in proofs)


# What a reader sees


@pytest.mark.parametrize("name", FILES)
def test_a_manifest_is_visibly_fictional(name):
    """Wherever the name of a provider, insurer, partner or customer stands."""
    text, one = FILES[name].read_text(encoding="utf-8"), DOSSIERS[name]
    offering = one.offering
    named = {one.provider.name, offering.insurance.insurer, offering.insurance.policyholder}
    named |= {party.company for party in offering.parties}
    named |= {customer.name for customer in offering.class1.customers or ()}
    for company in named:
        assert company.endswith(FICTIONAL)
        assert text.count(company) == text.count(company.removesuffix(FICTIONAL))
    recipients = [r for r in offering.data_use.recipients if not r.startswith("IPA")]
    assert all(recipient.endswith(FICTIONAL) for recipient in recipients)


@pytest.mark.parametrize("name", FILES)
def test_a_manifest_says_what_it_shows_and_where_its_values_stand(name):
    """A first line, a table and a day a price, facts that exist, fingerprints of stated words."""
    text, one = FILES[name].read_text(encoding="utf-8"), DOSSIERS[name]
    assert re.match(r"# [^\n]+。\nformat: ", text)
    check_names(one)
    prices = [price for plan in one.offering.plans for price in plan.prices]
    assert all(price.source and price.as_of == one.offering.as_of for price in prices)
    pairs = re.findall(r"指紋は「([^\n]+)」という文.+?sha256: (\w+)", text, re.DOTALL)
    assert len(pairs) == text.count("sha256:") == len(one.evidence)
    assert [d for words, d in pairs if hashlib.sha256(words.encode()).hexdigest() != d] == []


def test_the_readme_names_every_manifest_with_its_answer():
    """One row each, and the clauses that are not the common ones."""
    words = {"conforms": "適合", "fails": "不適合", "open": "要確認", "lapsed": "期限切れ"}
    text = (WORLD / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"\| `(\S+)\.yaml` \| (\S+) \|.+\| (\S+)(?: (\S+))? \|\n", text)
    told = {}
    for name, tier in JUDGED:
        one = EXPECTED[name][tier]
        clauses = "、".join(key.removeprefix("OTK-") for key in one.get("findings", {}))
        told[name] = (DOSSIERS[name].provider.name, words[one["outcome"]], clauses)
    assert {name: tuple(rest) for name, *rest in rows} == told
