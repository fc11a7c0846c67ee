"""「基準の目録」 An edition as an OSCAL catalog: one control a clause, grouped by ルール."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from conformance.clause import Clause
from conformance.edition import Edition
from conformance.oscal.writing import (
    NAMESPACE,
    Part,
    catalog_uuid,
    edition_props,
    head,
    prop,
    props,
    prose,
    title,
    version_of,
)


def catalog(edition: Edition, at: datetime) -> Part:
    """The catalog of an edition; the words are those of our transcription, nothing else."""
    grouped = groupby(edition.clauses, key=lambda clause: (clause.file, clause.rule))
    groups = [_group(number, list(own)) for number, (_, own) in enumerate(grouped, start=1)]
    made: Part = {
        "uuid": catalog_uuid(edition.ref),
        "metadata": head(
            f"お助け隊サービスの基準 {edition.slug}",
            version_of(edition.ref),
            at,
            edition_props(edition.ref),
        ),
        "groups": groups,
    }
    return {"catalog": made}


def statement_id(key: str) -> str:
    """「文の識別子」 Of the part that holds a clause's sentences; findings are aimed at it."""
    return f"{key}_smt"


def _group(number: int, clauses: list[Clause]) -> Part:
    return {
        "id": f"rule-{number}",
        "class": "rule",
        "title": title(clauses[0].rule),
        "controls": [_control(clause) for clause in clauses],
    }


def _control(clause: Clause) -> Part:
    return {
        "id": clause.key,
        "class": "clause",
        "title": title(clause.title),
        "props": _props(clause),
        "parts": list(_parts(clause)),
    }


def _props(clause: Clause) -> list[Part]:
    tiers = [prop("tier", tag) for tag in sorted(clause.tiers)]
    judged = "only" if clause.person_only else "also" if clause.person else None
    return [
        *tiers,
        *props(
            ("force", clause.force.value),
            ("grade", clause.grade.value),
            ("evidence", clause.evidence.name.lower()),
            ("guidance", "yes" if clause.guidance else None),
            ("person", judged),
            ("text-digest", clause.text_digest),
        ),
    ]


def _parts(clause: Clause) -> list[Part]:
    told = {"statement": "\n\n".join(clause.steps), "guidance": clause.interpretation}
    ids = {"statement": statement_id(clause.key), "guidance": f"{clause.key}_gdn"}
    made = [
        {"id": ids[name], "name": name, "prose": prose(text)} for name, text in told.items() if text
    ]
    source = {"id": f"{clause.key}_src", "name": "source", "ns": NAMESPACE}
    return [*made, source | {"prose": prose(clause.source)}]
