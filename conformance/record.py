"""「記録」 Our own canonical record of an outcome; what anyone can recompute stands apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from marketplace.domain.canonical import Json, canonical, digest, plain
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.verdict import Outcome, Settled, Verdict

FORMAT = "otasuke-record/1"


def record(outcome: Outcome, circumstances: Mapping[str, str] | None = None) -> bytes:
    """「結果の記録」 Canonical JSON: the deterministic part, and the circumstances beside it."""
    whole: dict[str, Json] = {"format": FORMAT, "judged": judged(outcome)}
    if circumstances:
        whole["circumstances"] = plain(circumstances)
    return canonical(whole)


def judged(outcome: Outcome) -> Json:
    """The part that two runs on any two machines must agree on to the byte."""
    report = outcome.report
    confirmed = [s.finding.clause for s in outcome.clauses if s.confirmed]
    return {
        "provider": report.provider,
        "offering": report.offering,
        "dossier": report.dossier_digest,
        "edition": plain(report.edition),
        "phrases": report.phrases_digest,
        "confirmations": digest(confirmed),
        "tier": report.tier.tag,
        "day": plain(report.day),
        "verdict": outcome.verdict.value,
        "findings": [_finding(settled) for settled in outcome.clauses],
    }


def _finding(settled: Settled) -> Json:
    finding = cast("dict[str, Json]", plain(settled.finding))
    machine = finding.pop("answered")
    ruling = plain(settled.ruling) if settled.ruling else None
    made: dict[str, Json] = {
        "machine": machine,
        "verdict": settled.answered.verdict.value,
        "reason": settled.answered.reason.value if settled.answered.reason else None,
        "ruling": ruling,
        "confirmed": settled.confirmed,
        "provisional": settled.is_provisional or None,
        "waiver": plain(settled.waiver) if settled.waiver else None,
    }
    return finding | {key: value for key, value in made.items() if value is not None}


def read_record(raw: bytes) -> dict[str, Any]:
    """Read a record back; anything else, or a verdict that is none, is ``BadInput``."""
    try:
        value = json.loads(raw)
    except ValueError:
        value = None
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise BadInput(
            (Fault("記録", "結果の記録ではありません。", "otasuke check の出力を渡してください。"),)
        )
    if unknown := sorted(_unknown(value.get("judged"))):
        named = "、".join(unknown)
        remedy = "記録を書いたのと同じ版のソフトウェアで読んでください。"
        raise BadInput((Fault("記録", f"知らない判定があります: {named}。", remedy),))
    return value


def _unknown(made: Any) -> set[str]:
    """Words that stand in the place of a verdict and are none; a missing one is unknown too."""
    try:
        findings = made["findings"]
        words = [made["verdict"], *(one["verdict"] for one in findings)]
        words += [one["machine"]["verdict"] for one in findings]
        words += [one["ruling"]["verdict"] for one in findings if "ruling" in one]
    except (LookupError, TypeError):
        return {"（読み取れません）"}
    return {str(word) for word in words if word not in set(Verdict)}
