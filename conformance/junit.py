"""「JUnit の報告」 Outcomes as the XML that build servers show; equal outcomes, equal bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from marketplace.domain.verdict import Answered, Finding, Force, Outcome, Settled, Verdict

NAME = "otasuke"
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, however it is escaped."""

_KINDS = {Verdict.FAILS: "failure", Verdict.FAULT: "error"}


def junit(outcomes: Iterable[Outcome]) -> str:
    """One suite an outcome, one case a clause.

    不適合 of a 必須 clause is a failure, 障害 an error; 要確認, 対象外 and what never blocks are
    skipped with their reason.
    """
    suites = [_suite(outcome) for outcome in outcomes]
    root = Element("testsuites", {"name": NAME, **_summed(suites)})
    root.extend(suites)
    indent(root)
    raw: bytes = tostring(root, "utf-8", xml_declaration=True)
    return f"{raw.decode()}\n"


def _suite(outcome: Outcome) -> Element:
    report = outcome.report
    name = f"{report.provider}/{report.offering} {report.tier.tag} {report.edition.slug}"
    suite = Element("testsuite", {"name": legal(name)})
    kept = SubElement(suite, "properties")
    for name, value in _circumstances(outcome):
        SubElement(kept, "property", {"name": name, "value": legal(value)})
    classname = legal(f"{report.edition.slug}.{report.tier.tag}")
    suite.extend(_case(settled, classname) for settled in outcome.clauses)
    suite.attrib.update(_counted(suite))
    return suite


def _circumstances(outcome: Outcome) -> Iterator[tuple[str, str]]:
    report = outcome.report
    yield "day", str(report.day)
    yield "dossier", report.dossier_digest
    yield "edition", f"{report.edition.slug} {report.edition.revision} {report.edition.digest}"
    if outcome.is_provisional:
        yield "provisional", "true"
    yield "tier", report.tier.label
    yield "verdict", outcome.verdict.value


def _case(settled: Settled, classname: str) -> Element:
    finding = settled.finding
    name = legal(f"{finding.clause} {finding.title}")
    case = Element("testcase", {"classname": classname, "name": name})
    verdict = settled.answered.verdict
    if verdict is Verdict.CONFORMS:
        return case
    kind = _KINDS.get(verdict, "skipped")
    if finding.force is not Force.MUST:
        kind = "skipped"
    told = SubElement(case, kind, {"message": legal(_message(settled))})
    if kind != "skipped":
        told.set("type", verdict.value)
        told.text = legal("\n".join(_lines(finding)))
    return case


def _message(settled: Settled) -> str:
    finding, answered = settled.finding, settled.answered
    if answered.verdict is Verdict.NOT_APPLICABLE:
        return answered.verdict.label
    blocks = "" if finding.force is Force.MUST else "、結果を妨げない"
    seen = f"見た値: {finding.seen}、求める値: {finding.wanted}"
    return f"{_answer(answered)}{blocks}: {seen}"


def _answer(answered: Answered) -> str:
    return f"{answered.verdict.label}{f'（{answered.reason.label}）' if answered.reason else ''}"


def _lines(finding: Finding) -> Iterator[str]:
    named = {
        "プラン": finding.plan,
        "基準": finding.sentence,
        "見た値": finding.seen,
        "求める値": finding.wanted,
        "直し方": finding.remedy,
    }
    yield from (f"{name}: {text}" for name, text in named.items() if text)


def _counted(suite: Element) -> dict[str, str]:
    kinds = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    counted = {name: str(len(suite.findall(f"testcase/{kind}"))) for name, kind in kinds.items()}
    return {"tests": str(len(suite.findall("testcase"))), **counted}


def _summed(suites: list[Element]) -> dict[str, str]:
    names = ("tests", "failures", "errors", "skipped")
    return {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in names}


def legal(text: str) -> str:
    """A text without the characters that XML has no place for."""
    return _ILLEGAL.sub("", text)
