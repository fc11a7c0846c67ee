"""「適合確認書」 The result of a check on paper: what it says, and what it does not say."""

from __future__ import annotations

from typing import Any

from marketplace.domain.certificate import Certificate
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Organisation
from marketplace.domain.verdict import Force, Outcome, Settled, Verdict
from marketplace.print.sheet import pdf
from marketplace.print.spelt import day, edition, name

_FORCES = {Force.MUST: "必須", Force.SHOULD: "推奨", Force.INFO: "情報"}
_SAYS = (
    "公開された基準に照らして、提供事業者の申告と証跡を確かめた結果です。",
    "いまも有効かどうかは、番号か記号を「適合確認書を確かめる」の画面に入れて確かめてください。",
)
_SAYS_NOT = (
    "本書は経済産業省・IPAの書面ではありません。国やIPAの登録を示すものでもありません。",
    "事故が起きないことや、サービスの品質を約束するものではありません。",
)
_SAMPLE = "見本のため、会社・サービス・結果はすべて架空です。"


def certificate_pdf(certificate: Certificate, outcome: Outcome, body: Organisation) -> bytes:
    """「適合確認書」 ``outcome`` is the one it was issued on, ``body`` who issued it.

    An outcome of another tier, or one that is not 適合, is refused: no paper says more than was
    found.
    """
    _require_conforming(certificate, outcome)
    return pdf("certificate", _data(certificate, outcome, body), japan_day(certificate.issued_at))


def _require_conforming(certificate: Certificate, outcome: Outcome) -> None:
    fits = outcome.report.tier == certificate.tier
    if not fits or outcome.verdict is not Verdict.CONFORMS:
        failing = [s for s in outcome.clauses if s.answered.verdict is not Verdict.CONFORMS]
        clauses = tuple(s.finding.clause for s in failing if s.finding.force is Force.MUST)
        raise Refused("not_conforming", verdict=outcome.verdict, clauses=clauses)


def _data(certificate: Certificate, outcome: Outcome, body: Organisation) -> dict[str, Any]:
    sample = certificate.provider.fictional or body.fictional
    return {
        "title": "適合確認書",
        "name": f"適合確認書 {certificate.number}",
        "number": f"番号 {certificate.number}",
        "issued": f"発行日 {day(japan_day(certificate.issued_at))}",
        "body": name(body),
        "offering": certificate.dossier.offering.name,
        "facts": _facts(certificate),
        "digests": [
            ["基準の指紋", certificate.edition.digest],
            ["申請書一式の指紋", certificate.dossier.digest],
        ],
        "summary": _summary(outcome),
        "clauses": [_clause(settled) for settled in outcome.clauses],
        "says": list(_SAYS),
        "says_not": list(_SAYS_NOT),
        "notes": [_SAMPLE] if sample else [],
        "sample": sample,
    }


def _facts(certificate: Certificate) -> list[list[str]]:
    used = certificate.edition
    withdrawn = certificate.delisted_on
    return [
        ["提供事業者", name(certificate.provider)],
        ["サービス区分", certificate.tier.label],
        ["基準", f"{edition(used.slug)}（改訂 第{used.revision}版）"],
        ["適合確認の結果", Verdict.CONFORMS.label],
        ["有効期間", f"{day(certificate.valid_from)}〜{day(certificate.valid_until)}"],
        *([["掲載の取下げ", f"{day(withdrawn)}から"]] if withdrawn else []),
        *([one.kind.label, f"{day(one.since)}から"] for one in certificate.measures),
        ["記号", certificate.ref],
    ]


def _summary(outcome: Outcome) -> str:
    verdicts = [settled.answered.verdict for settled in outcome.clauses]
    counts = [f"{v.label} {verdicts.count(v)}" for v in Verdict if v in verdicts]
    return f"{len(verdicts)}項目（{'・'.join(counts)}）"


def _clause(settled: Settled) -> list[str]:
    found = settled.finding
    verdict = settled.label
    return [found.clause, found.title, _FORCES[found.force], verdict, _how(settled)]


def _how(settled: Settled) -> str:
    if settled.ruling:
        return f"人が確認（{day(settled.ruling.on)}）"
    return "機械（原文照合ずみ）" if settled.confirmed else "機械"
