"""「サービスと適合確認の結果」 What is declared of a listed offering, and what was found."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.codec.dossier import dump_dossier
from marketplace.desk import versions
from marketplace.desk.catalogue import listing
from marketplace.desk.catalogue.listing import OfferingPage
from marketplace.domain.offering import Coverage, Evidence, EvidenceKind
from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import Reason, Settled, Verdict
from marketplace.store import Book
from marketplace.web import changes, findings, visit
from marketplace.web.api import listed
from marketplace.web.api.answers import of_catalogue, of_decisions
from marketplace.web.api.door import v1
from marketplace.web.api.schemas.offering import OfferingAnswerSchema, ReportAnswerSchema
from marketplace.web.changes import Step
from marketplace.web.findings import Line

NOT_DECLARED = ("format", "provider", "offering", "plans", "coverage", "evidence")
"""Parts of a document that are said elsewhere in the answer."""

Json = dict[str, Any]


@v1.told("/offerings/<ref>", OfferingAnswerSchema, "掲載中のサービスの、申告・料金・履歴を読む")
def offering(ref: str) -> Response:
    """「サービス」 Declared values in the format of the manifest."""
    return of_catalogue(lambda book: _offering(book, ref))


@v1.told("/offerings/<ref>/report", ReportAnswerSchema, "掲載中のサービスの、適合確認の結果を読む")
def report(ref: str) -> Response:
    """「適合確認の結果」 Every clause with its verdict, the reason and the evidence."""
    return of_decisions(lambda book: _report(listing.offering(book, ref, visit.today())))


def _offering(book: Book, ref: str) -> Json:
    page = listing.offering(book, ref, visit.today())
    entry, plain = page.entry, dump_dossier(page.entry.dossier)
    return {
        "day": visit.today().isoformat(),
        "offering": listed.offering(entry),
        "provider": listed.provider(entry.provider),
        "tier": listed.tier(entry.tier),
        **listed.entitled(entry),
        "declared": _declared(plain),
        "plans": _plans(plain, entry.tier),
        "coverage": [_covered(one) for one in entry.dossier.coverage if one.tier == entry.tier],
        "evidence": [_evidence(one) for one in entry.dossier.evidence],
        "versions": [_step(one) for one in changes.history(versions.versions(book, ref))],
    }


def _declared(plain: Json) -> Json:
    """Everything but the customers of the 1類, whom only the examiner sees."""
    own = {name: value for name, value in plain["offering"].items() if name in _HEAD}
    parts = {name: value for name, value in plain.items() if name not in NOT_DECLARED}
    if "class1" in parts:
        parts["class1"] = {k: v for k, v in parts["class1"].items() if k != "customers"}
    return own | {name: value for name, value in parts.items() if value}


_HEAD = ("summary", "source", "as_of")


def _plans(plain: Json, tier: AnyTier) -> list[Json]:
    return [one for one in plain["plans"] if one["tier"] == tier.tag]


def _covered(one: Coverage) -> Json:
    extent = one.extent.value if one.extent else None
    return {"criterion": one.criterion, "means": one.means.value, "extent": extent}


def _evidence(one: Evidence) -> Json:
    return {
        "kind": _strength(one.kind),
        "label": one.kind.label,
        "title": one.title,
        "issued": one.issued.isoformat(),
        "lapses": one.lapses.isoformat() if one.lapses else None,
    }


def _strength(kind: EvidenceKind) -> str:
    return kind.name.lower()


def _step(one: Step) -> Json:
    return {"since": listed.moment(one.since), "digest": one.digest, "changed": list(one.changed)}


def _report(page: OfferingPage) -> Json:
    entry, outcome = page.entry, page.outcome
    shown = findings.show(outcome, entry.dossier)
    edition = outcome.report.edition
    return {
        "offering": listed.offering(entry),
        "tier": listed.tier(entry.tier),
        "basis": entry.basis.value,
        "edition": listed.edition(edition),
        "day": outcome.report.day.isoformat(),
        "verdict": _coded(outcome.verdict),
        "dossier_digest": outcome.report.dossier_digest,
        "counts": {one.value: shown.counts[one] for one in Verdict},
        "clauses": [_finding(line, edition.slug) for line in shown.lines],
    }


def _finding(line: Line, slug: str) -> Json:
    found, reason = line.finding, line.settled.answered.reason
    needed = line.clause.evidence if line.clause else EvidenceKind.DECLARED
    return {
        "key": found.clause,
        "title": found.title,
        "url": f"/api/v1/editions/{slug}/clauses/{found.clause}",
        "verdict": _coded(line.verdict),
        "reason": _coded(reason) if reason else None,
        "force": found.force.value,
        "grade": found.grade.value,
        "guidance": found.guidance,
        "plan": found.plan,
        "sentence": found.sentence,
        "seen": found.seen or None,
        "wanted": found.wanted or found.sentence,
        "evidence_needed": _strength(needed),
        "evidence": [_evidence(one) for one in line.evidence],
        "decided": _decided(line.settled),
        "source": line.clause.source if line.clause else "",
    }


def _decided(settled: Settled) -> Json:
    """By whom, without any name: a machine, or an examiner with a day and a reason."""
    ruling = settled.ruling
    return {
        "by": "examiner" if ruling else "machine",
        "confirmed": settled.confirmed,
        "on": ruling.on.isoformat() if ruling else None,
        "reason": ruling.reason if ruling else None,
    }


def _coded(one: Verdict | Reason) -> Json:
    return {"code": one.value, "label": one.label}
