"""Every page opens for its audience and for nobody else, and for nobody without a sign-in."""

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from marketplace.domain.organisation import Actor, Person, Role
from marketplace.store import members, organisations
from marketplace.web.audience import Audience, Door, declare

KINDS = ("sme", "provider", "certifier", "buyer", "operator")
"""Audiences that are one kind of organisation."""

INSIDE = (*KINDS, "account", "organisation")
"""Audiences that somebody who is signed in has."""


@pytest.fixture
def database():
    """Doors are the same on every database."""
    return "sqlite"


@pytest.fixture
def posts(app, scene):
    """Give every form behind a door as (audience, endpoint, address)."""
    audiences = app.extensions["audiences"]
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]
    found = []
    with app.test_request_context():
        for rule in (rule for rule in rules if audiences[rule.endpoint] in INSIDE):
            address = app.url_for(rule.endpoint, **dict.fromkeys(rule.arguments, scene.open))
            found.append((audiences[rule.endpoint], rule.endpoint, address))
    return found


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
    guarded = [(audience, address) for audience, address in addresses if audience in KINDS]
    pairs = [(other, a) for audience, a in guarded for other in set(KINDS) - {audience}]
    for other, address in pairs:
        answer = inside[other].opens(address)
        assert answer.status_code == 403, (other, address)
        assert "別の立場の人" in answer.get_data(as_text=True)


def test_nobody_is_sent_to_sign_in(addresses, downloads, visitor):
    """A page or a file behind a door leads to the sign-in, which leads back."""
    behind = [a for audience, a in [*addresses, *downloads] if audience in INSIDE]
    assert len(behind) > len(INSIDE)
    for address in behind:
        answer = visitor.opens(address)
        assert answer.status_code == 303, address
        assert answer.location.startswith("/signin?next=/"), address


def test_every_act_is_refused_to_nobody_and_to_others(posts, inside, visitor, everything):
    """A form that is sent from outside its audience does nothing."""
    before = everything()
    for audience, _, address in posts:
        assert visitor.sends("/editions", address).status_code == 401, address
        for other in set(KINDS) - {audience} if audience in KINDS else ():
            assert inside[other].sends("/editions", address).status_code == 403, address
    assert everything() == before


def test_who_belongs_to_nobody_has_an_account_alone(store, addresses, enters, world, now):
    """Whoever has left the last organisation is led to the choice of one."""
    plain = colleague(store, world.company, "ps_loneaaaaaaaaaaaaa", Role.VIEWER)
    lone = enters(plain)
    with store.act() as book:
        members.end_membership(book, world.company, plain.person.ref, now)
    for audience, address in addresses:
        if audience in {"sme", "organisation"}:
            answer = lone.opens(address)
            assert answer.status_code == 303, address
            assert answer.location.startswith("/account/organisations?next="), address
        if audience == "account":
            assert lone.opens(address).status_code == 200, address


OWN = {
    "organisation.leave": "everybody may go",
    "provider.open_evidence": "looking at one's own file is noted",
    "certifier.open_evidence": "looking at a file is noted",
}
"""Forms by which somebody who only looks changes something → why."""


@pytest.mark.parametrize("name", ["company", "provider", "certifier", "buyer", "operator"])
def test_who_only_looks_changes_nothing(store, posts, enters, *, world, everything, name):
    """Every form of the own organisation, sent by a VIEWER: no row is another one."""
    of = getattr(world, name)
    viewer = enters(colleague(store, of, "ps_vieweraaaaaaaaaaa", Role.VIEWER))
    mine = {of.kind.value, "organisation"}
    before = everything()
    for audience, endpoint, address in posts:
        if audience in mine and endpoint not in OWN:
            answer = viewer.sends("/editions", address)
            assert answer.status_code in {200, 400, 404, 409, 415, 422, 503}, address
    assert everything() == before


def colleague(store, actor, ref, role):
    """Give one more person of an organisation."""
    person = Person(ref, "同僚", f"{ref}@example.jp")
    with store.act() as book:
        organisations.add_person(book, person)
        book.session.flush()
        organisations.add_membership(book, ref, actor.org.ref, role)
    return Actor(person, actor.org, role)


def test_a_paper_of_somebody_else_is_not_found(enters, world, scene):
    """Within an audience, what belongs to another organisation does not exist."""
    rival, stranger = enters(world.rival), enters(world.stranger)
    for path in (f"submissions/{scene.open}", f"applications/{scene.waiting}"):
        assert rival.opens(f"/provider/{path}").status_code == 404
    for path in (f"applications/{scene.waiting}", f"invoices/{scene.invoice}"):
        assert stranger.opens(f"/sme/{path}").status_code == 404


@pytest.mark.parametrize(
    "claim", ["x", ["a", "b"], ["a"], {"a": 1}, [["a"], ["b"]], 1, ["a", 1], ["a", 10**20]]
)
def test_a_session_that_names_nobody_is_nobody(app, world, claim):
    """A claim that no session of the store matches opens no door, however well it is signed."""
    client = app.test_client()
    client.set_cookie("otasuke", forged(app, {"signed_in": claim, "actor": claim}))
    answer = client.get("/provider/")
    assert answer.status_code == 303
    assert answer.location.startswith("/signin?")


def forged(app, session):
    """Sign a session as the application would."""
    return SecureCookieSessionInterface().get_signing_serializer(app).dumps(session)


def test_a_route_without_an_audience_stops_the_start():
    """Whoever adds a route outside the doors learns it at once."""
    app = Flask("planted", static_folder=None)
    app.add_url_rule("/planted", "planted", lambda: "")
    with pytest.raises(RuntimeError, match="planted"):
        declare(app, Door(Audience.PUBLIC))
