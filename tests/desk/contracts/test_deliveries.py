"""Whatever is delivered, how often, in which order and how late: applied once."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import hypothesis
import pytest
from hypothesis import strategies as st

from marketplace.desk.contracts import collecting
from marketplace.desk.contracts.collecting import Fetched, apply_fetched
from marketplace.domain.errors import Unavailable
from marketplace.payments.faults import OutcomeUnknown
from marketplace.store import checkouts, outbox
from marketplace.store.rows import InboxRow, OutboxRow

KINDS = ("begin", "answer", "apply")


def together(*works):
    """Run each work in a thread of its own; all of them start at the same moment."""
    start = Barrier(len(works))

    def run(work):
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def once(till, contract):
    """Say whether everything there is to a payment is there exactly once."""
    people = till.starts()
    assert till.state(contract) == "active"
    assert till.tries(contract)[0] == ("paid", "")
    assert len(till.money(contract)) == 1
    assert len(people) == len(set(people)) > 0
    return True


def errands(till):
    return [key for (key,) in till.rows(OutboxRow, OutboxRow.once) if key.startswith("market.")]


def test_fifty_deliveries_are_one(till):
    contract = till.paid()
    (event,) = till.simulator.shelf.events()
    told = [till.received(till.gateway.sender.delivery(event)) for _ in range(50)]
    assert len(till.rows(InboxRow, InboxRow.key)) == len(errands(till)) == 1
    assert {till.hears(one) for one in told[:5]} == {"paid"}
    assert once(till, contract)


def test_eight_deliveries_and_eight_workers_at_once_are_one(till):
    contract = till.paid()
    (event,) = till.simulator.shelf.events()
    (told, *_) = together(*[lambda: till.received(till.gateway.sender.delivery(event))] * 8)
    assert len(till.rows(InboxRow, InboxRow.key)) == len(errands(till)) == 1
    assert set(together(*[lambda: till.hears(told)] * 8)) == {"paid"}
    assert once(till, contract)


def test_the_page_of_the_contract_and_the_delivery_at_once(till):
    """Reconciling, hearing and pressing again in the same moment."""
    contract = till.paid()
    (told,) = till.told()
    store, now = till.town.store, till.town.now
    works = [lambda: till.hears(told), lambda: collecting.reconcile(store, now)] * 3
    together(*works)
    assert once(till, contract)


def test_two_people_press_at_once(till, town):
    contract = till.invoiced()
    colleague = town.newcomer("colleague", town.company.org)
    actors = [town.company, colleague] * 3
    made = together(*[lambda one=one: till.pays(contract, one) for one in actors])
    assert len({one.session_ref for one in made}) == 1
    assert len(till.simulator.shelf.refs("cs_")) == len(till.tries(contract)) == 1


def test_any_order_ends_in_the_same_state(till, town):
    """An expired page, a declined card, the payment, and the payment again, in all 24 orders.

    Every fourth of them where the database is a server, for time.
    """
    certificate, step = town.certified(), 1 if town.store.url.drivername == "sqlite" else 4
    orders = list(itertools.permutations(range(4)))[::step]
    for order in orders:
        contract = till.invoiced(certificate=certificate)
        told = _all_that_may_happen(till, contract)
        for place in order:
            till.hears(told[place])
        assert till.tries(contract) == [("paid", ""), ("expired", "")]
        assert till.state(contract) == "active"
        assert len(till.money(contract)) == 1
    assert len(till.starts()) == len(orders) * len(set(till.starts()))


def _all_that_may_happen(till, contract):
    till.pays(contract)
    till.after(hours=3)
    till.simulator.expire()
    collecting.reconcile(till.town.store, till.town.now)
    session = till.pays(contract).session_ref
    till.simulator.decline(session)
    till.simulator.pay(session)
    return [*till.told(), till.received(till.gateway.sender.delivery(_last(till)))]


def _last(till):
    return till.simulator.shelf.events()[-1]


def test_a_delivery_of_three_days_later(till):
    contract = till.paid()
    till.after(days=3)
    assert till.delivered() == ["paid"]
    assert once(till, contract)


def test_a_lost_delivery_is_made_up_for_in_one_round(till):
    contract = till.paid()
    store, now = till.town.store, till.town.now
    assert collecting.reconcile(store, now) == 1
    assert once(till, contract)
    before = till.town.everything()
    assert collecting.reconcile(store, now) == 0
    assert till.town.everything() == before
    assert till.delivered() == ["paid"]
    assert once(till, contract)


def test_one_that_cannot_be_asked_keeps_no_other_back(till, town, monkeypatch):
    first = till.paid()
    other = till.contract(certificate=town.certified(offering__code="other"))
    town.invoiced(other)
    till.simulator.pay(till.pays(other).session_ref)
    session, lost = till.gateway.session, till.simulator.shelf.refs("cs_")[0]

    def asked(ref, account):
        if ref == lost:
            raise OutcomeUnknown("payment_outcome_unknown")
        return session(ref, account)

    monkeypatch.setattr(till.gateway, "session", asked)
    assert collecting.reconcile(town.store, town.now) == 1
    assert (till.state(first), till.state(other)) == ("awaiting_payment", "active")


def test_a_delivery_before_our_own_answer(till, monkeypatch):
    """The answer was lost on its way; the payment's word comes first and names the try."""
    contract, answer = till.invoiced(), till.simulator.answer

    def lost(*asked):
        answer(*asked)
        return 500, {"error": {"type": "api_error"}}, {}

    with monkeypatch.context() as patch:
        patch.setattr(till.simulator, "answer", lost)
        with pytest.raises(OutcomeUnknown):
            till.pays(contract)
    assert till.tries(contract) == [("starting", "")]
    till.simulator.pay(till.simulator.shelf.refs("cs_")[0])
    assert till.delivered() == ["paid"]
    assert len(till.simulator.shelf.refs("cs_")) == 1
    assert once(till, contract)


