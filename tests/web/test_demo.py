"""The demo's banner, its business day, and what follows from moving it."""

from dataclasses import replace

import pytest

from marketplace.domain.organisation import Actor
from marketplace.store import business_day, organisations


def moves(visitor, days, back="/services"):
    return visitor.sends("/", "/demo/day", {"days": days, "next": back})


def test_every_page_says_that_it_is_a_demo(addresses, inside):
    """The banner stands on every page, with the business day."""
    for audience, address in addresses:
        answer = inside[audience].opens(address)
        if answer.mimetype == "text/html":
            page = answer.get_data(as_text=True)
            assert "デモ: 会社・サービス・金額はすべて架空です" in page, address
            assert "2026年11月25日" in page, address
            assert "公式サイトではありません" in page, address


def test_a_certificate_lapses_by_the_clock_alone(store, visitor, scene):
    """The day after its last one the listing is gone; nobody did anything."""
    assert "見張りUTM" in visitor.opens("/services").get_data(as_text=True)
    answer = moves(visitor, "731")
    assert (answer.status_code, answer.location) == (303, "/services")
    page = visitor.opens("/services").get_data(as_text=True)
    assert "業務日を2028年11月25日に進めました" in page
    assert "いま掲載されているサービスは、ありません" in page
    lapsed = visitor.opens(f"/certificates/{scene.certificate}").get_data(as_text=True)
    assert "2028年11月24日に終わりました" in lapsed
    with store.read() as book:
        assert business_day.business_day(book).isoformat() == "2028-11-25"


def test_pages_and_acts_go_by_the_business_day(enters, world, scene, visitor):
    """After the time for an answer the provider is offered none, and a form kept open is late."""
    page, provider = f"/provider/applications/{scene.waiting}", enters(world.provider)
    starts = {"starts_on_y": "2026", "starts_on_m": "12", "starts_on_d": "20"}
    kept = provider.opens(page)
    moves(visitor, "15")
    shown = provider.opens(page).get_data(as_text=True)
    assert "回答なしで期限切れ" in shown
    assert f'action="{page}/accept"' not in shown
    answer = provider.sends_on(kept, page + "/accept", starts)
    assert answer.status_code == 422
    assert "回答期限（2026年12月9日）" in answer.get_data(as_text=True)


@pytest.mark.parametrize("days", ["0", "-1", "x", "", "3661", "9999999999"])
def test_the_day_moves_forward_only(store, visitor, world, days):
    """Anything else is refused in Japanese, and the day stays."""
    answer = moves(visitor, days)
    assert answer.status_code == 422
    assert "進める日数" in answer.get_data(as_text=True)
    with store.read() as book:
        assert business_day.business_day(book) is None


def test_signing_out_ends_the_session(enters, world):
    """Afterwards the doors are closed again."""
    company = enters(world.company)
    assert company.sends("/sme/", "/signout").status_code == 303
    assert company.opens("/sme/").location.startswith("/signin")


def test_nobody_acts_for_an_organisation_that_is_not_fictional(store, enters, world):
    """A real organisation in the store of a demo: its people act for nobody."""
    org = replace(
        world.company.org, ref="og_realaaaaaaaaaaaa", name="実在株式会社", fictional=False
    )
    with store.act() as book:
        organisations.add_organisation(book, org)
        book.session.flush()
        organisations.add_membership(book, world.company.person.ref, org.ref)
    real = enters(Actor(world.company.person, org))
    assert real.opens("/sme/").location.startswith("/account/organisations")
    assert real.opens("/organisation/").location.startswith("/account/organisations")
    page = real.opens("/demo/people").get_data(as_text=True)
    assert "実在株式会社" not in page.partition("<main")[2]
