"""The first page of each audience says what to do next, and is ready at once."""

import re
import time
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from marketplace.domain.organisation import OrgKind
from marketplace.store import business_day, organisations
from marketplace.store.rows import OrganisationRow
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from marketplace.web.waiting import urgency
from tests.conftest import NOW
from tests.web.conftest import KEY, Visitor

MOST_SECONDS = 0.050
"""CPU of the server for one home page of the demo."""

TODAY = date(2026, 11, 25)
HOMES = {
    OrgKind.SME: "/sme/",
    OrgKind.PROVIDER: "/provider/",
    OrgKind.CERTIFIER: "/certifier/",
    OrgKind.BUYER: "/buyer/",
    OrgKind.OPERATOR: "/operator/",
}


def heading(answer):
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return re.search(r"<h1[^>]*>(.*?)</h1>", answer.get_data(as_text=True), re.DOTALL)[1]


def text(answer):
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, ""),
        (TODAY + timedelta(days=8), ""),
        (TODAY + timedelta(days=7), "あと7日"),
        (TODAY, "今日まで"),
        (TODAY - timedelta(days=2), "期限を2日過ぎています"),
    ],
)
def test_the_nearness_of_an_end_is_said_in_words(due, words):
    """Not by colour alone, and only when it is near."""
    assert urgency(due, TODAY) == words


def test_the_public_home_asks_who_one_is(visitor):
    """Four ways in, the counts, and the state of things without a claim."""
    page = text(visitor.opens("/"))
    for address in ("/sme/diagnosis", "/sme/", "/provider/check", "/certifier/", "/buyer/"):
        assert f'href="{address}"' in page, address
    assert 'action="/services"' in page
    assert "本サイト掲載分" in page
    assert "まだ取得できません" in page


def test_a_new_company_is_led_to_the_diagnosis(enters, world):
    """With its one step marked, and its people."""
    answer = enters(world.company).opens("/sme/")
    assert heading(answer) == "まず、足りないところを診断しましょう"
    page = text(answer)
    assert page.count('aria-current="step"') == 1
    assert "同僚を招いて" in page


def test_a_company_sees_what_is_due(enters, world, scene):
    """An invoice and an application, and the step after them."""
    page = text(enters(world.company).opens("/sme/"))
    assert "いま、待っていることが 2件あります" in page
    assert f"/sme/invoices/{scene.invoice}" in page
    assert f"/sme/contracts/{scene.contract}" in page
    assert "いちばん早い回答期限は2026年12月9日" in page


def test_a_company_is_told_how_near_the_end_is(store, enters, world, scene):
    """When the business day comes near it."""
    with store.act() as book:
        business_day.set_business_day(book, date(2026, 12, 7))
    page = text(enters(world.company).opens("/sme/"))
    assert "あと2日" in page
    assert scene.waiting in page


def test_a_provider_sees_its_counts_and_what_it_lacks(enters, world, scene):
    """What is listed, under review, waiting."""
    page = text(enters(world.provider).opens("/provider/"))
    assert "いま、することが 1件あります" in page
    assert re.search(r"掲載中</dt><dd><a[^>]*>1件", page)
    assert re.search(r"審査中の申請</dt><dd><a[^>]*>1件", page)
    assert "組織の届け出に、足りないところ" not in page
    assert scene.waiting in page


def test_a_provider_without_an_account_is_told(enters, world, store):
    """Of what keeps it from being paid."""
    with store.act() as book:
        mine = OrganisationRow.ref == world.provider.org.ref
        book.session.execute(update(OrganisationRow).where(mine).values(bank_account=None))
    page = text(enters(world.provider).opens("/provider/"))
    assert "組織の届け出に、足りないところがあります" in page
    assert "振込先の口座" in page


def test_what_ends_soon_is_on_the_providers_page(store, enters, world, scene):
    """A certificate before its last day, and after it."""
    with store.act() as book:
        business_day.set_business_day(book, date(2028, 10, 1))
    page = text(enters(world.provider).opens("/provider/"))
    assert "適合確認書" in page
    assert "2028年11月24日" in page
    with store.act() as book:
        business_day.set_business_day(book, date(2028, 11, 25))
    assert "2028年11月24日（終わりました）" in text(enters(world.provider).opens("/provider/"))
    assert scene.certificate


def test_an_examiner_sees_what_needs_a_person(enters, world, scene):
    """With how much of it is open."""
    page = text(enters(world.certifier).opens("/certifier/"))
    assert "審査を待つ申請が 1件あります" in page
    assert "未決 1 件" in page
    assert scene.open in page


def test_a_buyer_reads_nothing_that_does_not_exist(enters, world):
    """What a ★ means, which one, and how to check a paper; no letter, no list of suppliers."""
    answer = enters(world.buyer).opens("/buyer/")
    assert heading(answer) == "★を求める前に、中身と必要な理由を確かめましょう"
    page = text(answer)
    for word in ("文面を作る", "取引先の一覧", "進み具合"):
        assert word not in page
    assert 'href="/scs"' in page


def test_the_operator_sees_what_is_left_to_do(enters, world):
    """The pages that are not written, first."""
    answer = enters(world.operator).opens("/operator/")
    assert heading(answer) == "運営者がすることが 6件あります"
    page = text(answer)
    assert "まだ封じていません" in page
    assert "「特定商取引法に基づく表記」に、書くところが残っています" in page


def test_the_operator_does_not_see_what_companies_do(enters, world, scene):
    """No reference of an application, a contract or a diagnosis."""
    page = text(enters(world.operator).opens("/operator/"))
    for ref in (scene.waiting, scene.contract, scene.invoice, scene.quote, scene.open):
        assert ref not in page


@pytest.mark.parametrize("kind", HOMES)
def test_every_home_of_the_demo_is_ready_in_time(demo_store, kind):
    """Of CPU, after a first look; the fastest of five."""
    with demo_store.read() as book:
        actor = next(one for one in organisations.actors(book) if one.kind is kind)
    app = create_app(WebConfig(demo_store, KEY, demo=True, clock=lambda: NOW))
    visitor = Visitor(app.test_client()).becomes(actor)
    assert visitor.opens(HOMES[kind]).status_code == 200
    assert min(_seconds(visitor, HOMES[kind]) for _ in range(5)) < MOST_SECONDS


def _seconds(visitor, address):
    began = time.process_time()
    visitor.opens(address)
    return time.process_time() - began
