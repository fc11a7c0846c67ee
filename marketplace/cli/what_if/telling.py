"""「もしもを話す」 Who moves, on which clause and by how much: as a table and as canonical JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conformance.edition import Edition
from conformance.explain import explain
from conformance.rows import FactRow
from conformance.what_if.missing import Gap, gap
from conformance.what_if.setting import Change
from marketplace.cli.columns import columns
from marketplace.cli.what_if.comparing import Cause, Compared, Move, Moved
from marketplace.domain.canonical import Json, canonical
from marketplace.domain.verdict import Verdict

FORMAT = "otasuke-what-if/1"
GONE = "この版にはない"
HEAD = ("サービス", "区分", "結果", "条項", "見た値", "求める値", "差")
ORDER = (Verdict.CONFORMS, Verdict.NEEDS_PERSON, Verdict.FAILS, Verdict.FAULT)


@dataclass(frozen=True, slots=True)
class Told:
    """「もしもの結果」 Both texts, the numbers put in, the day, and every tier compared."""

    now: Edition
    then: Edition
    changes: tuple[Change, ...]
    day: date
    tiers: tuple[Compared, ...]

    @property
    def heading(self) -> str:
        """What was supposed."""
        changed = f"（{'、'.join(one.label for one in self.changes)}）" if self.changes else ""
        return f"もしも {_named(self.then)}{changed} なら"

    @property
    def standing(self) -> str:
        """What it is compared with."""
        return f"いまの版 {_named(self.now)} と、{self.day} の判定でくらべる"

    def deciding(self) -> Counter[str]:
        """How many become 不適合 on each clause; several clauses of one each count."""
        moved = (one for tier in self.tiers for one in tier.of(Move.FALLS))
        return Counter(cause.decides.key for one in moved for cause in one.causes)


def _named(edition: Edition) -> str:
    return edition.slug + (f" 第{edition.revision}訳" if edition.revision else "")


def as_text(told: Told) -> str:
    """The figures of each tier, then who moves."""
    return "\n".join(_lines(told))


def _lines(told: Told) -> Iterator[str]:
    yield f"■ {told.heading}"
    yield f"  {told.standing}"
    for tier in told.tiers:
        yield ""
        yield f"{tier.label}: {tier.now.total():,} 件（{moves(tier)}）"
        yield f"  いま  : {counted(tier.now)}"
        yield f"  もしも: {counted(tier.then)}"
    if not told.tiers:
        yield "\nこの版の区分の申請はありません。"
    for move in Move:
        moved = [one for tier in told.tiers for one in tier.of(move)]
        if moved:
            yield f"\n● {move.label}（{len(moved):,}）"
            yield from columns([HEAD, *(row for one in moved for row in _rows(one))])


def counted(verdicts: Counter[Verdict]) -> str:
    """Every verdict that somebody has, with its number."""
    parts = (f"{one.label} {verdicts[one]:,}" for one in ORDER if verdicts[one])
    return "・".join(parts) or "なし"


def moves(tier: Compared) -> str:
    """Every move that somebody makes, with its number."""
    parts = (f"{move.label} {len(tier.of(move)):,}" for move in Move if tier.of(move))
    return "・".join(parts) or "動かない"


def _rows(moved: Moved) -> Iterator[tuple[str, ...]]:
    subject = moved.gathered.subject
    head = (
        f"{subject.provider}/{subject.offering}",
        subject.tier.label,
        f"{moved.now.label} → {moved.then.label}",
    )
    if not moved.causes:
        yield (*head, "", "", "", "")
    for number, cause in enumerate(moved.causes):
        why = explained(cause)
        named = f"{cause.decides.key} {cause.decides.title}"
        told = (named, why.seen, why.wanted, _gap(why.gap))
        yield (*(head if number == 0 else ("", "", "")), *told)


def _gap(missed: Gap | None) -> str:
    return f"{missed.over:+,}（{missed.needed:,} なら満たす）" if missed else ""


@dataclass(frozen=True, slots=True)
class Explained:
    """「動いた訳」 The plan that is farthest away, what was seen of it and wanted, and how far."""

    plan: str
    seen: str
    wanted: str
    gap: Gap | None


def explained(cause: Cause) -> Explained:
    """Why a clause decides: its value seen, what the supposed text wants, by how much it misses."""
    row, missed = max(_gaps(cause), key=lambda pair: abs(pair[1].over) if pair[1] else 0)
    seen = explain(cause.decides, row, cause.code).seen
    wanted = cause.then.obligation.wanted if cause.then else GONE
    return Explained(row.plan, " ".join(seen.split()), wanted, missed)


def _gaps(cause: Cause) -> Iterator[tuple[FactRow, Gap | None]]:
    other = cause.now if cause.decides is cause.then else cause.then
    against = other.obligation if other else None
    for row in cause.rows:
        yield row, gap(cause.decides.obligation, row, against) if cause.is_missed else None


def as_json(told: Told) -> str:
    """The same as canonical JSON."""
    whole: dict[str, Json] = {
        "format": FORMAT,
        "day": str(told.day),
        "now": _edition(told.now),
        "then": _edition(told.then),
        "changes": [_change(one) for one in told.changes],
        "tiers": [_tier(tier) for tier in told.tiers],
        "moved": [_moved(one) for tier in told.tiers for one in tier.moved],
    }
    return canonical(whole).decode()


def _edition(edition: Edition) -> Json:
    return {"slug": edition.slug, "revision": edition.revision, "digest": edition.digest}


def _change(change: Change) -> Json:
    return {"clause": change.key, "place": change.place, "old": change.old, "new": change.new}


def _tier(tier: Compared) -> Json:
    return {
        "tier": tier.tier,
        "total": tier.now.total(),
        "now": {one.value: tier.now[one] for one in ORDER},
        "then": {one.value: tier.then[one] for one in ORDER},
        "moved": {move.value: len(tier.of(move)) for move in Move},
    }


def _moved(moved: Moved) -> Json:
    subject = moved.gathered.subject
    return {
        "provider": subject.provider,
        "offering": subject.offering,
        "dossier": subject.dossier_digest,
        "tier": subject.tier.tag,
        "move": moved.move.value,
        "now": moved.now.value,
        "then": moved.then.value,
        "clauses": [_cause(cause) for cause in moved.causes],
    }


def _cause(cause: Cause) -> Json:
    why = explained(cause)
    made: dict[str, Json] = {
        "clause": cause.decides.key,
        "title": cause.decides.title,
        "plan": why.plan,
        "seen": why.seen,
        "wanted": why.wanted,
    }
    if why.gap:
        made |= {"limit": why.gap.limit, "needed": why.gap.needed, "over": why.gap.over}
    return made
