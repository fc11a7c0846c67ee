"""「確かめなおす一式」 Everything a verdict rests on, for whoever wants to compute it again.

It holds the facts as they were judged, the digests of the evidence, and what people decided. It
holds neither the evidence nor what only examiners may see (who the customers are).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from conformance.edition import Edition
from conformance.facts import FACTS
from conformance.judge import Subject, judge_rows, rows_of
from conformance.record import judged
from conformance.rows import FactRow
from conformance.settle import settle
from conformance.stored import row_of_json, row_to_json
from marketplace.domain.canonical import Json, canonical, plain
from marketplace.domain.errors import BadInput, Fault, MarketError
from marketplace.domain.offering import Dossier, Evidence
from marketplace.domain.tier import TIERS
from marketplace.domain.verdict import Confirmation, Decisions, Outcome, Ruling, Verdict, Waiver

FORMAT = "otasuke-bundle/1"


@dataclass(frozen=True, slots=True)
class Bundle:
    """「確かめなおす一式」 The subject, the day, its fact rows, and the decisions that counted.

    ``phrases`` is the digest of the phrases that judged.
    """

    subject: Subject
    phrases: str
    day: date
    rows: tuple[FactRow, ...]
    decisions: Decisions

    def judged(self, edition: Edition) -> Json:
        """The deterministic part of the record, computed again from nothing else."""
        report = judge_rows(edition, self.subject, list(self.rows), self.day)
        return judged(settle(report, self.decisions, self.day))


def bundle_of(dossier: Dossier, outcome: Outcome, decisions: Decisions) -> bytes:
    """The bundle of an outcome in canonical JSON; decisions that settled nothing stay outside."""
    report = outcome.report
    rows = rows_of(dossier, report.tier, report.day)
    return canonical(
        {
            "format": FORMAT,
            "provider": report.provider,
            "offering": report.offering,
            "dossier": report.dossier_digest,
            "tier": report.tier.tag,
            "edition": plain(report.edition),
            "phrases": report.phrases_digest,
            "day": report.day,
            "rows": [_named(row) for row in rows],
            "evidence": [_listed(one) for one in dossier.evidence],
            "confirmations": [plain(one) for one in _counted(outcome, decisions)],
            "rulings": [plain(one.ruling) for one in outcome.clauses if one.ruling],
            "waivers": [plain(one.waiver) for one in outcome.waived],
        }
    )


def read_bundle(raw: bytes) -> Bundle:
    """Read a bundle back; anything else is ``BadInput``."""
    try:
        return _read(json.loads(raw))
    except (AttributeError, LookupError, MarketError, RecursionError, TypeError, ValueError):
        remedy = "otasuke certify が書き出したファイルを、そのまま渡してください。"
        raise BadInput((Fault("一式", "確かめなおす一式として読み取れません。", remedy),)) from None


def _listed(evidence: Evidence) -> Json:
    """What shows which document counted, without its title or its place."""
    return {
        "facts": list(evidence.facts),
        "kind": evidence.kind.name.lower(),
        "sha256": evidence.sha256,
        "issued": plain(evidence.issued),
        "lapses": plain(evidence.lapses),
    }


def _named(row: FactRow) -> Json:
    """By the names of the facts, so that a fact that is added later moves nothing."""
    made = json.loads(row_to_json(row))
    readings: list[Json] = [_by_name(values) for values in made["readings"]]
    return {"plan": made["plan"], "readings": readings, "proofs": _by_name(made["proofs"])}


def _by_name(values: list[Any]) -> Json:
    named = zip(FACTS, values, strict=True)
    return {fact.name: value for fact, value in named if value not in (None, [])}


def _row(made: Any) -> FactRow:
    readings = [[one.get(fact.name) for fact in FACTS] for one in made["readings"]]
    proofs = [made["proofs"].get(fact.name, []) for fact in FACTS]
    plain_row = {"plan": made["plan"], "readings": readings, "proofs": proofs}
    return row_of_json(canonical(plain_row).decode())


def _counted(outcome: Outcome, decisions: Decisions) -> Iterable[Confirmation]:
    edition = outcome.report.edition.slug
    texts = {(s.finding.clause, s.finding.text_digest) for s in outcome.clauses if s.confirmed}
    made = (one for one in decisions.confirmations if one.edition == edition)
    return (one for one in made if (one.clause, one.text_digest) in texts)


def _read(made: Any) -> Bundle:
    if made["format"] != FORMAT:
        raise ValueError(made["format"])
    subject = Subject(made["provider"], made["offering"], made["dossier"], TIERS[made["tier"]])
    rows = tuple(_row(row) for row in made["rows"])
    confirmations = tuple(Confirmation(**_dated(one)) for one in made["confirmations"])
    rulings = tuple(_ruling(one) for one in made["rulings"])
    day = date.fromisoformat(made["day"])
    waivers = tuple(_waiver(one) for one in made.get("waivers", ()))
    return Bundle(subject, made["phrases"], day, rows, Decisions(confirmations, rulings, waivers))


def _ruling(made: dict[str, Any]) -> Ruling:
    return Ruling(**_dated(made) | {"verdict": Verdict(made["verdict"])})


def _waiver(made: dict[str, Any]) -> Waiver:
    """One without an end is ``Refused`` by the value itself; without the word, it is no waiver."""
    return Waiver(**_dated(made) | {"until": date.fromisoformat(made["until"])})


def _dated(made: dict[str, Any]) -> dict[str, Any]:
    return made | {"by": tuple(made["by"]), "on": date.fromisoformat(made["on"])}
