"""「自社の診断」 The same figures as on the pages, because they come from the same counts."""

from __future__ import annotations

from typing import Any

from marketplace.codec.assessment import dump_assessment
from marketplace.desk.diagnosis import viewing
from marketplace.desk.diagnosis.viewing import Picture
from marketplace.domain.organisation import Actor
from marketplace.domain.progress import Counts, answer_of
from marketplace.domain.requirement import Criterion
from marketplace.web import visit
from marketplace.web.api.own.door import own
from marketplace.web.api.schemas.own import (
    AnswersAnswerSchema,
    DiagnosesAnswerSchema,
    DiagnosisAnswerSchema,
    ProfileAnswerSchema,
)
from marketplace.web.sme.diagnosis.chapters import chapters, seen

Json = dict[str, Any]


@own.told("/diagnoses", DiagnosesAnswerSchema, "自社の診断の一覧")
def own_diagnoses(actor: Actor) -> Json:
    """「診断の一覧」 The newest first."""
    with visit.store().read() as book:
        found = viewing.diagnoses(book, actor)
    return {"diagnoses": [_said(one) for one in found]}


@own.told("/diagnoses/<ref>", DiagnosisAnswerSchema, "一つの診断の結果（参考）")
def own_diagnosis(actor: Actor, ref: str) -> Json:
    """「診断の結果」 Counted as on the page."""
    found = seen(actor, ref)
    return _said(found) | {
        "previous": found.kept.previous,
        "categories": [
            {"category": one.number, "label": one.label, "counts": _counts(one.counts)}
            for one in chapters(found)
        ],
        "items_asked": len(found.level.items) - len(found.set_aside),
        "items_reached": len(found.reached),
        "gaps": [one.id for one in found.gaps],
        "page": f"/sme/diagnosis/{ref}/result",
    }


@own.told("/diagnoses/<ref>/profile", ProfileAnswerSchema, "適用範囲と会社の概要")
def own_profile(actor: Actor, ref: str) -> Json:
    """「適用範囲と概要」 As in a document."""
    return profile_said(seen(actor, ref))


@own.told("/diagnoses/<ref>/answers", AnswersAnswerSchema, "すべての評価基準への回答")
def own_answers(actor: Actor, ref: str) -> Json:
    """「回答」 With who gave each, and the version to write over."""
    return answers_said(seen(actor, ref))


def profile_said(found: Picture) -> Json:
    """「概要の答え」."""
    made = dump_assessment(found.kept.assessment)
    parts = {name: made.get(name, {}) for name in ("scope", "profile", "facts")}
    return {"ref": found.kept.ref, "version": found.kept.version, **parts}


def answers_said(found: Picture) -> Json:
    """「回答の答え」."""
    return {
        "ref": found.kept.ref,
        "replies": [_reply(found, one) for one in found.level.criteria],
    }


def _reply(found: Picture, one: Criterion) -> Json:
    made, given = found.kept.assessment, found.kept.given.get(one.id)
    reply = made.reply(one.id)
    names = ("reason", "note", "evidence", "owner", "due", "checked_on", "wholesale")
    return {name: getattr(reply, name) for name in names} | {
        "criterion": one.id,
        "answer": reply.answer.value,
        "counted": answer_of(made, one).value,
        "version": given.version if given else 0,
        "by": given.by if given else None,
        "at": given.at if given else None,
    }


def _said(found: Picture) -> Json:
    kept = found.kept
    return {
        "ref": kept.ref,
        "url": f"/api/v1/own/diagnoses/{kept.ref}",
        "star": kept.assessment.star.tag,
        "edition": kept.assessment.edition,
        "state": kept.state.value,
        "started_at": kept.started_at,
        "finished_on": kept.assessment.finished_on,
        "total": _counts(found.total),
    }


def _counts(counts: Counts) -> Json:
    names = ("asked", "met", "partly", "unmet", "open", "not_applicable")
    return {name: getattr(counts, name) for name in names}
