"""「用件のしかた」 What the worker of a market does, put together from its parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from marketplace.cli import letters
from marketplace.cli.config import Config
from marketplace.cli.inputs import reason, refuse
from marketplace.cli.journal import heads
from marketplace.cli.mailing import mailer_of
from marketplace.cli.operators import operators_host
from marketplace.desk import telling
from marketplace.desk.accounts.letters import LETTER
from marketplace.desk.accounts.pruning import prune
from marketplace.desk.contracts import collecting
from marketplace.domain.days import JST
from marketplace.domain.errand import Errand
from marketplace.domain.errors import MarketError, Missing, Refused
from marketplace.host import Host
from marketplace.host.loading import hooks_of
from marketplace.jobs import Engine, Handler, Worker, queue_of
from marketplace.jobs.engine import Chore
from marketplace.mail import Mailer, letter
from marketplace.store import Book, Store, business_day, organisations, outbox, sealing

OBSERVE = "observe"
QUEUE = "queue.sqlite"
SEAL_SECONDS = 60
RECONCILE_SECONDS = 15 * 60
"""A delivery that was lost is made up for within this time."""
PRUNE_SECONDS = 60 * 60
GONE = "gone"
"""The result where nobody is there any more to be told."""


@dataclass(frozen=True, slots=True)
class StoreBox:
    """「送信箱」 The outbox as the worker sees it: each call is a unit of work."""

    store: Store

    def claim(self, now: datetime, limit: int) -> tuple[Errand, ...]:
        """Take what is due."""
        return self.store.run(outbox.claim, now, limit)

    def done(self, errand: Errand, result: str) -> bool:
        """Say that an errand is done."""
        return self.store.run(outbox.done, errand, result)

    def failed(self, errand: Errand, error: str, now: datetime) -> bool:
        """Say that a try failed."""
        return self.store.run(outbox.failed, errand, error, now)


@dataclass(frozen=True, slots=True)
class Crew:
    """「働き手の一式」 The worker of one market, and what it does besides errands."""

    store: Store
    worker: Worker
    heads: Path

    def drain(self) -> int:
        """Do what is due."""
        return self.worker.drain(machine_clock())

    def seal(self) -> int:
        """Seal what was committed, and publish the head once a day."""
        now, count = machine_clock(), 0
        while sealed := self.store.run(sealing.seal, now):
            count += sealed
        with self.store.read() as book:
            head = sealing.head(book)
        heads.publish(self.heads, head, now)
        return count

    def reconcile(self) -> int:
        """Ask the gateway for every open checkout."""
        return collecting.reconcile(self.store, market_now(self.store))

    def prune(self) -> int:
        """Forget what of sessions, links and failures nobody needs any more."""
        return self.store.run(prune, machine_clock())

    def engine(self, queue_url: str) -> Engine:
        """What wakes this crew again and again."""
        chores = {
            "drain": Chore(self.drain, 0),
            "seal": Chore(self.seal, SEAL_SECONDS),
            "reconcile": Chore(self.reconcile, RECONCILE_SECONDS),
            "prune": Chore(self.prune, PRUNE_SECONDS),
        }
        try:
            return Engine(_lasting(queue_of(queue_url)), chores)
        except MarketError as error:
            why = f"呼び鈴（Huey）の置き場所として使えません（{error.code}）。"
            remedy = "sqlite:///…、postgresql://…、redis://… のどれかにしてください。"
            refuse("queue_url", why, remedy)


def machine_clock() -> datetime:
    """The machine's own time: errands wait by it, whatever business day it is in a demo."""
    return datetime.now(UTC)


def crew_of(settings: Config, store: Store) -> Crew:
    """Everything the worker needs, from the settings of an installation."""
    _make_room(settings.data)
    mailer = mailer_of(settings)
    handlers = handlers_of(store, mailer, operators_host(settings.operator_plugins))
    handlers[LETTER] = letters.write(store, mailer, letters.site_of(settings), machine_clock)
    worker = Worker(StoreBox(store), handlers, machine_clock)
    return Crew(store, worker, settings.data / heads.FOLDER)


def queue_url_of(settings: Config) -> str:
    """Where the queue is: in the data folder, if nothing else was said."""
    return settings.queue_url or f"sqlite:///{(settings.data / QUEUE).absolute()}"


def handlers_of(store: Store, mailer: Mailer, host: Host) -> dict[str, Handler]:
    """How each kind of errand is done."""
    return {
        telling.EVENT: partial(_spread, store, observers(host)),
        telling.NOTICE: partial(_notify, store, mailer),
        OBSERVE: partial(_observe, host),
        collecting.HEARD: partial(_hear, store),
    }


def observers(host: Host) -> tuple[str, ...]:
    """The operator's plugins that want to be told of events."""
    return tuple(n for n in host.operators if OBSERVE in hooks_of(host.question.manager, n))


def _spread(store: Store, plugins: tuple[str, ...], errand: Errand) -> str:
    """One errand an observer: one that fails is told again, and the others are not."""
    store.run(_put_all, plugins, errand)
    return str(len(plugins))


def _put_all(book: Book, plugins: tuple[str, ...], errand: Errand) -> None:
    for plugin in plugins:
        payload = {"plugin": plugin, "event": errand.payload}
        org, key = errand.payload["org_ref"], f"{OBSERVE}:{errand.once}:{plugin}"
        outbox.put(book, OBSERVE, payload, org=org, key=key, now=errand.first_sent_at)


def _observe(host: Host, errand: Errand) -> str:
    plugin = errand.payload["plugin"]
    if plugin not in observers(host):
        return GONE
    host.question.tell(plugin, OBSERVE, event=telling.event_of(errand.payload["event"]))
    return "told"


def _notify(store: Store, mailer: Mailer, errand: Errand) -> str:
    """A mail to whoever acts for the organisation still, at the address of today."""
    said = errand.payload
    try:
        with store.read() as book:
            to = organisations.actor(book, said["person"], said["org"])
    except Missing:
        return GONE
    mailer.send(letter(to, said["code"], said["values"]), errand.once)
    return "sent"


def _hear(store: Store, errand: Errand) -> str:
    """Ask the gateway what has changed; a contract moves on the market's own day."""
    said = errand.payload
    return collecting.hear(store, said["gateway"], said["event_id"], market_now(store))


def market_now(store: Store) -> datetime:
    """「市場のいま」 The machine's instant, on the demo's business day where there is one."""
    now = machine_clock()
    with store.read() as book:
        day = business_day.business_day(book)
    return now if day is None else datetime.combine(day, now.astimezone(JST).timetz())


def _lasting(queue: Any) -> Any:
    if queue.immediate:
        raise Refused("unsupported_queue", queue="memory")
    return queue


def _make_room(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = f"フォルダーを作れません（{reason(error)}）。"
        refuse(str(folder), why, "別の場所を選んでください。")
