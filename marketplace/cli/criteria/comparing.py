"""「新旧対照表」 ``otasuke editions diff``: what one edition changes of another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from conformance.compare.differing import Change, ClauseDifference, Difference, compare
from conformance.compare.marking import plain
from conformance.compare.page import page
from conformance.edition import FEATURES, Edition
from marketplace.cli.criteria.named import edition_of
from marketplace.cli.inputs import reason, refuse
from marketplace.cli.japanese import Command
from marketplace.cli.reply import Reply


@click.command(cls=Command)
@click.argument("old", metavar="旧の版")
@click.argument("new", metavar="新の版")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@click.option("--html", metavar="FILE", help="印刷できる一枚のページも書く。")
def diff(old: str, new: str, shape: str, html: str | None) -> Reply:
    """二つの版の新旧対照表（版の名前か、版のフォルダーを二つ書く）。"""
    return reply_diff(old, new, shape=shape, html=html)


def reply_diff(
    old: str, new: str, *, root: Path = FEATURES, shape: str = "text", html: str | None = None
) -> Reply:
    """The clauses that were added, removed or changed."""
    difference = compare(edition_of(old, root), edition_of(new, root))
    if html is not None:
        _write(html, page(difference))
    if shape == "json":
        return Reply(out=json.dumps(difference.plain, ensure_ascii=False, indent=2))
    return Reply(out="\n".join(_told(difference)))


def _write(name: str, text: str) -> None:
    try:
        Path(name).write_text(text, "utf-8")
    except (OSError, ValueError) as error:
        refuse(name, f"書けません（{reason(error)}）。", "名前と許可を確かめてください。")


def _told(difference: Difference) -> Iterator[str]:
    yield f"■ 新旧対照表 {_named(difference.old)} → {_named(difference.new)}"
    counts = (f"{change.label} {len(difference.of(change)):,}" for change in Change)
    yield f"  {'、'.join(counts)}（【】は、もう一方の版にない語）"
    for clause in difference.clauses:
        if clause.change is not Change.SAME:
            yield from _clause(clause)


def _named(edition: Edition) -> str:
    return edition.slug + (f" 第{edition.revision}訳" if edition.revision else "")


def _clause(clause: ClauseDifference) -> Iterator[str]:
    numbers = f"（{'、'.join(clause.numbers)}）" if clause.numbers else ""
    yield ""
    yield f"● {clause.key} {clause.title} — {clause.change.label}{numbers}"
    if clause.change is not Change.CHANGED:
        pieces = ((row.name, row.old + row.new) for row in clause.changed_rows)
        yield from (f"  {name}: {plain(found, ('', ''))}" for name, found in pieces)
        return
    for row in clause.changed_rows:
        yield f"  {row.name}"
        yield f"    旧: {plain(row.old) or 'なし'}"
        yield f"    新: {plain(row.new) or 'なし'}"
