"""Every route says for whom it is.

The web declares it as ``app.extensions["audiences"]``: endpoint → audience.
"""

import pytest
from flask import Flask

AUDIENCES = {
    "public",
    "sme",
    "provider",
    "certifier",
    "buyer",
    "api",
    "webhooks",
    "operator",
    "account",
    "organisation",
    "company-api",
    "demo",
}


def declared(app):
    """Give what the application declares; the one place to adapt to another contract."""
    return app.extensions.get("audiences", {})


def endpoints(app):
    """Give the endpoints of all routes; static files are public."""
    rules = {rule.endpoint for rule in app.url_map.iter_rules()}
    return {endpoint for endpoint in rules if endpoint.split(".")[-1] != "static"}


def undeclared(app):
    """Give the endpoints without an audience that we know."""
    return {e for e in endpoints(app) if declared(app).get(e) not in AUDIENCES}


def test_every_route_has_an_audience(app):
    """A new route cannot be left open by forgetting whom it serves."""
    assert endpoints(app)
    assert undeclared(app) == set()


def test_every_declaration_has_a_route(app):
    """A declaration whose route is gone goes too."""
    assert set(declared(app)) - endpoints(app) - {"static"} == set()


@pytest.mark.parametrize("audiences", [{}, {"planted": "everyone"}, {"other": "public"}])
def test_a_planted_route_is_found(audiences):
    """A route without an audience, or with an unknown one, is named."""
    planted = Flask("planted", static_folder=None)
    planted.add_url_rule("/planted", "planted", lambda: "")
    planted.extensions["audiences"] = audiences
    assert undeclared(planted) == {"planted"}
