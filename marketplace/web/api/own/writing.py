"""「自社の診断に書く」 By the same acts as the pages, with the version that the program saw."""

from __future__ import annotations

from typing import Any

from flask import request

from marketplace.codec.told import (
    TellAnswersSchema,
    TellProfileSchema,
    read_answers,
    read_profile,
)
from marketplace.desk.diagnosis.profiling import StateProfile, state_profile
from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.domain.organisation import Actor
from marketplace.web import visit
from marketplace.web.api.own.diagnoses import answers_said, profile_said
from marketplace.web.api.own.door import ONCE, own
from marketplace.web.api.schemas.own import AnswersAnswerSchema, ProfileAnswerSchema
from marketplace.web.sme.diagnosis.chapters import seen


@own.told(
    "/diagnoses/<ref>/answers",
    AnswersAnswerSchema,
    "評価基準に答える",
    body=TellAnswersSchema,
)
def own_answers_put(actor: Actor, ref: str) -> dict[str, Any]:
    """「回答を書く」 All of them, or none; a colleague's newer answer is a conflict."""
    told = tuple(ReplyTo(*one) for one in read_answers(request.get_data()))
    visit.do(reply, actor, GiveReply(_once(), ref, told))
    return answers_said(seen(actor, ref))


@own.told(
    "/diagnoses/<ref>/profile",
    ProfileAnswerSchema,
    "適用範囲と会社の概要を書く",
    body=TellProfileSchema,
)
def own_profile_put(actor: Actor, ref: str) -> dict[str, Any]:
    """「概要を書く」 Each part as a whole."""
    parts = read_profile(request.get_data())
    order = StateProfile(_once(), ref, parts.pop("seen"), **parts)
    visit.do(state_profile, actor, order)
    return profile_said(seen(actor, ref))


def _once() -> str:
    return request.headers.get(ONCE) or visit.new_token()
