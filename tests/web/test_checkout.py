"""Paying by card through the pages: the button, the simulator's page, and what comes of it."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from marketplace import payments
from marketplace.desk.contracts import collecting
from marketplace.desk.contracts.applications import Accept, SignQuote, accept, sign
from marketplace.desk.contracts.billing import IssueInvoice, issue_invoice
from marketplace.desk.contracts.quotes import MakeQuote, quote
from marketplace.domain.price import Size
from marketplace.domain.quote import consents_of
from marketplace.payments.simulator.gateway import SimulatedGateway
from marketplace.payments.simulator.shelf import Shelf
from marketplace.payments.stripe.gateway import StripeGateway
from marketplace.payments.stripe.settings import SANDBOX, SIMULATED, StripeSettings
from marketplace.store import contracts, outbox

SETTINGS = StripeSettings(
    "sk_test_x", ("whsec_a",), "http://127.0.0.1:8000", {"mihari": "acct_m"}, simulated=True
)
BUTTON = "カードで支払う<span"


@pytest.fixture(autouse=True)
def cards(now):
    """Let a provider be paid by card in this process."""
    made = SimulatedGateway(SETTINGS, Shelf(), lambda: now)
    payments.install(made)
    yield made
    payments.install(payments.CardPayment())
    made.simulator.shelf.close()


@pytest.fixture
def contracted(store, world, lists, now):
    """Give a way to a contract, signed for one way of paying."""
    certificate = lists()

    def does(act, actor, order):
        return store.run(act, actor, order, now)

    def make(way="stripe"):
        made = does(
            quote, world.company, MakeQuote("q", certificate.ref, "basic", Size(9, 1, 1), 12)
        )
        codes = tuple(one.code for one in consents_of(made.offering))
        signed = does(sign, world.company, SignQuote("s", made.ref, made.digest, codes, way))
        return does(accept, world.provider, Accept("a", signed.ref, date(2026, 12, 1)))

    return make


@pytest.fixture
def billed(store, world, contracted, now):
    """Give a contract that is to be paid by card, with its first invoice."""
    made = contracted()
    store.run(issue_invoice, world.provider, IssueInvoice("i", made.ref), now)
    return made


@pytest.fixture
def company(enters, world):
    return enters(world.company)


@pytest.fixture
def works(store, now):
    """Let the worker do what the deliveries left, and say what came of each."""

    def work():
        errands = store.run(outbox.claim, now, 99)
        heard = [one.payload for one in errands if one.kind == collecting.HEARD]
        return [collecting.hear(store, one["gateway"], one["event_id"], now) for one in heard]

    return work


@pytest.fixture
def state(store, world):
    def read(made):
        with store.read() as book:
            return contracts.contract(book, world.company, made.ref).state.value

    return read


def page_of(made):
    return f"/sme/contracts/{made.ref}"


def text_of(answer):
    return answer.get_data(as_text=True)


def presses(visitor, made):
    """Press the button of the contract's page, and follow it."""
    page = text_of(visitor.opens(page_of(made)))
    form = re.search(rf'action="({page_of(made)}/checkout)".*?</form>', page, re.DOTALL)
    hidden = dict(re.findall(r'name="(csrf_token|token|form)" value="([^"]*)"', form[0]))
    return visitor.client.post(form[1], data=hidden)


def test_from_the_button_to_a_contract_in_service(company, billed, works, state):
    page = text_of(company.opens(page_of(billed)))
    assert BUTTON in page
    assert SIMULATED in page
    led = presses(company, billed)
    assert led.status_code == 303
    assert led.location.startswith("/demo/checkout?session=cs_test_")
    shown = text_of(company.opens(led.location))
    assert SIMULATED in shown
    total = re.search(r"([\d,]+)円（税込）を支払いますか", shown)[1]
    assert f"{total}円</b>（税込）" in page
    ref = led.location.partition("=")[2]
    back = company.sends(led.location, f"/demo/checkout/{ref}/pay")
    assert (back.status_code, back.location) == (303, f"{page_of(billed)}?card=done")
    waiting = text_of(company.opens(back.location))
    assert "決済会社に確かめています" in waiting
    assert state(billed) == "awaiting_payment"
    assert works() == ["paid"]
    assert state(billed) == "active"
    assert "カードで支払う</h2>" not in text_of(company.opens(page_of(billed)))


def test_declined_and_then_away(company, billed, works, state):
    led = presses(company, billed).location
    ref = led.partition("=")[2]
    back = company.sends(led, f"/demo/checkout/{ref}/decline")
    assert back.location == led
    assert "カードが断られました（シミュレーター）" in text_of(company.opens(led))
    back = company.sends(led, f"/demo/checkout/{ref}/walk_away")
    assert back.location == f"{page_of(billed)}?card=left"
    assert "支払いは終わっていません。請求されていません。" in text_of(company.opens(back.location))
    assert works() == ["ignored"]
    assert state(billed) == "awaiting_payment"
    assert presses(company, billed).location == led


