"""「基準の検査」 ``otasuke editions lint``: what is wrong in the criteria text, and where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from conformance.edition import FEATURES, editions, load_edition
from conformance.lint.folder import lint_folder
from conformance.lint.phrases import ambiguous_phrases, unused_phrases
from marketplace.cli.criteria.named import folder_of
from marketplace.cli.japanese import Command
from marketplace.cli.reply import Exit, Reply


@click.command(cls=Command)
@click.argument("edition", metavar="[SLUG か FOLDER]", required=False)
def lint(edition: str | None) -> Reply:
    """基準の文を検査する（書かなければすべての版と、使われない定型文も）。"""
    return reply_lint(edition, FEATURES)


def reply_lint(named: str | None, root: Path) -> Reply:
    """Findings of one edition, or of all; 1 where there are any."""
    slugs = list(dict.fromkeys(event.slug for event in editions(root)))
    folders = [root / slug for slug in slugs] if named is None else [folder_of(named, root)]
    found = [line for folder in folders for line in _lines(folder)]
    if named is None and not found:
        found = [str(fault) for fault in _phrases(slugs, root)]
    if found:
        return Reply(Exit.FAILS, "\n".join([*found, f"{len(found)} 件の直すところがあります。"]))
    return Reply(out=f"直すところはありません（{'、'.join(map(_name, folders))}）。")


def _lines(folder: Path) -> Iterator[str]:
    return (f"{_name(folder)}/{fault}" for fault in lint_folder(folder))


def _name(folder: Path) -> str:
    """An edition is named by the last two parts of its path."""
    return "/".join(folder.resolve().parts[-2:])


def _phrases(slugs: list[str], root: Path) -> Iterator[object]:
    clauses = (clause for slug in slugs for clause in load_edition(slug, root).clauses)
    return iter((*ambiguous_phrases(), *unused_phrases(clauses)))