def test_what_is_not_known_yet_is_asked_again_later(till):
    """Parked by the first try of its errand, applied by a later one, within the box's pauses."""
    contract = till.paid()
    (told,) = till.told()
    (errand,) = [e for e in till.town.store.run(outbox.claim, till.now, 99) if _is_heard(e)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checkouts, "of_session", lambda *_: None)
        with pytest.raises(Unavailable):
            till.hears(told)
    till.town.store.run(outbox.failed, errand, "Unavailable", till.now)
    assert till.rows(InboxRow, InboxRow.state) == [("parked",)]
    till.after(minutes=1)
    (again,) = [e for e in till.town.store.run(outbox.claim, till.now, 99) if _is_heard(e)]
    assert (again.once, again.attempt) == (errand.once, 2)
    assert till.hears(told) == "paid"
    assert till.rows(InboxRow, InboxRow.state) == [("done",)]
    assert once(till, contract)


def _is_heard(errand):
    return errand.kind == collecting.HEARD


def test_an_older_answer_never_undoes_a_newer_one(till):
    """The first question hangs while the payment is made and heard of."""
    contract = till.invoiced()
    checkout = till.pays(contract)
    store, now = till.town.store, till.town.now
    _, early = store.run(checkouts.begin_fetch, checkout.ref)
    stale = till.gateway.session(checkout.session_ref, checkout.account)
    till.simulator.pay(checkout.session_ref)
    assert till.delivered() == ["paid"]
    store.run(apply_fetched, Fetched(checkout.ref, early, stale), now, None)
    assert once(till, contract)


class Fetch:
    """A question in the hands of one worker: numbered, then answered, then applied."""

    def __init__(self, till, checkout):
        self.till, self.checkout, self.step = till, checkout, 0

    def go(self):
        store, checkout = self.till.town.store, self.checkout
        if self.step == 0:
            _, self.seq = store.run(checkouts.begin_fetch, checkout.ref)
        elif self.step == 1:
            self.answer = self.till.gateway.session(checkout.session_ref, checkout.account)
        elif self.step == 2:
            fetched = Fetched(checkout.ref, self.seq, self.answer)
            store.run(apply_fetched, fetched, self.till.town.now, None)
        self.step += 1


PLANS = st.lists(st.sampled_from(["a", "b", "c", "pay"]), min_size=6, max_size=14)


@hypothesis.given(st.data())
@hypothesis.settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
)
def test_slow_workers_in_any_interleaving(till, data):
    """Three questions step by step among each other, the payment anywhere between."""
    code = f"o{next(till.town.tokens)}"
    contract = till.contract(certificate=till.town.certified(offering__code=code))
    till.town.invoiced(contract)
    checkout = till.pays(contract)
    fetches = {name: Fetch(till, checkout) for name in "abc"}
    plan = data.draw(PLANS)
    for name in plan:
        if name != "pay":
            fetches[name].go()
        elif till.simulator.shown(checkout.session_ref)["status"] == "open":
            till.simulator.pay(checkout.session_ref)
    if "pay" not in plan:
        till.simulator.pay(checkout.session_ref)
    # A change that every question missed has its own event, and so a later question.
    till.delivered()
    for fetch in fetches.values():
        while fetch.step < len(KINDS):
            fetch.go()
    assert till.state(contract) == "active"
    assert till.tries(contract) == [("paid", "")]
    assert len(till.money(contract)) == 1
