"""A table by another hand: a small change to a conforming manifest, and the verdict it brings."""

import json
import os
import tomllib
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from conformance.edition import load_edition
from conformance.facts import check_names
from conformance.formal import run_formal
from conformance.judge import judge
from marketplace.codec.dossier import load_dossier, read_dossier
from marketplace.domain.errors import BadInput
from marketplace.domain.tier import TIERS

EDITION = "otasuke/2.0"
DAY = date(2026, 11, 25)
TABLE = tomllib.loads(Path(__file__).with_name("table.toml").read_text(encoding="utf-8"))
ROWS = {
    f"{group['clause']} {group['about']}: {row['value']}": {
        "clause": group["clause"],
        "base": group["base"],
        "tier": "class1",
        "day": DAY,
    }
    | row
    for group in TABLE["group"]
    for row in group["rows"]
}


def place(manifest, path):
    """Find the holder of a value and the key or index under which it stands there."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        manifest = manifest[step]
    return manifest, last


def put(manifest, path, value):
    """Set one value, or append it to a list; 「@part」 stands for a part of the table."""
    if isinstance(value, str) and value.startswith("@"):
        value = TABLE["parts"][value[1:]]
    holder, last = place(manifest, path)
    if isinstance(holder, list) and last == len(holder):
        holder.append(deepcopy(value))
    else:
        holder[last] = deepcopy(value)


def changed(row):
    """Give the manifest of a row as plain values."""
    manifest = deepcopy(TABLE["base"][row["base"]])
    for path, value in row.get("set", {}).items():
        put(manifest, path, value)
    for path in row.get("drop", ()):
        holder, last = place(manifest, path)
        del holder[last]
    return manifest


def answered(verdict, reason):
    return f"{verdict}:{reason}" if reason else str(verdict)


def compiled(row):
    """Judge a row; every clause with its answer and plan."""
    dossier = load_dossier(changed(row))
    report = judge(load_edition(EDITION), dossier, TIERS[row["tier"]], row["day"])
    return {
        found.clause: (answered(found.answered.verdict, found.answered.reason), found.plan)
        for found in report.findings
    }


def chosen():
    """Choose the rows for the formal run: the first of each clause and verdict, and every third."""
    first = {(row["clause"], row["is"]): name for name, row in reversed(ROWS.items())}
    third = list(ROWS)[::3]
    return [name for name in ROWS if name in third or name in first.values()]


@pytest.fixture(scope="module", name="formal")
def _formal(tmp_path_factory):
    """Run the chosen rows, as many at a time as there are processors."""
    folder = tmp_path_factory.mktemp("rows")

    def run(name):
        row = ROWS[name]
        path = folder / f"{list(ROWS).index(name)}.json"
        path.write_text(json.dumps(changed(row), ensure_ascii=False), encoding="utf-8")
        record = run_formal(path, edition=EDITION, tier=row["tier"], day=row["day"])
        found = record["findings"]
        return {f["clause"]: (answered(f["verdict"], f["reason"]), f["plan"]) for f in found}

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(chosen(), pool.map(run, chosen()), strict=True))


@pytest.mark.parametrize("name", ROWS)
def test_a_change_brings_the_verdict_of_the_table(name):
    """The clause of the row answers as written, and names the plan where the row does."""
    row = ROWS[name]
    answer, plan = compiled(row)[row["clause"]]
    assert answer == row["is"]
    assert plan == row.get("plan", plan)


@pytest.mark.parametrize("name", chosen())
def test_the_formal_run_reads_the_row_alike(name, formal):
    """All clauses, not only the row's own, have the same verdict, reason and plan."""
    assert formal[name] == compiled(ROWS[name])


@pytest.mark.parametrize("base", TABLE["base"])
def test_a_base_has_nothing_to_complain_of(base):
    """Whatever a row finds comes from its change."""
    row = {"base": base, "tier": "class1", "day": DAY}
    assert {answer for answer, _ in compiled(row).values()} <= {"conforms", "not_applicable"}


