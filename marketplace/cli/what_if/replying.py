"""「もしもの応答」 From what is asked to what is said."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from conformance.edition import FEATURES, Edition
from conformance.what_if.setting import Change, read_asked, set_numbers
from marketplace.cli import config
from marketplace.cli.at_the_desk import now_of
from marketplace.cli.config import Given
from marketplace.cli.criteria.named import edition_of
from marketplace.cli.inputs import reason, refuse
from marketplace.cli.judge.gathering import Gathered, confirmations, gather
from marketplace.cli.judge.judging import Bench, by_tier
from marketplace.cli.judge.replying import NOTHING
from marketplace.cli.operators import operators_host
from marketplace.cli.reply import Exit, Reply
from marketplace.cli.serving import require_migrated
from marketplace.cli.what_if.comparing import Compared, compare
from marketplace.cli.what_if.picture import picture
from marketplace.cli.what_if.telling import Told, as_json, as_text
from marketplace.desk.editions import edition_for
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Missing
from marketplace.domain.verdict import Confirmation
from marketplace.store import Store


@dataclass(frozen=True, slots=True)
class Order:
    """「もしもの指示」 What the command line asked."""

    edition: str
    numbers: tuple[str, ...]
    data: str | None
    as_of: date | None
    form: str
    svg: str | None


@dataclass(frozen=True, slots=True)
class Supposed:
    """「もしもの版」 The edition as it stands, with the numbers put in, and which they are."""

    original: Edition
    edition: Edition
    changes: tuple[Change, ...]

    @property
    def family(self) -> str:
        """The scheme it belongs to."""
        return self.edition.slug.split("/")[0]


def reply(order: Order, root: Path = FEATURES) -> Reply:
    """Judge what is stored under both texts, and say who moves."""
    asked = [read_asked(written) for written in order.numbers]
    settings = config.load(Given(order.data), os.environ)
    require_migrated(settings, order.data)
    operators_host(settings.operator_plugins)
    original = edition_of(order.edition, root)
    supposed = Supposed(original, *set_numbers(original, asked))
    store = Store(settings.database_url)
    try:
        told = _told(store, supposed, order.as_of or japan_day(now_of(store)))
    finally:
        store.dispose()
    if told is None:
        return Reply(Exit.BAD, err=NOTHING)
    if order.svg is not None:
        _write(order.svg, picture(told))
    return Reply(out=as_json(told) if order.form == "json" else as_text(told))


def _told(store: Store, supposed: Supposed, day: date) -> Told | None:
    found = gather(store, day)
    if not found:
        return None
    now = _today(store, supposed, day)
    benches = Bench(now, confirmations(store, now.slug), day), _bench(store, supposed, now, day)
    compared = tuple(_compared(benches, found, supposed))
    return Told(now, supposed.edition, supposed.changes, day, compared)


def _compared(
    benches: tuple[Bench, Bench], found: list[Gathered], supposed: Supposed
) -> Iterator[Compared]:
    """Every tier of the scheme that either text binds; one that neither binds has no result."""
    for tag, together in by_tier(found).items():
        bound = any(bench.edition.clauses_of(tag) for bench in benches)
        if together[0].subject.tier.family == supposed.family and bound:
            yield compare(*benches, together)


def _today(store: Store, supposed: Supposed, day: date) -> Edition:
    """The text that judges on the day; where there is none, the one asked for as it stands."""
    try:
        with store.read() as book:
            return edition_for(book, supposed.family, day)
    except Missing:
        return supposed.original


def _bench(store: Store, supposed: Supposed, now: Edition, day: date) -> Bench:
    """The supposed text counts as read as far as the text of today does.

    A number that is only supposed was never compared with an official text; what is asked is what
    the register would look like if it had been.
    """
    slug = supposed.edition.slug
    made = [*confirmations(store, now.slug), *confirmations(store, supposed.original.slug)]
    moved = {
        old.text_digest: new.text_digest
        for old, new in zip(supposed.original.clauses, supposed.edition.clauses, strict=True)
    }
    carried = dict.fromkeys(_carried(one, slug, moved) for one in made)
    return Bench(supposed.edition, tuple(carried), day)


def _carried(one: Confirmation, slug: str, moved: dict[str, str]) -> Confirmation:
    return replace(one, edition=slug, text_digest=moved.get(one.text_digest, one.text_digest))


def _write(name: str, text: str) -> None:
    try:
        Path(name).write_text(text, "utf-8")
    except (OSError, ValueError) as error:
        refuse(name, f"書けません（{reason(error)}）。", "名前と許可を確かめてください。")
