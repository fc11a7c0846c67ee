"""「一斉の審査の応答」 From what is asked to what is said."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from conformance.edition import Edition
from conformance.junit import junit
from marketplace.cli import config
from marketplace.cli.at_the_desk import now_of
from marketplace.cli.check.judging import named_edition
from marketplace.cli.check.telling import told
from marketplace.cli.config import Given
from marketplace.cli.judge.gathering import Gathered, confirmations, gather
from marketplace.cli.judge.judging import Bench, Line, by_tier, lines, outcome_of
from marketplace.cli.judge.telling import as_json, table
from marketplace.cli.operators import operators_host
from marketplace.cli.reply import Exit, Reply, exit_of, worst
from marketplace.cli.serving import require_migrated
from marketplace.desk.editions import in_force
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Missing
from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import Outcome
from marketplace.store import Store

NOTHING = "申請書一式が一つもないので、判定していません。"


@dataclass(frozen=True, slots=True)
class Judged:
    """「一斉の審査の結果」 Every line with the bench it was judged at, and what was not judged."""

    day: date
    lines: list[tuple[Bench, Line]]
    remarks: list[str]

    @property
    def code(self) -> Exit:
        """The worst; a tier without an edition counts as 要確認, nothing judged as a fault."""
        codes = [exit_of(line.verdict) for _, line in self.lines]
        return worst([*codes, *(Exit.NEEDS_PERSON for _ in self.remarks)])

    def outcomes(self) -> Iterator[Outcome]:
        """Every outcome in full."""
        return (outcome_of(bench, line.gathered) for bench, line in self.lines)


@dataclass(frozen=True, slots=True)
class Order:
    """「一斉の審査の指示」 What the command line asked."""

    data: str | None
    edition: str | None
    as_of: date | None
    form: str


def reply(order: Order) -> Reply:
    """Judge what is stored, and say it."""
    settings = config.load(Given(order.data), os.environ)
    require_migrated(settings, order.data)
    operators_host(settings.operator_plugins)
    store = Store(settings.database_url)
    try:
        judged = judge_all(store, order.edition, order.as_of or japan_day(now_of(store)))
    finally:
        store.dispose()
    if not judged.lines:
        return Reply(judged.code, err="\n".join(judged.remarks or [NOTHING]))
    return _FORMS[order.form](judged)


def judge_all(store: Store, slug: str | None, day: date) -> Judged:
    """Judge every stored offering under one edition, or under those in force on the day."""
    named = None if slug is None else named_edition(slug)
    found: list[tuple[Bench, Line]] = []
    remarks: list[str] = []
    for together in by_tier(gather(store, day)).values():
        tier = together[0].subject.tier
        edition = _edition(store, tier, named, day)
        if edition is None:
            remarks.append(f"{tier.label}: {len(together)} 件を判定していません。版がありません。")
            continue
        bench = Bench(edition, confirmations(store, edition.slug), day)
        found += [(bench, line) for line in lines(bench, together)]
    return Judged(day, sorted(found, key=lambda pair: _place(pair[1].gathered)), remarks)


def _edition(store: Store, tier: AnyTier, named: Edition | None, day: date) -> Edition | None:
    if named is not None:
        return named if named.slug.split("/")[0] == tier.family else None
    try:
        with store.read() as book:
            return in_force(book, tier.family, day)
    except Missing:
        return None


def _place(one: Gathered) -> tuple[str, str, str]:
    return one.subject.provider, one.subject.offering, one.subject.tier.tag


def _as_text(judged: Judged) -> Reply:
    shown = table([line for _, line in judged.lines])
    return Reply(judged.code, "\n".join([shown, *judged.remarks]))


def _in_words(judged: Judged) -> Reply:
    reasons = chain.from_iterable(_explained(outcome) for outcome in judged.outcomes())
    return Reply(judged.code, "\n".join([_as_text(judged).out, *reasons]))


def _explained(outcome: Outcome) -> Iterator[str]:
    report = outcome.report
    yield f"\n■ {report.provider}/{report.offering} {report.tier.label}: {outcome.verdict.label}"
    for settled in outcome.clauses:
        yield from told(settled)


def _as_json(judged: Judged) -> Reply:
    editions = {bench.edition.slug: bench.edition.ref for bench, _ in judged.lines}
    text = as_json([line for _, line in judged.lines], editions.values(), judged.day)
    return Reply(judged.code, text, "\n".join(judged.remarks))


def _as_junit(judged: Judged) -> Reply:
    return Reply(judged.code, junit(judged.outcomes()), "\n".join(judged.remarks))


_FORMS = {"text": _as_text, "explained": _in_words, "json": _as_json, "junit": _as_junit}
