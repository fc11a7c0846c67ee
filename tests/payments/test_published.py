"""What we send and what the simulator gives back fit Stripe's own published description."""

import copy
import json
from pathlib import Path

import jsonschema_rs
import pytest

from marketplace.payments.simulator.form import parsed
from marketplace.payments.simulator.transport import SimulatorClient
from marketplace.payments.stripe.gateway import StripeGateway
from marketplace.payments.stripe.settings import API_VERSION

PUBLISHED = json.loads(Path(__file__).with_name("stripe.openapi.json").read_text("utf-8"))


def validator(schema):
    return jsonschema_rs.Draft202012Validator(schema | {"$defs": PUBLISHED["$defs"]})


REQUEST = validator(PUBLISHED["request"])
OBJECTS = {name: validator(schema) for name, schema in PUBLISHED["objects"].items()}
ERROR = validator(PUBLISHED["$defs"]["error"])


def numbered(value):
    """Texts of a form that are whole numbers; a form knows texts only."""
    if isinstance(value, dict):
        return {name: numbered(one) for name, one in value.items()}
    if isinstance(value, list):
        return [numbered(one) for one in value]
    return int(value) if value.isascii() and value.isdigit() else value


class Heard(SimulatorClient):
    """The simulator's transport, with everything that went through it."""

    def __init__(self, simulator):
        super().__init__(simulator)
        self.bodies, self.answers = [], []

    def request(self, method, url, headers, post_data=None, *, _usage=None):
        answer = super().request(method, url, headers, post_data)
        self.bodies += [post_data] if post_data else []
        self.answers.append(json.loads(answer[0]))
        return answer


@pytest.fixture
def heard(settings, simulator, checkout_of):
    """Give everything that is said while one session is declined, and then paid."""
    client = Heard(simulator)
    gateway, checkout = StripeGateway(settings, client), checkout_of()
    session = gateway.open_checkout(checkout)
    for step in (simulator.decline, simulator.pay):
        gateway.session(session.ref, checkout.account)
        step(session.ref)
    gateway.session(session.ref, checkout.account)
    return client


def test_the_description_is_of_the_version_we_speak():
    assert PUBLISHED["version"] == API_VERSION


def test_our_request_is_what_is_published(heard):
    (body,) = heard.bodies
    sent = numbered(parsed(body))
    assert sent["line_items"][-1]["price_data"]["product_data"]["name"] == "消費税（10%）"
    assert [str(error) for error in REQUEST.iter_errors(sent)] == []


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (("modus",), "payment"),
        (("mode",), "pay"),
        (("locale",), "jp"),
        (("expires_at",), "soon"),
        (("line_items", 0, "amount"), 1),
        (("line_items", 0, "price_data", "unit_amount"), "10.5"),
        (("line_items", 0, "price_data", "product_data", "title"), "x"),
        (("payment_intent_data", "meta"), {}),
    ],
)
def test_a_misspelt_request_is_found(heard, way, value):
    """The description would have told us of a parameter that does not exist."""
    wrong = copy.deepcopy(numbered(parsed(heard.bodies[0])))
    place = wrong
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = value
    assert not REQUEST.is_valid(wrong)


def test_every_object_of_the_simulator_is_what_is_published(heard, simulator):
    found = [*heard.answers, *simulator.shelf.events()]
    found += [event["data"]["object"] for event in simulator.shelf.events()]
    kinds = {one["object"] for one in found}
    assert kinds == {"checkout.session", "payment_intent", "event"}
    for one in found:
        assert [str(error) for error in OBJECTS[one["object"]].iter_errors(one)] == []


def test_a_planted_property_is_found(heard):
    session = heard.answers[0]
    assert not OBJECTS["checkout.session"].is_valid(session | {"paid": True})
    assert not OBJECTS["checkout.session"].is_valid(session | {"status": "done"})
    assert not OBJECTS["checkout.session"].is_valid({"id": session["id"]})


def test_an_expired_session_and_an_error_are_what_is_published(
    simulator, gateway, checkout_of, clock
):
    session = gateway.open_checkout(checkout_of())
    clock.after(hours=3)
    assert OBJECTS["checkout.session"].is_valid(simulator.shown(session.ref))
    _, body, _ = simulator.answer("POST", "/v1/checkout/sessions", {}, "")
    assert [str(error) for error in ERROR.iter_errors(body)] == []
