"""「otasuke work」 Do what acts left behind: once, or until somebody ends it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import click

from marketplace.cli import collecting, config, mailing
from marketplace.cli.config import Config, Given
from marketplace.cli.japanese import Command
from marketplace.cli.reply import Reply

MOST_SHOWN = 20


@click.command(cls=Command)
@click.option("--data", metavar="DIR", help="データのフォルダー。")
@click.option("--once", is_flag=True, help="いま待っている用件を済ませて終わる。")
def work(data: str | None, *, once: bool) -> Reply:
    """お知らせなどの用件を済ませ、記録簿を封じる。"""
    from marketplace.cli.serving import require_migrated
    from marketplace.store import Store

    settings = mailing.for_work(config.load(Given(data), os.environ))
    require_migrated(settings, data)
    collecting.install_for_work(settings)
    store = Store(settings.database_url)
    try:
        return _once(settings, store) if once else _until_ended(settings, store)
    finally:
        store.dispose()


@contextmanager
def running(settings: Config, store: Any, *, on: bool = True) -> Iterator[None]:
    """「働き手を動かす」 In threads of this process, as long as the block lasts."""
    if not on:
        yield
        return
    from marketplace.cli.errands import crew_of, queue_url_of

    crew = crew_of(settings, store)
    engine = crew.engine(queue_url_of(settings))
    engine.start()
    try:
        yield
    finally:
        crew.worker.stop()
        engine.stop()


def _until_ended(settings: Config, store: Any) -> Reply:
    ended = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with running(settings, store):
        sys.stdout.write("働き手を動かしています（終えるには Ctrl+C）。\n")
        sys.stdout.flush()
        ended.wait()
    return Reply()


def _once(settings: Config, store: Any) -> Reply:
    from marketplace.cli.errands import crew_of

    crew = crew_of(settings, store)
    done, sealed = crew.drain(), crew.seal()
    crew.reconcile()
    crew.prune()
    lines = [f"済ませた用件 {done} 件・封じた記録 {sealed} 件", *_left(store)]
    return Reply(out="\n".join(lines))


def _left(store: Any) -> Iterator[str]:
    """What is in the outbox now, and what nobody tries any more."""
    from marketplace.store import checkouts, outbox

    with store.read() as book:
        asked = checkouts.questioned(book)
        counted = outbox.counts(book)
        failures = outbox.failures(book, MOST_SHOWN)
    yield "送信箱: " + "・".join(f"{state.label} {n} 件" for state, n in counted.items())
    for one in failures:
        yield f"失敗: {one.once}（{one.attempts} 回、{one.error}）"
    for checkout in asked[:MOST_SHOWN]:
        yield f"要確認: 契約 {checkout.contract_ref} のカード払い（{checkout.finding}）"
