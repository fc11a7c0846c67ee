"""Tries to collect an invoice: kept before anybody is asked, seen by the two parties alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from marketplace.domain.checkout import CheckoutEnd, CheckoutState
from marketplace.domain.errors import Conflict, Missing
from marketplace.store import checkouts
from marketplace.store.checkouts import Opened


@pytest.fixture
def tried(scene):
    """Give a try that waits for the gateway's answer."""
    return scene.trying(scene.invoiced())


@pytest.fixture
def opened(scene, tried):
    """Give a try that is open at the gateway."""
    session = Opened("cs_1", "https://checkout.stripe.com/c/cs_1")
    return scene.act(checkouts.opened, tried.ref, session, now=scene.now)


def test_a_try_is_read_back_as_it_was_kept(scene, tried):
    assert scene.read(checkouts.checkout, scene.world.company, tried.ref) == tried
    assert scene.read(checkouts.checkouts, scene.world.provider, tried.contract_ref) == (tried,)


def test_the_newest_try_comes_first(scene):
    invoice = scene.invoiced()
    tries = [scene.trying(invoice, attempt) for attempt in (1, 2, 3)]
    found = scene.read(checkouts.checkouts, scene.world.company, invoice.contract_ref)
    assert list(found) == tries[::-1]


def test_one_attempt_has_one_number(scene):
    invoice = scene.invoiced()
    scene.trying(invoice)
    with pytest.raises(Conflict):
        scene.trying(invoice)


@pytest.mark.parametrize("name", ["stranger", "rival", "certifier"])
def test_nobody_else_sees_it(scene, tried, name):
    actor = getattr(scene.world, name)
    assert scene.read(checkouts.checkouts, actor, tried.contract_ref) == ()
    with pytest.raises(Missing):
        scene.read(checkouts.checkout, actor, tried.ref)
    assert scene.read(checkouts.first_invoice, actor, tried.contract_ref) is None


def test_the_first_invoice_is_that_of_the_first_month(scene):
    contract = scene.contracted()
    assert scene.read(checkouts.first_invoice, scene.world.company, contract.ref) is None
    scene.invoiced(contract, month=2)
    assert scene.read(checkouts.first_invoice, scene.world.company, contract.ref) is None
    invoice = scene.invoiced(contract)
    assert scene.read(checkouts.first_invoice, scene.world.company, contract.ref) == invoice


def test_an_answer_is_kept_once(scene, opened):
    assert (opened.state, opened.session_ref) == (CheckoutState.OPEN, "cs_1")
    again = scene.act(checkouts.opened, opened.ref, Opened("cs_2", None), now=scene.now)
    assert again == opened


def test_a_refusal_ends_only_a_try_that_still_waits(scene, tried):
    scene.act(checkouts.failed, tried.ref, "gateway_rejected", now=scene.now)
    found = scene.read(checkouts.checkout, scene.world.company, tried.ref)
    assert (found.state, found.finding) == (CheckoutState.FAILED, "gateway_rejected")


def test_a_refusal_does_not_close_what_is_open(scene, opened):
    scene.act(checkouts.failed, opened.ref, "gateway_rejected", now=scene.now)
    assert scene.read(checkouts.checkout, scene.world.company, opened.ref) == opened


def test_the_last_fetch_wins_whatever_comes_first(scene, opened):
    """A number is taken before each fetch; an answer that is overtaken is dropped."""
    numbers = [scene.act(checkouts.begin_fetch, opened.ref)[1] for _ in range(3)]
    assert numbers == [1, 2, 3]
    assert scene.act(checkouts.may_apply, opened.ref, 2) == opened
    assert scene.act(checkouts.may_apply, opened.ref, 1) is None
    assert scene.act(checkouts.may_apply, opened.ref, 2) is None
    assert scene.act(checkouts.may_apply, opened.ref, 3) == opened


def test_a_session_is_found_on_its_own_account(scene, opened):
    assert scene.read(checkouts.of_session, "cs_1", "acct_mihari") == opened.ref
    assert scene.read(checkouts.of_session, "cs_1", "acct_other") is None
    assert scene.read(checkouts.of_session, "cs_2", "acct_mihari") is None


def test_a_try_without_an_answer_waits_for_its_session(scene, tried):
    assert scene.read(checkouts.waits_for_session, tried.ref, "acct_mihari") == tried.ref
    assert scene.read(checkouts.waits_for_session, tried.ref, "acct_other") is None
    assert scene.read(checkouts.waits_for_session, "", "acct_mihari") is None


def test_an_open_try_waits_for_no_other_session(scene, opened):
    assert scene.read(checkouts.waits_for_session, opened.ref, "acct_mihari") is None


def test_what_is_open_is_asked_again_and_what_is_odd_is_shown(scene, opened):
    assert scene.read(checkouts.unsettled) == (opened.ref,)
    assert scene.read(checkouts.questioned) == ()
    end = CheckoutEnd(CheckoutState.QUESTIONED, "amount_mismatch")
    scene.act(checkouts.end, opened.ref, end, now=scene.now + timedelta(hours=1))
    assert scene.read(checkouts.unsettled) == ()
    (odd,) = scene.read(checkouts.questioned)
    assert odd == replace(opened, state=CheckoutState.QUESTIONED, finding="amount_mismatch")
    assert scene.read(checkouts.state_of, opened.ref) is CheckoutState.QUESTIONED


def test_who_pays_is_the_company(scene, opened):
    assert scene.read(checkouts.payer_name, opened.ref) == scene.world.company.org.name