def test_rows_are_told_apart():
    """No row hides another of the same name."""
    assert len(ROWS) == sum(len(group["rows"]) for group in TABLE["group"])


HOURS = "monitoring.network.hours"
AMOUNT = "plans.0.prices.0.amount"

# place → what is written there, as JSON
REFUSED = [
    (HOURS, "null"),
    (HOURS, '"24"'),
    (HOURS, '"２４"'),
    (HOURS, "24.0"),
    (HOURS, "true"),
    (HOURS, "25"),
    (HOURS, "-1"),
    (HOURS, "[24]"),
    ("monitoring.network.hour", "24"),
    ("monitoring.network", "null"),
    ("monitoring.type", "null"),
    ("monitoring.type", '""'),
    ("monitoring.type", '"network"'),
    ("monitoring.type", '"ネットワーク監視型 "'),
    ("monitoring.tools", "null"),
    ("monitoring.tools", "[]"),
    ("monitoring.tools", '[""]'),
    ("monitoring.tools", "[null]"),
    ("monitoring.tools", '"UTM"'),
    ("dispatch.available", "null"),
    ("dispatch.available", "1"),
    ("dispatch.available", '"yes"'),
    ("dispatch.available", '"true"'),
    (AMOUNT, "null"),
    (AMOUNT, '"9800"'),
    (AMOUNT, '"９８００"'),
    (AMOUNT, '"9,800"'),
    (AMOUNT, "true"),
    (AMOUNT, "9800.5"),
    (AMOUNT, "9800.0"),
    (AMOUNT, "NaN"),
    (AMOUNT, "Infinity"),
    (AMOUNT, "-1"),
    (AMOUNT, "10000000000"),
    ("plans.0.prices", "null"),
    ("plans.0.prices.0.compulsory", "null"),
    ("plans.0.prices.0.compulsory", '"true"'),
    ("plans.0.prices.0.tax", "null"),
    ("plans.0.prices.0.tax", '"税抜"'),
    ("plans.0.prices.0.qualifier", '"about"'),
    ("plans.0.prices.0.period", '"week"'),
    ("plans.0.prices.0.period", "null"),
    ("plans.0.terminals_max", "0"),
    ("plans.0.networks_min", "0"),
    ("evidence.0.kind", '"photo"'),
    ("evidence.0.kind", "2"),
    ("evidence.0.issued", '"2026-02-30"'),
    ("evidence.0.issued", '"2026/04/01"'),
    ("evidence.0.lapses", '"2026-03-31"'),
    ("evidence.0.sha256", '"a948904f"'),
]


def altered(path, value):
    return changed({"base": "network", "set": {path: value}})


@pytest.mark.parametrize(("path", "written"), REFUSED)
def test_bad_input_never_reaches_the_engine(path, written):
    """Null and ill-typed values are refused, and the fault names their place."""
    raw = json.dumps(altered(path, json.loads(written)), ensure_ascii=False).encode()
    with pytest.raises(BadInput) as refused:
        read_dossier(raw, "manifest.json")
    expected = path.replace(".0", "[0]")
    assert [fault.place for fault in refused.value.faults if expected in fault.place]


def test_a_quotation_with_an_amount_is_refused():
    """Either the price is on application, or it is known."""
    with pytest.raises(BadInput) as refused:
        load_dossier(altered("plans.0.prices.0.qualifier", "quote"))
    assert [fault.place for fault in refused.value.faults] == ["plans[0].prices[0].amount"]


@pytest.mark.parametrize("fact", ["monitoring.network.hour", "monitoring", "", "OTK-02-1"])
def test_evidence_for_an_unknown_fact_is_refused(fact):
    """A document that supports nothing known is a typing error."""
    facts = altered("evidence.0.facts", [fact])
    with pytest.raises(BadInput):
        check_names(load_dossier(facts))
