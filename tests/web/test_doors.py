"""Every page opens for its audience and for nobody else."""

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from marketplace.web.app import create_app
from marketplace.web.audience import Audience, Door, declare
from marketplace.web.config import WebConfig

GUARDED = ("sme", "provider", "certifier")


@pytest.fixture
def database():
    """Doors are the same on every database."""
    return "sqlite"


def test_every_page_opens_for_its_audience(addresses, inside):
    """Each page answers, with one heading of the first rank and its language."""
    for audience, address in addresses:
        answer = inside[audience].opens(address)
        assert answer.status_code == 200, address
        if answer.mimetype == "text/html":
            text = answer.get_data(as_text=True)
            assert text.count("<h1") == 1, address
            assert '<html lang="ja">' in text


def test_every_page_is_refused_to_other_audiences(addresses, inside):
    """The others are told so on a page, and what they are not shown is not in it."""
    guarded = [(audience, address) for audience, address in addresses if audience in GUARDED]
    pairs = [(other, a) for audience, a in guarded for other in set(GUARDED) - {audience}]
    for other, address in pairs:
        answer = inside[other].opens(address)
        assert answer.status_code == 403, (other, address)
        assert "別の立場の人" in answer.get_data(as_text=True)


def test_nobody_is_sent_to_the_role_switcher(addresses, visitor):
    """A page behind a door leads to the switcher, which leads back."""
    for audience, address in addresses:
        if audience in GUARDED:
            answer = visitor.opens(address)
            assert answer.status_code == 303, address
            assert answer.location.startswith("/demo/people?next=/"), address


def test_every_act_is_refused_to_nobody_and_to_others(app, inside, visitor, scene):
    """A form that is sent from outside its audience does nothing."""
    audiences = app.extensions["audiences"]
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]
    for rule in (rule for rule in rules if audiences[rule.endpoint] in GUARDED):
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **dict.fromkeys(rule.arguments, scene.open))
        other = next(one for one in GUARDED if one != audiences[rule.endpoint])
        assert visitor.sends("/editions", address).status_code == 401, address
        assert inside[other].sends("/editions", address).status_code == 403, address


def test_a_paper_of_somebody_else_is_not_found(enters, world, scene):
    """Within an audience, what belongs to another organisation does not exist."""
    rival, stranger = enters(world.rival), enters(world.stranger)
    for path in (f"submissions/{scene.open}", f"applications/{scene.waiting}"):
        assert rival.opens(f"/provider/{path}").status_code == 404
    for path in (f"applications/{scene.waiting}", f"invoices/{scene.invoice}"):
        assert stranger.opens(f"/sme/{path}").status_code == 404


def test_without_a_demo_nobody_signs_in(store, world, config):
    """No switcher, no banner, and a session signed with the real key is nobody's."""
    app = create_app(WebConfig(store, config.secret_key, demo=False, clock=config.clock))
    client = app.test_client()
    cookie = forged(app, {"actor": [world.provider.person.ref, world.provider.org.ref]})
    client.set_cookie("otasuke", cookie, secure=True)
    assert client.get("/demo/people", base_url="https://localhost").status_code == 404
    assert client.get("/provider/", base_url="https://localhost").status_code == 401
    assert "デモ" not in client.get("/", base_url="https://localhost").get_data(as_text=True)


@pytest.mark.parametrize("claim", ["x", ["a", "b"], ["a"], {"a": 1}, [["a"], ["b"]], 1])
def test_a_session_that_names_nobody_is_nobody(app, world, claim):
    """A claim that no person of the demo matches opens no door."""
    client = app.test_client()
    client.set_cookie("otasuke", forged(app, {"actor": claim}))
    assert client.get("/provider/").status_code == 303


def forged(app, session):
    """Sign a session as the application would."""
    return SecureCookieSessionInterface().get_signing_serializer(app).dumps(session)


def test_a_person_that_is_not_there_cannot_be_chosen(visitor, world):
    """The switcher offers whom it lists, nobody else."""
    chosen = {"person": world.provider.person.ref, "org": world.rival.org.ref}
    answer = visitor.sends("/demo/people", "/demo/people", chosen)
    assert answer.status_code == 404
    assert visitor.opens("/provider/").status_code == 303


def test_a_route_without_an_audience_stops_the_start():
    """Whoever adds a route outside the doors learns it at once."""
    app = Flask("planted", static_folder=None)
    app.add_url_rule("/planted", "planted", lambda: "")
    with pytest.raises(RuntimeError, match="planted"):
        declare(app, Door(Audience.PUBLIC))
