"""「otasuke check」 From the words of the command line to the reply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import click

from conformance.junit import junit
from conformance.record import record
from conformance.settle import machine_only
from marketplace.cli.check.deciding import Decided, decide
from marketplace.cli.check.files import compare_files
from marketplace.cli.check.judging import Judged, Unjudged, judge_all, tiers_asked
from marketplace.cli.check.papers import OSCAL, Found, as_oscal, as_page
from marketplace.cli.check.telling import tell
from marketplace.cli.inputs import DayType, TierType, WordType, read_bytes, today
from marketplace.cli.japanese import Command
from marketplace.cli.reply import Exit, Reply, exit_of, worst
from marketplace.codec.decisions import DecisionsDocument, read_decisions
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import AnyTier
from marketplace.host import read_manifest

BY_MACHINE = (
    "機械の判定だけです（--machine）: 原文の照合と審査員の判断を済んだものとして数えています。"
)


@dataclass(frozen=True, slots=True)
class Order:
    """「確認の指示」 What the command line asked."""

    file: str
    edition: str | None
    tier: AnyTier | None
    as_of: date | None
    decisions: str | None
    machine: bool
    formal: bool
    form: str


@dataclass(frozen=True, slots=True)
class Checked:
    """「確認の結果」 What was judged of a dossier, settled, and compared with the formal run."""

    order: Order
    dossier: Dossier
    judged: tuple[Judged | Unjudged, ...]
    decided: Decided
    differences: tuple[str, ...]
    absent: tuple[str, ...] = ()

    @property
    def code(self) -> Exit:
        """The exit status: a formal run that differs is a fault above every verdict."""
        if self.differences:
            return Exit.BAD
        codes = [exit_of(outcome.verdict) for outcome in self.decided.outcomes]
        return worst([*codes, *(Exit.NEEDS_PERSON for _ in self.unjudged)])

    @property
    def unjudged(self) -> tuple[Unjudged, ...]:
        """The tiers without an edition."""
        return tuple(one for one in self.judged if isinstance(one, Unjudged))

    @property
    def found(self) -> Found:
        """The tiers that were judged, each with its edition and its outcome."""
        editions = (one.edition for one in self.judged if isinstance(one, Judged))
        return tuple(zip(editions, self.decided.outcomes, strict=True))


@click.command(cls=Command)
@click.argument("file", metavar="FILE")
@click.option(
    "--edition",
    metavar="版",
    help="この版で判定する（既定は判定日に施行中の版、なければ新しい案）。",
)
@click.option("--tier", type=TierType(), help="この区分だけを判定する（例: class1、SC★3）。")
@click.option("--as-of", type=DayType(), help="判定日（既定は日本の今日）。")
@click.option("--decisions", metavar="FILE", help="原文照合と審査員の確認を書いた決定書。")
@click.option("--machine", is_flag=True, help="機械の判定だけで数える。")
@click.option("--formal", is_flag=True, help="pytest-bdd による正式実行とも照合する。")
@click.option(
    "--format",
    "form",
    type=WordType("text", "json", "junit", "html", *OSCAL),
    default="text",
    help="出力の形: text、json、junit、html、または OSCAL の文書 "
    "oscal-component（申告）、oscal-plan（計画）、oscal-results（結果）。",
)
def check(**words: Any) -> Reply:
    """申請書一式（YAML か JSON、「-」は標準入力）を基準に照らして確かめる。

    終了コードは、いちばん悪い区分の結果: 0 適合、1 不適合、3 要確認、2 入力の誤りか障害。
    """
    checked = _check(Order(**words))
    return Reply(checked.code, *_FORMS[checked.order.form](checked))


def _check(order: Order) -> Checked:
    raw = read_bytes(order.file)
    dossier = read_manifest(raw, order.file)
    absent = compare_files(dossier, order.file)
    tiers = tiers_asked(dossier, order.tier)
    judged = judge_all(dossier, tiers, order.edition, order.as_of or today())
    reports = tuple(one for one in judged if isinstance(one, Judged))
    decided = decide(reports, _document(order.decisions))
    differences = _differences(order, raw, decided)
    return Checked(order, dossier, judged, _counted(order, decided), differences, absent)


def _document(name: str | None) -> DecisionsDocument:
    return DecisionsDocument() if name is None else read_decisions(read_bytes(name), name)


def _differences(order: Order, raw: bytes, decided: Decided) -> tuple[str, ...]:
    if not order.formal:
        return ()
    from marketplace.cli.check.formal import compare_all

    return compare_all(decided.outcomes, raw, order.file)


def _counted(order: Order, decided: Decided) -> Decided:
    if not order.machine:
        return decided
    return Decided(tuple(machine_only(outcome) for outcome in decided.outcomes), decided.notices)


def _as_text(checked: Checked) -> tuple[str, str]:
    lines = [BY_MACHINE] if checked.order.machine else []
    lines += [tell(checked.dossier, outcome) for outcome in checked.decided.outcomes]
    return "\n".join([*lines, *_remarks(checked)]), ""


def _as_json(checked: Checked) -> tuple[str, str]:
    """The record of the one tier, or a list where several were asked; remarks go elsewhere."""
    how = {"counted": "machine_only"} if checked.order.machine else None
    records = [record(outcome, how).decode() for outcome in checked.decided.outcomes]
    whole = records[0] if len(checked.judged) == 1 else f"[{','.join(records)}]"
    return whole, "\n".join(_aside(checked))


def _as_junit(checked: Checked) -> tuple[str, str]:
    return junit(checked.decided.outcomes), "\n".join(_aside(checked))


def _as_html(checked: Checked) -> tuple[str, str]:
    return as_page(checked.dossier, checked.found, _aside(checked)), ""


def _as_oscal(checked: Checked) -> tuple[str, str]:
    document = as_oscal(checked.order.form, checked.dossier, checked.found)
    return document, "\n".join(_aside(checked))


def _aside(checked: Checked) -> Iterator[str]:
    """What is said beside a document that has no place for it."""
    if checked.order.machine:
        yield BY_MACHINE
    yield from _remarks(checked)


def _remarks(checked: Checked) -> Iterator[str]:
    for one in checked.unjudged:
        yield f"{one.tier.label}: 判定していません。{one.why}要確認として数えます。"
    yield from checked.decided.notices
    for path in checked.absent:
        yield f"証跡のファイル「{path}」がないので、指紋をくらべていません。"
    if checked.order.formal:
        yield from _formal(checked.differences)


def _formal(differences: tuple[str, ...]) -> Iterator[str]:
    if not differences:
        yield "正式実行と一致"
        return
    yield f"正式実行と一致しません（{len(differences)} か所）。"
    yield from (f"  {line}" for line in differences)


_FORMS = {
    "text": _as_text,
    "json": _as_json,
    "junit": _as_junit,
    "html": _as_html,
    **dict.fromkeys(OSCAL, _as_oscal),
}
