"""「窓口」 One act of a named person on the market's own store and day."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from marketplace.cli import config
from marketplace.cli.config import Given
from marketplace.cli.operators import operators_host
from marketplace.cli.serving import require_migrated
from marketplace.desk import measures
from marketplace.desk.confirming import Confirm, ConfirmationState, confirm
from marketplace.desk.enforcing import PutEdition, put_edition
from marketplace.desk.review import Rule, review, rule
from marketplace.domain.certificate import Certificate
from marketplace.domain.days import JST, japan_day
from marketplace.domain.errors import Missing
from marketplace.domain.organisation import Actor
from marketplace.domain.verdict import Settled, Verdict
from marketplace.store import Book, Store, business_day, certificates, organisations
from marketplace.store.editions import Proposed

Order = TypeVar("Order")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Desk:
    """「窓口」 An open store, the person who acts, and the instant of the market."""

    store: Store
    actor: Actor
    now: datetime

    def do(self, act: Callable[[Book, Actor, Order, datetime], Value], order: Order) -> Value:
        """Do one act, whole or not at all."""
        return self.store.run(act, self.actor, order, self.now)


def confirmed(words: dict[str, Any]) -> ConfirmationState:
    """「原文照合」 One person's entry."""
    names = ("edition", "clause", "number", "document", "page")
    order = Confirm(_token(), *(words[name] for name in names))
    return at_the_desk(words, lambda desk: desk.do(confirm, order))


def put(words: dict[str, Any]) -> Proposed:
    """「版を動かす」 One person's proposal, or the second one's agreement."""
    order = PutEdition(_token(), *(words[name] for name in ("edition", "state", "at", "reason")))
    return at_the_desk(words, lambda desk: desk.do(put_edition, order))


MEASURES = {act.__name__: act for act in (measures.suspend, measures.reinstate, measures.revoke)}


def measured(words: dict[str, Any]) -> Certificate:
    """「効力の決定」 Of a certificate by its number, from a day on; today where none is named."""
    return at_the_desk(words, lambda desk: _measured(desk, words))


def _measured(desk: Desk, words: dict[str, Any]) -> Certificate:
    with desk.store.read() as book:
        found = certificates.certificates(book, desk.actor)
    refs = {one.number: one.ref for one in found}
    if words["number"] not in refs:
        raise Missing("certificate", ref=words["number"])
    since = words["since"] or japan_day(desk.now)
    order = measures.Decide(_token(), refs[words["number"]], since, words["reason"])
    return desk.do(MEASURES[words["act"]], order)


def ruled(words: dict[str, Any]) -> Settled:
    """「確認」 One examiner's ruling, and what stands of the clause now."""
    verdict = Verdict(words["verdict"])
    order = Rule(_token(), words["submission"], words["clause"], verdict, words["reason"])
    return at_the_desk(words, lambda desk: _ruled(desk, order))


def _ruled(desk: Desk, order: Rule) -> Settled:
    made = desk.do(rule, order)
    with desk.store.read() as book:
        outcome = review(book, desk.actor, made.ref, japan_day(desk.now)).outcome
    return next(one for one in outcome.clauses if one.finding.clause == order.clause)


def at_the_desk(words: dict[str, Any], wish: Callable[[Desk], Value]) -> Value:
    """Open the market's store for one person, and close it whatever happens."""
    settings = config.load(Given(words["data"]), os.environ)
    require_migrated(settings, words["data"])
    operators_host(settings.operator_plugins)
    store = Store(settings.database_url)
    try:
        with store.read() as book:
            actor = organisations.actor(book, words["person"], words["org"])
        return wish(Desk(store, actor, now_of(store)))
    finally:
        store.dispose()


def now_of(store: Store) -> datetime:
    """Now, on the market's own business day where it has one."""
    now = datetime.now(UTC)
    with store.read() as book:
        day = business_day.business_day(book)
    return now if day is None else datetime.combine(day, now.astimezone(JST).timetz())


def _token() -> str:
    """Every command is a wish of its own."""
    return f"cli-{secrets.token_urlsafe(16)}"
