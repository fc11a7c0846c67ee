"""「結果の行」 What was found of each plan's service, clause by clause, and what it takes over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from marketplace.desk.catalogue.comparing import Column
from marketplace.domain.certificate import TRIAL_WORDS, ListingBasis
from marketplace.domain.offering import Coverage, Evidence, EvidenceKind, Extent, Means
from marketplace.domain.verdict import Verdict
from marketplace.web import findings, look
from marketplace.web.comparison.cells import NOWHERE, Cell, Group, Mark, Row
from marketplace.web.findings import Line

MEANS = {Means.TOOL: "道具", Means.HUMAN: "人"}
EXTENTS = {Extent.FULL: "全部", Extent.PARTLY: "一部", Extent.SUPPORT: "支援"}
OWN_WORK = "御社がする"


def results(columns: tuple[Column, ...]) -> Group:
    """「適合確認の結果」 By which edition, as what, with which verdict, and until when."""
    entries = [one.listing.entry for one in columns]
    rows = (
        Row("掲載の根拠", tuple(_basis(one) for one in columns)),
        Row("サービス区分", tuple(Cell(entry.tier.label) for entry in entries)),
        Row("結果", tuple(_verdict(one) for one in columns)),
        Row("条項の数", tuple(Cell(_counted(one)) for one in columns)),
        Row("基準の版", tuple(Cell(_edition(one)) for one in columns)),
        Row("適合確認書の期限", tuple(_paper_until(one) for one in columns)),
        *_trials(columns),
    )
    return Group("適合確認の結果", rows, key="result")


def _basis(column: Column) -> Cell:
    return Cell(column.listing.basis.label, note=TRIAL_WORDS if _on_trial(column) else "")


def _verdict(column: Column) -> Cell:
    return Cell(mark=Mark(column.outcome.verdict, draft=_on_trial(column)))


def _paper_until(column: Column) -> Cell:
    """A trial listing has no such paper, and so no such day."""
    return NOWHERE if _on_trial(column) else Cell(look.day(column.listing.entry.last_day))


def _trials(columns: tuple[Column, ...]) -> Iterator[Row]:
    """「参考掲載の期限」 Only where one of the plans is listed on trial."""
    if any(map(_on_trial, columns)):
        yield Row("参考掲載の期限", tuple(_trial_until(one) for one in columns))


def _trial_until(column: Column) -> Cell:
    return Cell(look.day(column.listing.entry.last_day)) if _on_trial(column) else NOWHERE


def _on_trial(column: Column) -> bool:
    return column.listing.basis is ListingBasis.TRIAL


def clauses(columns: tuple[Column, ...], day: date) -> Group:
    """「条項ごとの結果」 A clause that does not belong to a plan's tier is 「—」 there."""
    tables = [_lines(one, day) for one in columns]
    keys = dict.fromkeys(key for table in tables for key in table)
    rows = (
        Row(title, tuple(table.get((key, title), NOWHERE) for table in tables), key=key)
        for key, title in keys
    )
    return Group("条項ごとの結果と、証跡の強さ", tuple(rows), _CLAUSES_NOTE, key="clause")


def coverage(columns: tuple[Column, ...]) -> Group | None:
    """「対応の範囲」 The SCS criteria that each plan takes over; None where nobody declared any."""
    tables = [_covered(one) for one in columns]
    if not any(tables):
        return None
    criteria = sorted({key for table in tables for key in table}, key=_numbers)
    counted = Row("受け持つ基準", tuple(Cell(_summed(table)) for table in tables), leads=True)
    rows = (Row(key, tuple(_extent(table, key) for table in tables)) for key in criteria)
    return Group("対応の範囲（SCS評価制度の基準ごと）", (counted, *rows), _COVERAGE_NOTE, "scs")


_CLAUSES_NOTE = (
    "証跡の強さは、条項の事実のうち、いちばん弱いものです。「—」は、その区分にない条項です。"
)
_COVERAGE_NOTE = (
    "「全部」だけが、その基準をふさぎます。「一部」と「支援」は、御社のすることが残ります。"
)


def strongest(evidence: tuple[Evidence, ...], day: date) -> dict[str, EvidenceKind]:
    """「事実ごとの証跡」 The strongest in force that supports each fact; without any: 宣言."""
    found: dict[str, EvidenceKind] = {}
    for one in (one for one in evidence if findings.in_force(one, day)):
        for fact in one.facts:
            found[fact] = max(one.kind, found.get(fact, one.kind))
    return found


def weakest(proven: dict[str, EvidenceKind], facts: tuple[str, ...]) -> EvidenceKind:
    """「証跡の強さ」 The weakest, over the facts of a clause, of each fact's strongest."""
    return min((proven.get(fact, _DECLARED) for fact in facts), default=_DECLARED)


_DECLARED = EvidenceKind.DECLARED


def _lines(column: Column, day: date) -> dict[tuple[str, str], Cell]:
    dossier = column.listing.entry.dossier
    proven = strongest(dossier.evidence, day)
    shown = findings.show(column.outcome, dossier).lines
    draft = _on_trial(column)
    return {(o.finding.clause, o.finding.title): _found(o, proven, draft=draft) for o in shown}


def _found(line: Line, proven: dict[str, EvidenceKind], *, draft: bool) -> Cell:
    if line.verdict is Verdict.NOT_APPLICABLE:
        return Cell(mark=Mark(line.verdict, draft=draft))
    reason = line.settled.answered.reason
    facts = line.clause.obligation.phrase.facts if line.clause else ()
    mark = Mark(line.verdict, line.settled.ruling is not None, weakest(proven, facts), draft)
    return Cell(note=reason.label if reason else "", mark=mark)


def _counted(column: Column) -> str:
    counts = Counter(one.answered.verdict for one in column.outcome.clauses)
    return "・".join(f"{one.label} {counts[one]}" for one in Verdict if counts[one])


def _edition(column: Column) -> str:
    return look.edition_name(column.outcome.report.edition.slug)


def _covered(column: Column) -> dict[str, tuple[Coverage, ...]]:
    entry = column.listing.entry
    found: dict[str, tuple[Coverage, ...]] = {}
    for one in entry.dossier.coverage:
        if one.tier == entry.tier:
            found[one.criterion] = (*found.get(one.criterion, ()), one)
    return found


def _summed(table: dict[str, tuple[Coverage, ...]]) -> str | None:
    """How many criteria by the most that is promised for each; 不明 where nothing is declared."""
    if not table:
        return None
    best = Counter(_most(promised) for promised in table.values())
    words = [f"{name} {best[extent]}基準" for extent, name in EXTENTS.items() if best[extent]]
    return "・".join(words + ([f"{OWN_WORK} {best[None]}基準"] if best[None] else []))


def _most(promised: tuple[Coverage, ...]) -> Extent | None:
    extents = {one.extent for one in promised}
    return next((extent for extent in EXTENTS if extent in extents), None)


def _extent(table: dict[str, tuple[Coverage, ...]], criterion: str) -> Cell:
    """Nothing declared for one criterion among others: it is the company's own work."""
    if not table:
        return Cell(None)
    return Cell("、".join(map(_promise, table.get(criterion, ()))) or "受け持たない")


def _promise(one: Coverage) -> str:
    if one.extent is None or one.means is Means.SELF:
        return OWN_WORK
    return f"{EXTENTS[one.extent]}（{MEANS[one.means]}）"


def _numbers(criterion: str) -> tuple[tuple[int, str], ...]:
    """The official order of ids such as 4-1-10-2."""
    parts = criterion.replace(".", "-").split("-")
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)
