"""「otasuke editions」 The editions of the criteria: their state, their digests, their clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from conformance.clause import Clause
from conformance.edition import (
    FEATURES,
    Edition,
    edition_digest,
    load_edition,
    state_on,
)
from conformance.edition import editions as events_of
from marketplace.cli.criteria.comparing import diff
from marketplace.cli.criteria.exporting import oscal
from marketplace.cli.criteria.mutating import mutate
from marketplace.cli.criteria.shaping import schema
from marketplace.cli.inputs import refuse, today
from marketplace.cli.japanese import Group
from marketplace.cli.linting import lint
from marketplace.cli.reply import Exit, Reply
from marketplace.cli.what_if.command import what_if
from marketplace.domain.edition import EditionState
from marketplace.domain.verdict import Force

FORCES = {Force.MUST: "必須", Force.SHOULD: "推奨", Force.INFO: "情報"}


@dataclass(frozen=True, slots=True)
class Listed:
    """「版の行」 An edition's newest transcription beside what stands in its folder."""

    event: EditionState
    state: EditionState | None
    edition: Edition
    found: str

    @property
    def is_whole(self) -> bool:
        """Whether the folder is the text that the event recorded."""
        return self.found == self.event.digest


@click.group(cls=Group)
def editions() -> None:
    """基準の版を見る、検査する。"""


@editions.command("list")
def list_editions() -> Reply:
    """すべての版と、フォルダーの指紋が記録と同じかどうか。"""
    return reply_list(FEATURES, today())


@editions.command("show")
@click.argument("slug", metavar="[SLUG]", required=False)
def show_edition(slug: str | None) -> Reply:
    """版の条項をすべて示す（SLUG は otasuke/2.0 など。一つしかなければ省ける）。"""
    known = list(dict.fromkeys(event.slug for event in events_of()))
    if slug is None and len(known) == 1:
        slug = known[0]
    if slug not in known:
        given = "版の名前がありません。" if slug is None else f"「{slug}」という版はありません。"
        refuse("SLUG", given, f"次のどれかを書いてください: {'、'.join(known)}。")
    return Reply(out="\n".join(_shown(load_edition(slug))))


editions.add_command(lint)
editions.add_command(mutate)
editions.add_command(diff)
editions.add_command(schema)
editions.add_command(oscal)
editions.add_command(what_if)


def reply_list(root: Path, day: date) -> Reply:
    """Every edition of a folder, and where its text is not the recorded one."""
    rows = [_listed(slug, root, day) for slug in dict.fromkeys(e.slug for e in events_of(root))]
    broken = "\n".join(_mismatch(row) for row in rows if not row.is_whole)
    out = "\n".join(_row(row) for row in rows)
    return Reply(Exit.BAD if broken else Exit.CONFORMS, out, broken)


def _listed(slug: str, root: Path, day: date) -> Listed:
    newest = [event for event in events_of(root) if event.slug == slug][-1]
    edition = load_edition(slug, root)
    return Listed(newest, state_on(slug, day, root), edition, edition_digest(slug, root))


def _row(row: Listed) -> str:
    state = f"{row.state.label}（{row.state.at} から）" if row.state else f"{row.event.at} から"
    count = len(row.edition.clauses)
    check = "記録と同じ" if row.is_whole else "記録と違う"
    name = f"{row.event.slug}  第{row.event.revision}訳"
    return f"{name}  {state}  {count} 条項  {row.found}  {check}"


def _mismatch(row: Listed) -> str:
    recorded = row.event.digest or "（なし）"
    return (
        f"{row.event.slug}: フォルダーの指紋 {row.found} が、"
        f"editions.toml の {recorded} と違います。"
        "本文を戻すか、出来事を書き足してください。"
    )


def _shown(edition: Edition) -> Iterator[str]:
    yield f"■ {edition.slug} 第{edition.revision}訳 — {len(edition.clauses)} 条項"
    yield f"  指紋: {edition.digest}"
    for clause in edition.clauses:
        yield ""
        yield from _clause(clause)


def _clause(clause: Clause) -> Iterator[str]:
    yield f"● {clause.key} {clause.title}"
    yield f"  区分: {'、'.join(sorted(clause.tiers))}"
    yield f"  効力: {FORCES[clause.force]}  原文の確かさ: {clause.grade}{_marks(clause)}"
    yield from (f"  {step}" for step in clause.steps)
    yield f"  出典: {clause.source}"
    if clause.interpretation:
        yield f"  解釈: {clause.interpretation}"


def _marks(clause: Clause) -> str:
    marks = {
        "  FAQ・ガイダンスによる": clause.guidance,
        "  審査員が確かめる": clause.person or clause.person_only,
        f"  証跡: {clause.evidence.label}以上": clause.evidence > min(type(clause.evidence)),
    }
    return "".join(mark for mark, applies in marks.items() if applies)
