"""The menu of each audience: one row of few words, and the place of the page marked in it."""

import re

import pytest

from marketplace.store import organisations
from marketplace.web import links

MOST = 5
"""Entries that fit one row at 1280 px beside the brand and the organisation."""

MARKED = re.compile(r'<a href="([^"]+)" aria-current="(\w+)"')


@pytest.fixture
def database():
    """Menus are the same on every database."""
    return "sqlite"


@pytest.mark.parametrize("kind", links.MENUS)
def test_a_menu_is_short(kind):
    """What does not fit stands together under one word."""
    assert len(links.MENUS[kind]) <= MOST


def test_every_entry_leads_somewhere(app):
    """Each to a page of its own, none twice in one menu."""
    with app.test_request_context():
        for rows in links.MENUS.values():
            places = [to for row in rows for _, to in links._leaves(row)]
            assert len(places) == len(set(places))
            assert all(app.url_for(to) for to in places)


def head_of(answer):
    return answer.get_data(as_text=True).split("</header>")[0]


def test_the_page_itself_is_marked(enters, world):
    """Exactly one, as the page; a home is not the place of every page below it."""
    visitor = enters(world.company)
    assert MARKED.findall(head_of(visitor.opens("/sme/quotes"))) == [("/sme/quotes", "page")]
    assert MARKED.findall(head_of(visitor.opens("/sme/"))) == [("/sme/", "page")]


def test_a_page_below_marks_where_it_belongs(enters, world, scene):
    """The entry as a place (not as this page), and the word that it stands under."""
    head = head_of(enters(world.company).opens(f"/sme/quotes/{scene.quote}"))
    assert MARKED.findall(head) == [("/sme/quotes", "true")]
    assert '<summary class="here">申込み・契約</summary>' in head


def test_a_page_outside_the_menu_marks_nothing(visitor):
    """The front page, and what is not there."""
    for path in ("/", "/nothing", "/servicesx"):
        assert MARKED.findall(head_of(visitor.opens(path))) == []


def test_the_organisation_and_the_role_stand_in_the_head(enters, world):
    """Whoever belongs to one organisation is not asked which; the way out is a form."""
    head = head_of(enters(world.company).opens("/sme/"))
    assert world.company.org.name in head
    assert world.company.role.label in head
    assert "どの組織として使うか" not in head
    assert "サインアウト" in head


def test_several_organisations_can_be_switched(store, enters, world):
    """By sending a form, the present one marked; the choice holds on the next page."""
    other = world.provider.org
    with store.act() as book:
        organisations.add_membership(book, world.company.person.ref, other.ref)
    visitor = enters(world.company)
    head = head_of(visitor.opens("/sme/"))
    assert re.search(rf'value="{world.company.org.ref}" aria-current="true"', head)
    assert f'value="{other.ref}"' in head
    chosen = visitor.sends("/sme/", "/account/organisations", {"org": other.ref, "next": "/sme/"})
    assert chosen.location == "/provider/"
    assert other.name in head_of(visitor.opens("/provider/"))
