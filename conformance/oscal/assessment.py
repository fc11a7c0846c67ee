"""「審査」 A judgement as OSCAL: the plan of what is reviewed, and the results.

A finding of OSCAL is satisfied or not-satisfied. 要確認 and 障害 are not-satisfied with the reason
``other`` and our own verdict in a property; 対象外 has an observation and no finding, because
neither state would be true. An answer that this module does not know is never satisfied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from conformance.oscal.catalog import statement_id
from conformance.oscal.component import component_uuid, definition_uuid
from conformance.oscal.writing import (
    Part,
    catalog_resource,
    edition_props,
    head,
    identify,
    instant,
    line,
    pointer,
    props,
    prose,
    title,
)
from marketplace.domain.offering import Dossier
from marketplace.domain.verdict import Finding, Outcome, Settled, Verdict

_STATUS = {
    Verdict.CONFORMS: {"state": "satisfied", "reason": "pass"},
    Verdict.FAILS: {"state": "not-satisfied", "reason": "fail"},
}
_OTHER = {"state": "not-satisfied", "reason": "other"}


def assessment_plan(dossier: Dossier, outcomes: Iterable[Outcome], at: datetime) -> Part:
    """What is reviewed of the offering: every clause of each tier, under which text.

    OSCAL asks for a system security plan; there is none of a service, so the declaration of the
    offering stands in its place.
    """
    known = list(outcomes)
    declared = pointer(
        f"{dossier.offering.name}の申告（システム計画はない）",
        definition_uuid(dossier.digest),
        props(("dossier-digest", dossier.digest)),
    )
    named = dossier.offering.name
    made: Part = {
        "uuid": plan_uuid(known),
        "metadata": head(f"{named}の審査の計画", _version(known), at),
        "import-ssp": {"href": f"#{declared['uuid']}"},
        "reviewed-controls": {"control-selections": [_selection(one) for one in known]},
        "assessment-subjects": [{"type": "component", "include-subjects": [_subject(dossier)]}],
        "back-matter": {"resources": [declared, *_catalogs(known)]},
    }
    return {"assessment-plan": made}


def assessment_results(dossier: Dossier, outcomes: Iterable[Outcome], at: datetime) -> Part:
    """What was found: one result a tier, one observation a clause, one finding where it binds."""
    known = list(outcomes)
    plan = pointer(f"{dossier.offering.name}の審査の計画", plan_uuid(known), _of_dossier(dossier))
    made: Part = {
        "uuid": identify("assessment-results", *map(_identity, known)),
        "metadata": head(f"{dossier.offering.name}の適合確認の結果", _version(known), at),
        "import-ap": {"href": f"#{plan['uuid']}"},
        "results": [_result(dossier, outcome, at) for outcome in known],
        "back-matter": {"resources": [plan, *_catalogs(known)]},
    }
    return {"assessment-results": made}


def plan_uuid(outcomes: Iterable[Outcome]) -> str:
    """「計画の識別子」 Of the plan that the results are of."""
    reports = [one.report for one in outcomes]
    named = [[r.dossier_digest, r.edition.digest, r.tier.tag, r.day] for r in reports]
    return identify("assessment-plan", *named)


def _identity(outcome: Outcome) -> list[object]:
    """What makes an outcome this one: what was judged, and what came of each clause."""
    report = outcome.report
    found = [[s.finding.clause, _verdict(s), s.finding.facts_digest] for s in outcome.clauses]
    judged = [report.dossier_digest, report.edition.digest, report.phrases_digest]
    return [*judged, report.tier.tag, report.day, found]


def _version(outcomes: list[Outcome]) -> str:
    return " ".join(dict.fromkeys(one.report.day.isoformat() for one in outcomes)) or "なし"


def _of_dossier(dossier: Dossier) -> list[Part]:
    return props(("dossier-digest", dossier.digest))


def _catalogs(outcomes: list[Outcome]) -> list[Part]:
    editions = {one.report.edition.slug: one.report.edition for one in outcomes}
    return [catalog_resource(ref) for ref in editions.values()]


def _subject(dossier: Dossier) -> Part:
    return {"subject-uuid": component_uuid(dossier.digest), "type": "component"}


def _selection(outcome: Outcome) -> Part:
    report = outcome.report
    return {
        "description": f"{title(report.tier.label)}の条項",
        "props": [*props(("tier", report.tier.tag)), *edition_props(report.edition)],
        "include-controls": [{"control-id": finding.clause} for finding in report.findings],
    }


def _result(dossier: Dossier, outcome: Outcome, at: datetime) -> Part:
    report = outcome.report
    identity = _identity(outcome)
    findings = [
        _finding(identity, s)
        for s in outcome.clauses
        if s.answered.verdict is not Verdict.NOT_APPLICABLE
    ]
    made: Part = {
        "uuid": identify("result", *identity),
        "title": title(f"{report.tier.label}: {outcome.verdict.label}"),
        "description": prose(f"{report.edition.slug} による {report.day} の適合確認の結果"),
        "start": instant(at),
        "props": [
            *props(
                ("verdict", outcome.verdict.value),
                ("tier", report.tier.tag),
                ("day", report.day.isoformat()),
                ("phrases-digest", report.phrases_digest),
                ("provisional", "yes" if outcome.is_provisional else None),
            ),
            *edition_props(report.edition),
        ],
        "reviewed-controls": {"control-selections": [_selection(outcome)]},
        "observations": [_observation(dossier, identity, s, at) for s in outcome.clauses],
    }
    return made | ({"findings": findings} if findings else {})


def _observation(dossier: Dossier, identity: list[object], settled: Settled, at: datetime) -> Part:
    finding = settled.finding
    return {
        "uuid": _observed(identity, finding),
        "title": title(f"{finding.clause} {finding.title}"),
        "description": prose("\n\n".join(_seen(finding))),
        "props": _answer(settled),
        "methods": ["EXAMINE"] if settled.ruling else ["TEST"],
        "types": ["finding"],
        "subjects": [_subject(dossier)],
        "collected": instant(at),
    }


def _observed(identity: list[object], finding: Finding) -> str:
    return identify("observation", *identity, finding.clause)


def _seen(finding: Finding) -> Iterator[str]:
    told = {"プラン": finding.plan, "見た値": finding.seen, "求める値": finding.wanted}
    yield from (f"{name}: {text}" for name, text in told.items() if text)


def _answer(settled: Settled) -> list[Part]:
    finding, answered = settled.finding, settled.answered
    return props(
        ("verdict", _verdict(settled)),
        ("reason", answered.reason.value if answered.reason else None),
        ("force", finding.force.value),
        ("grade", finding.grade.value),
        ("confirmed", "yes" if settled.confirmed else None),
        ("provisional", "yes" if settled.is_provisional else None),
        ("text-digest", finding.text_digest),
        ("facts-digest", finding.facts_digest),
    )


def _verdict(settled: Settled) -> str:
    return str(settled.answered.verdict)


def _finding(identity: list[object], settled: Settled) -> Part:
    finding = settled.finding
    target: Part = {
        "type": "statement-id",
        "target-id": statement_id(finding.clause),
        "status": dict(_STATUS.get(settled.answered.verdict, _OTHER)),
    }
    made: Part = {
        "uuid": identify("finding", *identity, finding.clause),
        "title": title(f"{finding.clause} {finding.title}"),
        "description": prose(line(finding.sentence)),
        "props": _answer(settled),
        "target": target,
        "related-observations": [{"observation-uuid": _observed(identity, finding)}],
    }
    told = "\n\n".join(_remarks(settled))
    return made | ({"remarks": prose(told)} if told else {})


def _remarks(settled: Settled) -> Iterator[str]:
    ruling = settled.ruling
    if ruling is not None:
        yield f"{'、'.join(ruling.by)}（{ruling.on}）の確認: {ruling.reason}"
    if settled.answered.verdict is not Verdict.CONFORMS and settled.finding.remedy:
        yield f"直し方: {settled.finding.remedy}"
