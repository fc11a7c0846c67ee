"""「申告の形」 ``otasuke editions schema``: what an edition asks a provider, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from conformance.edition import FEATURES, Edition
from conformance.shape.lists import columns_of, evidence_of, fields_of
from conformance.shape.schema import schema_of
from marketplace.cli.criteria.named import edition_of
from marketplace.cli.japanese import Command
from marketplace.cli.reply import Reply


def _fields(edition: Edition) -> list[dict[str, Any]]:
    return [asdict(field) for field in fields_of(edition)]


def _columns(edition: Edition) -> list[dict[str, Any]]:
    return [
        {"fact": c.fact.name, "label": c.label, "kind": c.fact.kind, "of_plan": c.fact.is_of_plan}
        for c in columns_of(edition)
    ]


def _evidence(edition: Edition) -> list[dict[str, Any]]:
    return [
        {
            "fact": line.fact.name,
            "label": line.fact.label,
            "kind": line.kind.name.lower(),
            "clauses": list(line.clauses),
        }
        for line in evidence_of(edition)
    ]


PARTS: dict[str, Callable[[Edition], Any]] = {
    "schema": schema_of,
    "fields": _fields,
    "columns": _columns,
    "evidence": _evidence,
}


@click.command(cls=Command)
@click.argument("edition", metavar="SLUG か FOLDER")
@click.option(
    "--part",
    type=click.Choice(list(PARTS)),
    default="schema",
    help="schema（JSON Schema）、fields（入力欄）、columns（比較の列）、evidence（証跡）。",
)
def schema(edition: str, part: str) -> Reply:
    """版が尋ねる申告の形を JSON で示す（JSON Schema、入力欄、比較の列、求められる証跡）。"""
    return reply_schema(edition, part)


def reply_schema(named: str, part: str, root: Path = FEATURES) -> Reply:
    """One of the shapes that the fact table gives an edition."""
    made = PARTS[part](edition_of(named, root))
    return Reply(out=json.dumps(made, ensure_ascii=False, indent=2))
