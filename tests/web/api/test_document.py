"""The OpenAPI document is true: schemathesis asks what it allows, and what it forbids."""

import re
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.core.failures import FailureGroup
from werkzeug.exceptions import MethodNotAllowed

from marketplace.store import Store
from marketplace.web.api import editions
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from tests.bench.market import NOW

EXAMPLES = 20
REF = re.compile(r"[a-z]{2,4}_[a-z2-7]{16}\Z")
WORD = re.compile(r"[A-Za-z0-9]")
KNOWN = {"family": "otasuke", "version": "2.0", "key": "OTK-05-1"}
LISTED = []


def config(store):
    return WebConfig(store, "k" * 32, demo=False, clock=lambda: NOW)


# The document needs no store, so that there is a test for each operation before there is a market.
app = create_app(config(Store.sqlite("never-opened.sqlite3")))
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


@pytest.fixture(scope="module", autouse=True)
def _asked(market, every):
    """Ask the full market."""
    app.extensions["market"] = config(market.store)
    LISTED[:] = sorted({row["offering"]["ref"] for row in every()["known"]})


@schema.hook
def map_path_parameters(context, path_parameters):
    """What is spelt as a name is mostly made one that exists, or all that is found is 404."""
    given = path_parameters or {}
    if REF.match(str(given.get("ref", ""))):
        return {"ref": LISTED[len(set(given["ref"])) % len(LISTED)]}
    if all(isinstance(value, str) and WORD.match(value) for value in given.values()):
        return {name: KNOWN.get(name, value) for name, value in given.items()}
    return given


@schema.hook
def filter_query(context, query):
    """The one rule that a document cannot say: PCs and servers are not both none."""
    return not query or [str(query.get(name, 1)) for name in ("pcs", "servers")] != ["0", "0"]


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_check_of_schemathesis(case):
    """Statuses, types, schemas, headers; what is wrong is refused, what is right is taken."""
    case.call_and_validate()


def test_the_document_is_valid(reads):
    """OpenAPI 3.1 by its own schema; every route of the API stands in it."""
    schema.validate()
    made = reads("openapi.json").json
    assert made["openapi"] == "3.1.0"
    assert len(made["paths"]) == 8
    assert {tuple(path) for path in made["paths"].values()} <= {("get",), ("get", "parameters")}


def test_the_manual_names_everything(reads):
    """docs/api.md has every address and every parameter of the document."""
    manual = Path(__file__).parents[3].joinpath("docs", "api.md").read_text("utf-8")
    for path, item in reads("openapi.json").json["paths"].items():
        assert f"`{path}`" in manual
        asked = [one["name"] for one in item["get"]["parameters"] if one["in"] == "query"]
        assert [name for name in asked if f"`{name}`" not in manual] == []


def test_no_name_is_used_twice(reads):
    """Each operation has a name and a Japanese sentence of its own."""
    told = [path["get"] for path in reads("openapi.json").json["paths"].values()]
    assert len({one["operationId"] for one in told}) == len({one["summary"] for one in told}) == 8
    assert all(re.search("[ぁ-ん]", one["summary"]) for one in told)


@pytest.mark.parametrize(
    "planted",
    [
        {"day": "2026-11-25", "editions": [], "more": 1},
        {"day": "yesterday", "editions": []},
        {"editions": []},
    ],
)
def test_a_planted_fault_is_found(monkeypatch, planted):
    """A field too many, of another kind, or too few is noticed."""
    monkeypatch.setattr(editions, "_editions", lambda _: planted)
    case = schema["/api/v1/editions"]["GET"].Case()
    with pytest.raises(FailureGroup):
        case.call_and_validate()


def test_a_lost_allow_header_is_found(monkeypatch):
    """The first thing that schemathesis finds in the library alone."""
    monkeypatch.setitem(app.error_handler_spec[None], 405, {MethodNotAllowed: lambda _: ("", 405)})
    case = schema["/api/v1/editions"]["GET"].Case(method="POST")
    with pytest.raises(FailureGroup):
        case.call_and_validate()
