"""The market of the web's tests, walked over as somebody with bad intentions would."""

import re
from pathlib import Path

import pytest

import marketplace.web
from tests.web.clocks import clock  # noqa: F401 - fixture
from tests.web.conftest import (  # noqa: F401 - fixtures
    app,
    config,
    confirmed,
    diagnosed,
    diagnosis_pages,
    enters,
    everything,
    inside,
    lists,
    manifest,
    pages,
    scene,
    second,
    settles,
    visitor,
)

FIELD = re.compile(r'(?:\bget|getlist|text|whole|choice|day|ticked)\(\s*"([a-z][a-z_]{0,30})"')

COUNTED = {"pcs", "servers", "networks", "months", "staff", "page"}
"""Fields whose names are made up of parts where they are read."""


@pytest.fixture(scope="session")
def fields():
    """Give the name of every field and condition that any view reads."""
    sources = Path(marketplace.web.__file__).parent.rglob("*.py")
    found = COUNTED | {name for file in sources for name in FIELD.findall(file.read_text("utf-8"))}
    assert {"email", "password", "reason", "next", "token"} <= found
    return sorted(found - {"csrf_token"})


@pytest.fixture
def routes(app):  # noqa: F811
    """Give a way to list the routes of a method as (rule, audience); those of machines aside."""
    audiences = app.extensions["audiences"]

    def of(method):
        rules = [rule for rule in app.url_map.iter_rules() if method in rule.methods]
        pairs = [(rule, audiences[rule.endpoint]) for rule in rules]
        return [pair for pair in pairs if pair[1] != "webhooks"]

    return of


@pytest.fixture
def address(app):  # noqa: F811
    """Give a way to make the address of a route, the same text in every place of it."""

    def of(rule, text):
        with app.test_request_context():
            values = {name: _fitting(rule, name, text) for name in rule.arguments}
            return app.url_for(rule.endpoint, **values)

    return of


def _fitting(rule, name, text):
    number = type(rule._converters[name]).__name__ == "IntegerConverter"
    return (int(text) if text.isdigit() else 0) if number else text