def test_a_page_that_is_over_says_so(company, billed, works):
    led = presses(company, billed).location
    ref = led.partition("=")[2]
    company.sends(led, f"/demo/checkout/{ref}/pay")
    assert "もう終わっています" in text_of(company.opens(led))
    for action in ("pay", "decline"):
        again = company.sends("/demo/people", f"/demo/checkout/{ref}/{action}")
        assert again.status_code == 409
    works()


@pytest.mark.parametrize("ref", ["cs_test_nothing", "x", "%ff", "../../etc"])
def test_a_page_that_is_not_there_is_404(company, ref):
    assert company.opens(f"/demo/checkout?session={ref}").status_code == 404
    assert company.opens("/demo/checkout").status_code == 200


def test_only_where_it_is_to_be_paid_by_card(company, contracted):
    made = contracted("bank_invoice")
    assert "カードで支払う" not in text_of(company.opens(page_of(made)))
    answer = company.sends(page_of(made), f"{page_of(made)}/checkout")
    assert answer.status_code == 422
    assert "カード払いではありません" in text_of(answer)


def test_before_the_invoice_there_is_no_button(company, contracted):
    made = contracted()
    page = text_of(company.opens(page_of(made)))
    assert "請求書が届くと、ここからカードで支払えます。" in page
    assert BUTTON not in page
    answer = company.sends(page_of(made), f"{page_of(made)}/checkout")
    assert answer.status_code == 422


def test_nobody_else_pays(enters, world, billed):
    stranger = enters(world.stranger)
    answer = stranger.sends("/sme/", f"{page_of(billed)}/checkout")
    assert answer.status_code == 404


def test_a_form_without_its_proof_opens_nothing(company, billed, cards):
    assert company.client.post(f"{page_of(billed)}/checkout").status_code == 400
    assert company.client.post("/demo/checkout/cs_x/pay").status_code == 400
    assert cards.simulator.shelf.refs("cs_") == []


def test_no_answer_is_said_plainly(company, billed, cards, monkeypatch):
    broken = (500, {"error": {"type": "api_error"}}, {})
    monkeypatch.setattr(cards.simulator, "answer", lambda *_: broken)
    answer = presses(company, billed)
    assert answer.status_code == 503
    assert "二重には請求されません" in text_of(answer)


def test_an_expired_page_says_that_nothing_was_collected(company, billed, cards, store, now):
    presses(company, billed)
    cards.simulator._clock = lambda: now + timedelta(hours=3)
    assert collecting.reconcile(store, now) == 1
    assert "期限が切れました。請求されていません。" in text_of(company.opens(page_of(billed)))


def test_what_does_not_fit_is_for_a_person(company, billed, cards, works, state):
    led = presses(company, billed).location
    ref = led.partition("=")[2]
    company.sends(led, f"/demo/checkout/{ref}/pay")
    paid = cards.simulator.shelf.get("acct_m", ref)
    cards.simulator.shelf.put("acct_m", paid | {"amount_total": 1})
    assert works() == ["questioned"]
    page = text_of(company.opens(page_of(billed)))
    assert "もう一度は支払わないでください" in page
    assert BUTTON not in page
    assert state(billed) == "awaiting_payment"


def test_settings_that_are_gone_are_said(company, billed):
    payments.install(payments.CardPayment())
    page = text_of(company.opens(page_of(billed)))
    assert "その支払い方法は使えません" in page
    assert BUTTON not in page


def test_forms_may_lead_to_stripes_page_and_to_no_other(company, billed):
    inside = company.opens(page_of(billed)).headers["Content-Security-Policy"]
    assert "form-action 'self';" in inside
    payments.install(StripeGateway(replace(SETTINGS, simulated=False)))
    answer = company.opens(page_of(billed))
    assert SANDBOX in text_of(answer)
    policy = answer.headers["Content-Security-Policy"]
    assert "form-action 'self' https://checkout.stripe.com;" in policy
    assert company.opens("/demo/checkout?session=cs_x").status_code == 404


def test_stripes_own_page_is_left_to_with_its_whole_address(company, billed, cards, monkeypatch):
    real = StripeGateway(replace(SETTINGS, simulated=False))
    url = "https://checkout.stripe.com/c/pay/cs_test_1#fid"
    payments.install(real)

    def opened(checkout):
        return replace(cards.open_checkout(checkout), url=url)

    monkeypatch.setattr(real, "open_checkout", opened)
    led = presses(company, billed)
    assert (led.status_code, led.location) == (303, url)
