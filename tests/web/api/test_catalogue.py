"""The catalogue for programs: the page's search, its figures, and its refusals."""

import pytest

from marketplace.desk.catalogue.listing import catalogue
from marketplace.domain.price import Size
from marketplace.store import counters
from marketplace.web.api import answers
from tests.bench.market import DAY

SIZES = [Size(28, 2, 2), Size(1, 0, 1), Size(5, 1, 1), Size(60, 3, 4), Size(9_000, 40, 12)]
FIRST = ("known", "unpriced", "unsold")


def asks(size, months=24):
    return {"pcs": size.pcs, "servers": size.servers, "networks": size.networks, "months": months}


def place(row):
    return row["offering"]["ref"], row["plan"]["code"]


@pytest.mark.parametrize("months", [1, 24, 36])
@pytest.mark.parametrize("size", SIZES)
def test_every_total_equals_the_tariff(market, every, size, months):
    """Each plan, each sum; and a person can add the lines up to the same total."""
    found = every(**asks(size, months))
    told = {place(row): row["cost"] for name in FIRST for row in found[name]}
    with market.store.read() as book:
        rows = catalogue(book, DAY, size, months)
    assert len(told) == len(rows) == 60
    for row in rows:
        plan = row.listing.plan
        cost, due = told[row.listing.entry.ref, plan.code], plan.tariff.breakdown(size, months, DAY)
        for name in ("monthly", "yearly", "one_time", "total", "effective_monthly"):
            assert cost[f"{name}_ex_tax"] == getattr(due, f"{name}_ex_tax"), plan
        lines = sum(line["amount_ex_tax"] * line["payments"] for line in cost["charges"])
        assert cost["total_ex_tax"] == (None if cost["not_known"] else lines)


def test_the_order_is_the_page_s(every):
    """Known totals ascend; what is unknown or not sold stands apart."""
    found = every(**asks(SIZES[0]))
    totals = [row["cost"]["total_ex_tax"] for row in found["known"]]
    assert totals == sorted(totals)
    assert {row["cost"]["total_ex_tax"] for row in found["unpriced"]} == {None}
    assert {row["sold"] for row in found["unsold"]} == {False}
    assert all(found[name] for name in FIRST)


def test_pages_hold_everything_once(reads, every):
    """Fifty rows a page; the last one has no next, and one beyond it is empty."""
    first = reads("catalogue", {"pcs": 28}).json
    rows = [place(row) for some in list(every(pcs=28).values())[:4] for row in some]
    assert len(rows) == len(set(rows)) == sum(first["counts"].values()) == 60
    assert sum(len(first[name]) for name in first["counts"]) == first["page"]["size"] == 50
    assert (first["page"]["of"], first["page"]["previous"]) == (2, None)
    beyond = reads("catalogue", {"pcs": 28, "page": 9}).json
    assert not any(beyond[name] for name in beyond["counts"])
    assert beyond["page"]["previous"].endswith("page=2")
    assert (beyond["page"]["next"], beyond["counts"]) == (None, first["counts"])


def test_conditions_count_and_say_why(reads):
    """Counts leave their own facet aside; what fails says which condition first."""
    asked = {"pcs": 28, "tier": ["class2"], "area": ["27"]}
    found = reads("catalogue", asked).json
    assert found["asked"]["tier"] == ["class2"]
    tiers = next(one for one in found["facets"] if one["name"] == "tier")["values"]
    counted = {one["value"]: one["count"] for one in tiers}
    assert counted["class2"] == sum(found["counts"][name] for name in FIRST)
    assert counted["class1"] > 0
    assert [one["value"] for one in tiers if one["chosen"]] == ["class2"]
    assert {row["failed"] for row in found["missed"]} == {"tier", "area"}
    assert {row["value"] for row in found["missed"]} == {None, "27"}
    assert sum(found["counts"].values()) == 60


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("pcs=0&servers=0", "pcs"),
        ("pcs=1000000000", "pcs"),
        ("pcs=-1", "pcs"),
        ("pcs=many", "pcs"),
        ("pcs=１２", "pcs"),
        ("pcs=", "pcs"),
        ("pcs=true", "pcs"),
        ("pcs=1.5", "pcs"),
        ("pcs=1&pcs=2", "pcs"),
        ("servers=x", "servers"),
        ("networks=0", "networks"),
        ("months=0", "months"),
        ("months=121", "months"),
        ("page=0", "page"),
        ("tier=gold", "tier"),
        ("area=48", "area"),
        ("term=x", "term"),
        ("price=-1", "price"),
        ("basis=", "basis"),
        ("sort=insurance", "sort"),
    ],
)
def test_what_cannot_be_used_is_named(reads, query, field):
    """422, with the field, in Japanese; a parameter that is not there is no wish."""
    answer = reads("catalogue", query, Accept="text/html")
    assert answer.status_code == answer.json["status"] == 422
    assert answer.json["error"] == "bad_fields"
    assert [point["field"] for point in answer.json["errors"]] == [field]
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_fault_is_named_at_once(reads):
    """Nobody mends one field after another."""
    answer = reads("catalogue", "pcs=x&months=0&sort=1")
    assert {point["field"] for point in answer.json["errors"]} == {"pcs", "months", "sort"}


def test_a_second_reading_is_not_built(full, market, reads, monkeypatch):
    """304 from the version of the catalogue alone; a change of it is answered anew."""
    first = reads("catalogue", {"pcs": 7})
    tag = {"If-None-Match": first.headers["ETag"]}
    assert not first.headers["ETag"].startswith("W/")

    def never(_):
        raise AssertionError("built again")

    with monkeypatch.context() as patch:
        patch.setattr(answers, "_spelt", never)
        again = reads("catalogue", {"pcs": 7}, **tag)
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert reads("catalogue", {"pcs": 8}, **tag).status_code == 200
    with market.store.act() as book:
        counters.raise_catalogue_version(book)
    with monkeypatch.context() as patch:
        patch.setattr(answers, "_spelt", lambda _: b"{}")
        assert reads("catalogue", {"pcs": 7}, **tag).status_code == 200
    full.extensions["api_digests"].made.clear()


def test_digests_are_bounded():
    """Whoever asks for ever new sizes takes no more memory than a page of them."""
    kept = answers.Digests()
    for number in range(answers.MOST_KEPT + 1):
        kept.keep(number, "x")
    assert len(kept.made) == 1
