"""「目録の書き出し」 ``otasuke editions oscal``: an edition as a catalog of OSCAL."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from conformance.edition import FEATURES, editions
from conformance.oscal.catalog import catalog
from conformance.oscal.writing import dump
from marketplace.cli.check.papers import midnight
from marketplace.cli.criteria.named import edition_of
from marketplace.cli.inputs import DayType, today
from marketplace.cli.japanese import Command
from marketplace.cli.reply import Reply


@click.command(cls=Command)
@click.argument("edition", metavar="SLUG か FOLDER")
@click.option(
    "--as-of", type=DayType(), help="目録の日付（書かなければ、版のいちばん新しい出来事の日）。"
)
def oscal(edition: str, as_of: date | None) -> Reply:
    """版の条項を、OSCAL 1.2.1 の目録（catalog、JSON）で示す。"""
    return reply_oscal(edition, as_of)


def reply_oscal(named: str, as_of: date | None, root: Path = FEATURES) -> Reply:
    """The catalog; its time is that of the edition, so that it can be made again."""
    edition = edition_of(named, root)
    events = [event.at for event in editions(root) if event.slug == named]
    day = as_of or (events[-1] if events else today())
    return Reply(out=dump(catalog(edition, midnight(day))))
