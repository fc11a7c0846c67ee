"""「人と組織」 ``otasuke people``: the signs by which the other commands name who acts."""

from __future__ import annotations

import os

import click

from marketplace.cli.japanese import Command
from marketplace.cli.reply import Reply


@click.command(cls=Command)
@click.option("--data", metavar="DIR", help="データのフォルダー。")
def people(data: str | None) -> Reply:
    """人と組織の記号を並べる（--as と --org に書くもの）。"""
    from marketplace.cli import config
    from marketplace.cli.config import Given
    from marketplace.cli.serving import require_migrated
    from marketplace.store import Store, organisations

    settings = config.load(Given(data), os.environ)
    require_migrated(settings, data)
    store = Store(settings.database_url)
    try:
        with store.read() as book:
            found = organisations.actors(book)
    finally:
        store.dispose()
    lines = (f"{a.person.ref}  {a.org.ref}  {a.person.name}（{a.org.name}）" for a in found)
    return Reply(out="\n".join(lines) or "まだ、だれもいません。")
