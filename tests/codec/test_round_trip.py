"""What is written reads back as it was, in either spelling, and has one digest."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.codec.dossier import dump_dossier, load_dossier, read_dossier
from marketplace.domain import service
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
from marketplace.domain.price import (
    Basis,
    Kind,
    Mode,
    Period,
    PriceComponent,
    PriceStep,
    Qualifier,
    Tax,
)
from marketplace.domain.tier import TIERS

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
DEMO = sorted(file for file in PLUGINS.glob("*/**/*[!s].yaml") if file.parent.name != "diagnoses")
MOST_UNITS = 1_000_000

alphabet = st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"])
codes = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
yes_no = st.booleans()
tiers = st.sampled_from(list(TIERS.values()))
raw = st.text(alphabet, min_size=1, max_size=8)
texts = raw.map(lambda text: unicodedata.normalize("NFC", text).strip()).filter(bool)
units = st.integers(1, MOST_UNITS)
amounts = st.integers(0, 9_999_999_999)


def maybe(values):
    return st.none() | values


def tuples(values, most=3, least=0, **more):
    return st.lists(values, min_size=least, max_size=most, **more).map(tuple)


words = maybe(tuples(texts, least=1))
said, told = maybe(yes_no), maybe(texts)
areas = maybe(tuples(st.sampled_from([f"{n:02}" for n in range(1, 48)]), 47, 1, unique=True))
stated = {"source": told, "as_of": maybe(days)}
# A watch that says nothing is written as none at all; see test_parts.
watches = maybe(st.builds(service.Watch, st.integers(0, 24)))
alerts = st.builds(
    service.Alert,
    st.sampled_from(service.Severity),
    st.sampled_from(service.Channel),
    maybe(st.integers(1, 100_000)),
)
parties = st.builds(service.Party, st.sampled_from(service.PartyRole), texts)


@st.composite
def insurances(draw):
    attached = draw(said)
    if attached is False:
        return service.Insurance(attached=False, source=draw(told), as_of=draw(maybe(days)))
    return service.Insurance(
        attached=attached,
        insurer=draw(told),
        policy=draw(told),
        policyholder=draw(told),
        covers=draw(words),
        limit_yen=draw(maybe(amounts)),
        user_may_pay=draw(said),
        self_pay_explanation=draw(told),
        source=draw(told),
        as_of=draw(maybe(days)),
    )


@st.composite
def class_ones(draw):
    registered = draw(maybe(days))
    customers = tuples(st.builds(service.Customer, texts, days), least=1)
    return service.ClassOne(
        registered_on=registered,
        valid_until=draw(maybe(st.dates(registered or date(2020, 1, 1), date(2035, 1, 1)))),
        offered=draw(said),
        terminals=draw(maybe(units)),
        functions=draw(told),
        customers=draw(maybe(customers)),
    )


PARTS = {
    "desk": st.builds(service.Desk, said, said, told, told, **stated),
    "monitoring": st.builds(
        service.Monitoring,
        maybe(st.sampled_from(service.MonitoringType)),
        tools=words,
        functions=told,
        network=watches,
        endpoint=watches,
        terminals_max=maybe(units),
        notifies=said,
        watch_method=told,
        alerts=tuples(alerts),
        **stated,
    ),
    "dispatch": st.builds(
        service.Dispatch, *[said] * 3, areas, islands=said, remote=said, fee=told, **stated
    ),
    "sales": st.builds(service.Sales, areas),
    "diagnosis": st.builds(service.Diagnosis, said, maybe(st.integers(0, 120))),
    "support": st.builds(service.Support, said, said, said, told, told),
    "onboarding": st.builds(service.Onboarding, told),
    "explained": st.builds(service.Explained, said, told, told, told),
    "insurance": insurances(),
    "terms": st.builds(
        service.Terms, maybe(st.integers(1, 50)), told, maybe(st.integers(0, 366)), told
    ),
    "data_use": st.builds(service.DataUse, words, words, words, told),
    "assurance": st.builds(service.Assurance, told, told, told),
    "consulting": st.builds(service.Consulting, said, told),
    "class1": class_ones(),
    "parties": tuples(parties),
}


@st.composite
def steps(draw):
    """Steps in order: each with or without a margin, the last with or without an end."""
    ends = sorted(draw(st.sets(units, min_size=2, max_size=6)))
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    made = [PriceStep(draw(amounts), upto, draw(st.sampled_from([None, g]))) for upto, g in pairs]
    return (*made, *draw(st.sampled_from([(), (PriceStep(draw(amounts)),)])))


@st.composite
def shapes(draw):
    """One way to say an amount, with what else that way allows."""
    qualifier = draw(st.sampled_from(Qualifier))
    if qualifier is Qualifier.QUOTE:
        return {"qualifier": qualifier}
    mode = draw(st.sampled_from(Mode))
    if mode is Mode.FLAT:
        return {"qualifier": qualifier, "amount": draw(maybe(amounts))}
    return {"qualifier": qualifier, "mode": mode, "steps": draw(steps())}


@st.composite
def times(draw):
    """When it is paid: a campaign and a prepayment only by the month."""
    kind = draw(st.sampled_from(Kind))
    period = draw(st.sampled_from(Period)) if kind is Kind.RECURRING else None
    if period is not Period.MONTH:
        return {"kind": kind, "period": period}
    first = draw(st.integers(1, 120))
    return {
        "kind": kind,
        "period": period,
        "first_month": first,
        "last_month": draw(maybe(st.integers(first, 120))),
        "prepay_months": draw(maybe(st.integers(1, 120))),
    }


@st.composite
def prices(draw, name, others):
    return PriceComponent(
        name=name,
        basis=draw(st.sampled_from(Basis)),
        tax=draw(st.sampled_from(Tax)),
        compulsory=draw(said),
        included=draw(st.integers(0, MOST_UNITS)),
        least=draw(maybe(units)),
        requires=draw(tuples(st.sampled_from(others), 2)) if others else (),
        as_of=draw(maybe(days)),
        source=draw(told),
        **draw(times()),
        **draw(shapes()),
    )


@st.composite
def plans(draw, code):
    names = draw(st.lists(texts, max_size=3, unique=True))
    least = draw(maybe(st.integers(1, 100)))
    return Plan(
        code,
        draw(texts),
        draw(tiers),
        tuple(draw(prices(name, [n for n in names if n != name])) for name in names),
        terminals_min=least,
        terminals_max=draw(maybe(st.integers(least or 1, MOST_UNITS))),
        networks_min=draw(maybe(st.integers(1, 10_000))),
        term_months=draw(maybe(st.integers(0, 120))),
        diagnosed_items=draw(maybe(st.integers(0, 100))),
    )


@st.composite
def evidences(draw):
    issued = draw(days)
    return Evidence(
        draw(tuples(texts, least=1)),
        draw(st.sampled_from(EvidenceKind)),
        draw(texts),
        draw(st.from_regex(r"[0-9a-f]{64}", fullmatch=True)),
        issued=issued,
        lapses=draw(maybe(st.dates(issued, date(2031, 1, 1)))),
        file=draw(told),
    )


@st.composite
def coverages(draw):
    means = draw(st.sampled_from(Means))
    extent = None if means is Means.SELF else draw(st.sampled_from(Extent))
    return Coverage(draw(tiers), draw(texts), means, extent)


@st.composite
def dossiers(draw):
    plan_codes = draw(st.lists(codes, min_size=1, max_size=2, unique=True))
    offering = Offering(
        draw(codes),
        draw(texts),
        draw(texts),
        draw(texts),
        as_of=draw(days),
        plans=tuple(draw(plans(code)) for code in plan_codes),
        **{name: draw(values) for name, values in PARTS.items()},
    )
    declared = draw(tuples(coverages())), draw(tuples(evidences()))
    return Dossier(Provider(draw(codes), draw(texts)), offering, *declared)


class Quoting(yaml.SafeDumper):
    """Writes text in quotes, so that 「1e5」 stays text."""


Quoting.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


@given(dossiers())
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_any_dossier_reads_back_as_it_was_written(dossier):
    """As plain values, as JSON, and as YAML in the block style that people write."""
    plain = dump_dossier(dossier)
    as_json = json.dumps(plain, ensure_ascii=False).encode()
    as_yaml = yaml.dump(plain, Dumper=Quoting, allow_unicode=True).encode()
    assert load_dossier(plain) == dossier
    for raw, name in [(as_json, "a.json"), (as_json, "a.yaml"), (as_yaml, "a.yaml")]:
        again = read_dossier(raw, name)
        assert again == dossier
        assert again.digest == dossier.digest


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
