"""What is written reads back as it was, in either spelling, and has one digest."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.codec.dossier import dump_dossier, load_dossier, read_dossier
from marketplace.domain.offering import (
    Coverage,
    Dossier,
    Evidence,
    EvidenceKind,
    Extent,
    Means,
    Offering,
    Plan,
    Provider,
)
from marketplace.domain.price import Basis, Kind, Period, PriceComponent, Qualifier, Tax
from marketplace.domain.service import Dispatch, Monitoring, MonitoringType, Watch
from marketplace.domain.tier import TIERS

DEMO = sorted((Path(__file__).resolve().parents[2] / "plugins" / "demo").rglob("*.yaml"))

alphabet = st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"])
codes = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
yes_no = st.booleans()
tiers = st.sampled_from(list(TIERS.values()))


def maybe(values):
    return st.none() | values


def texts(most):
    raw = st.text(alphabet, min_size=1, max_size=most // 3)
    return raw.map(lambda text: unicodedata.normalize("NFC", text).strip()).filter(bool)


def tuples(values, most=3, least=0):
    return st.lists(values, min_size=least, max_size=most).map(tuple)


@st.composite
def prices(draw):
    kind = draw(st.sampled_from(Kind))
    qualifier = draw(st.sampled_from(Qualifier))
    amount = st.none() if qualifier is Qualifier.QUOTE else maybe(st.integers(0, 9_999_999_999))
    period = st.none() if kind is Kind.ONE_TIME else st.sampled_from(Period)
    return PriceComponent(
        draw(texts(60)),
        kind,
        draw(st.sampled_from(Basis)),
        draw(amount),
        period=draw(period),
        tax=draw(st.sampled_from(Tax)),
        compulsory=draw(maybe(yes_no)),
        qualifier=qualifier,
        as_of=draw(maybe(days)),
        source=draw(maybe(texts(200))),
    )


@st.composite
def plans(draw, code):
    least = draw(st.integers(1, 100))
    return Plan(
        code,
        draw(texts(60)),
        draw(tiers),
        draw(tuples(prices())),
        terminals_min=least,
        terminals_max=draw(maybe(st.integers(least, 1_000_000))),
        networks_min=draw(st.integers(1, 10_000)),
        term_months=draw(maybe(st.integers(0, 120))),
    )


@st.composite
def evidences(draw):
    issued = draw(days)
    return Evidence(
        draw(tuples(texts(60), least=1)),
        draw(st.sampled_from(EvidenceKind)),
        draw(texts(200)),
        draw(st.from_regex(r"[0-9a-f]{64}", fullmatch=True)),
        issued=issued,
        lapses=draw(maybe(st.dates(issued, date(2031, 1, 1)))),
        file=draw(maybe(texts(200))),
    )


@st.composite
def coverages(draw):
    means = draw(st.sampled_from(Means))
    extent = None if means is Means.SELF else draw(st.sampled_from(Extent))
    return Coverage(draw(tiers), draw(texts(20)), means, extent)


watches = maybe(st.builds(Watch, maybe(st.integers(0, 24))))
tools = maybe(tuples(texts(40), least=1))
monitorings = st.builds(Monitoring, maybe(st.sampled_from(MonitoringType)), tools, watches, watches)


@st.composite
def dossiers(draw):
    plan_codes = draw(st.lists(codes, min_size=1, max_size=3, unique=True))
    offering = Offering(
        draw(codes),
        draw(texts(60)),
        draw(texts(300)),
        draw(texts(200)),
        as_of=draw(days),
        monitoring=draw(monitorings),
        dispatch=Dispatch(draw(maybe(yes_no))),
        plans=tuple(draw(plans(code)) for code in plan_codes),
    )
    provider = Provider(draw(codes), draw(texts(200)))
    return Dossier(provider, offering, draw(tuples(coverages())), draw(tuples(evidences())))


@given(dossiers())
@settings(deadline=None)
def test_any_dossier_reads_back_as_it_was_written(dossier):
    """As plain values, as JSON, and as YAML (of which JSON is a part)."""
    plain = dump_dossier(dossier)
    raw = json.dumps(plain, ensure_ascii=False).encode()
    assert load_dossier(plain) == dossier
    assert read_dossier(raw, "a.json") == dossier
    assert read_dossier(raw, "a.yaml") == dossier
    assert read_dossier(raw, "a.json").digest == dossier.digest


@pytest.mark.parametrize("file", DEMO, ids=lambda file: file.name)
def test_a_demo_manifest_has_one_digest_in_both_spellings(file):
    """The digest is of the values, whoever wrote them down and how."""
    dossier = read_dossier(file.read_bytes(), file.name)
    as_json = json.dumps(dump_dossier(dossier), indent=2).encode()
    assert load_dossier(dump_dossier(dossier)) == dossier
    assert read_dossier(as_json, "a.json").digest == dossier.digest


def test_the_digest_sees_every_change(base):
    """One yen more is another dossier; another layout is not."""
    digest = read_dossier(base.encode()).digest
    assert read_dossier(base.replace("9800", "9801").encode()).digest != digest
    assert read_dossier(base.replace("[UTM]", '\n  - "UTM"  # 機器').encode()).digest == digest


def test_what_was_not_declared_is_not_written(base):
    """A missing key comes back missing, never as null or as zero."""
    plain = dump_dossier(read_dossier(base.replace("    compulsory: true\n", "").encode()))
    (fee,) = plain["plans"][0]["prices"]
    assert "compulsory" not in fee
    assert "prices" not in plain["plans"][1]
    assert "null" not in json.dumps(plain)
