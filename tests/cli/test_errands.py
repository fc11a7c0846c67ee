"""How each kind of errand is done: events to every observer, notices to whoever is a member."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from marketplace.cli.errands import handlers_of
from marketplace.domain.errand import ErrandState
from marketplace.hooks import hookimpl
from marketplace.host import Host
from marketplace.mail import Mail
from marketplace.store import outbox
from marketplace.store.rows import OutboxRow

AT = "2026-11-25T01:00:00.000000+00:00"
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


def rows(store):
    with store.read() as book:
        columns = select(OutboxRow.state, OutboxRow.attempts).order_by(OutboxRow.key)
        return [tuple(row) for row in book.session.execute(columns)]


class Silent:
    """An operator's plugin without ears."""


class Listener:
    """An observer that fails as often as it is told to."""

    def __init__(self, failures):
        self.failures, self.heard = failures, []

    @hookimpl
    def observe(self, event):
        self.heard.append(event)
        if len(self.heard) <= self.failures:
            raise RuntimeError("secret")


def test_each_observer_is_told_by_an_errand_of_its_own(store, world):
    """One that fails is told again; the others are not, and the act stays."""
    good, bad = Listener(0), Listener(1)
    host = Host.load(operators={"good": good, "bad": bad, "silent": Silent()})
    handlers = handlers_of(store, Letters(), host)
    event = {"act": "act", "subject_ref": "xx_1", "org_ref": world.provider.org.ref, "at": AT}
    store.run(outbox.put, "event", event, org=world.provider.org.ref, key="k", now=NOW)
    for moment in (NOW, NOW, NOW + timedelta(minutes=1)):
        for errand in store.run(outbox.claim, moment, 10):
            settle(store, handlers, errand, moment)
    assert (len(good.heard), len(bad.heard)) == (1, 2)
    states = rows(store)
    assert states == [(ErrandState.DONE, 1), (ErrandState.DONE, 1), (ErrandState.DONE, 2)]


def settle(store, handlers, errand, now):
    try:
        result = handlers[errand.kind](errand)
    except Exception as error:  # noqa: BLE001 - as a worker does
        store.run(outbox.failed, errand, str(error), now)
    else:
        store.run(outbox.done, errand, result)


class Letters:
    """A mailer that remembers."""

    def __init__(self):
        self.sent = []

    def send(self, mail, key):
        assert isinstance(mail, Mail)
        self.sent.append((mail.to, key))


def test_a_notice_goes_to_who_is_a_member_still(store, world):
    letters = Letters()
    handlers = handlers_of(store, letters, Host.load())
    values = {"offering": "みはりUTM"}
    who = [(world.company, world.company.org.ref), (world.stranger, world.company.org.ref)]
    for actor, org in who:
        said = {"code": "application_declined", "org": org, "person": actor.person.ref}
        key = f"k:{actor.person.ref}"
        put = {"org": org, "key": key, "now": NOW}
        store.run(outbox.put, "notice", said | {"values": values}, **put)
    results = [handlers["notice"](one) for one in store.run(outbox.claim, NOW, 9)]
    assert results == ["sent", "gone"]
    assert letters.sent == [(world.company.person.email, f"k:{world.company.person.ref}")]
