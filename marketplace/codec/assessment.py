"""「診断の書式」 The assessment document: a company's own answers for one star.

``read_assessment`` takes bytes (YAML or JSON), ``load_assessment`` plain values; both raise
``BadInput``. Whether a criterion exists is asked elsewhere; here only the form counts. The format
is described in ``docs/assessment.md``.
"""

from __future__ import annotations

import re
from typing import Any, cast

from marshmallow import ValidationError, post_dump, post_load, validates_schema

from marketplace.codec.fields import (
    Choice,
    Day,
    Pattern,
    Text,
    Tuple,
    Whole,
    YesNo,
    choice_of,
    prefecture,
)
from marketplace.codec.practice import PracticeSchema
from marketplace.codec.schema import Noun, load, nested
from marketplace.codec.text import Plain, Source, parse
from marketplace.domain.assessment import (
    Answer,
    Assessment,
    Left,
    Profile,
    Reply,
    Safeguard,
    SafeguardKind,
    Scope,
    Site,
)
from marketplace.domain.tier import STARS

FORMAT = "otasuke-assessment/1"
MOST_REPLIES = 400
LONG = 1000
MOST_SAFEGUARDS = 50
MOST_YEN = 100_000_000
_CRITERION = re.compile(r"[1-9](?:-[1-9][0-9]?){3}\Z")
_NUMBERED = "4-1-3-3 のように、評価基準の番号を書いてください。"
_EDITION = re.compile(r"[a-z0-9-]+/[a-z0-9.-]+\Z")
_WHOLESALE = (Answer.MET, Answer.UNMET)


class SiteSchema(Noun):
    """「拠点」."""

    makes = Site
    name = Text(required=True, most=60)
    prefecture = prefecture()


class LeftSchema(Noun):
    """「範囲の外」."""

    makes = Left
    what = Text(required=True, most=60)
    reason = Text(required=True)


class ScopeSchema(Noun):
    """「適用範囲」."""

    makes = Scope
    unit = Text(most=60)
    sites = Tuple(nested(SiteSchema), most=200)
    networks = Tuple(Text(most=60), most=200, once=True)
    clouds = Tuple(Text(most=60), most=200, once=True)
    left_out = Tuple(nested(LeftSchema), most=200)


class SafeguardSchema(Noun):
    """「いま使っている対策」 A fee or an end that is not written is unknown."""

    makes = Safeguard
    name = Text(required=True, most=60)
    kind = choice_of(SafeguardKind, required=True)
    criteria = Tuple(Pattern(_CRITERION, _NUMBERED), most=MOST_REPLIES, once=True)
    monthly_ex_tax = Whole(most=MOST_YEN)
    ends_on = Day()


class ProfileSchema(Noun):
    """「会社の概要」."""

    makes = Profile
    industry = Text(most=60)
    staff = Whole(most=1_000_000)
    pcs = Whole(most=1_000_000)
    shared_pcs = Whole(most=1_000_000)
    servers = Whole(most=1_000_000)
    phones = Whole(most=1_000_000)
    sharing = YesNo()
    remote_work = YesNo()
    development = YesNo()
    important_cloud = YesNo()
    important_information = YesNo()
    safeguards = Tuple(nested(SafeguardSchema), most=MOST_SAFEGUARDS)


class ReplySchema(Noun):
    """「回答」 Loads into the number of the criterion and the reply."""

    makes = Reply
    criterion = Pattern(_CRITERION, _NUMBERED, required=True)
    answer = choice_of(Answer, required=True)
    reason = Text(most=LONG)
    note = Text(most=LONG)
    evidence = Text(most=LONG)
    owner = Text(most=60)
    due = Day()
    checked_on = Day()
    wholesale = YesNo()

    @validates_schema
    def reasoned(self, data: dict[str, Any], **_: Any) -> None:
        """対象外, and nothing else, has a reason."""
        if (data.get("answer") is Answer.NOT_APPLICABLE) != ("reason" in data):
            message = "対象外（not_applicable）のときだけ、理由を書きます（必ず）。"
            raise ValidationError(message, "reason")

    @validates_schema
    def whole(self, data: dict[str, Any], **_: Any) -> None:
        """The short form knows 達成 and 未達成 only."""
        if data.get("wholesale") and data.get("answer") not in _WHOLESALE:
            message = "まとめて回答は、達成（met）か未達成（unmet）だけです。"
            raise ValidationError(message, "wholesale")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> tuple[str, Reply]:
        """The criterion beside its reply."""
        return data.pop("criterion"), Reply(**data)


class AssessmentSchema(Noun):
    """「自社診断」 The whole document."""

    format = Choice({FORMAT: FORMAT}, required=True)
    edition = Pattern(_EDITION, "scs/2026-03-27 のように、版を書いてください。", required=True)
    star = Choice(STARS, required=True)
    scope = nested(ScopeSchema)
    profile = nested(ProfileSchema)
    facts = nested(PracticeSchema)
    replies = Tuple(nested(ReplySchema), most=MOST_REPLIES)
    finished_on = Day()

    @validates_schema
    def once(self, data: dict[str, Any], **_: Any) -> None:
        """Each criterion is answered once."""
        numbers = [criterion for criterion, _ in data.get("replies", ())]
        for index, one in enumerate(numbers):
            if one in numbers[:index]:
                message = f"評価基準 {one} への回答が二度あります。一つにしてください。"
                raise ValidationError({index: {"criterion": [message]}}, "replies")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Assessment:
        """Put the parts together."""
        named = {key: value for key, value in data.items() if key not in ("format", "replies")}
        return Assessment(**named, replies=dict(data.get("replies", ())))

    @post_dump(pass_original=True)
    def leave_out(self, data: dict[str, Any], _original: Any, **_: Any) -> dict[str, Any]:
        """Leave out parts of which nothing is said."""
        return {key: value for key, value in data.items() if value}


# Made once: a schema copies its fields when it is made, which costs more than a dump.
_WITHOUT_REPLIES = AssessmentSchema(exclude=("replies",))
_WITHOUT_NUMBER = ReplySchema(exclude=("criterion",))


def read_assessment(raw: bytes, name: str = "") -> Assessment:
    """Read an assessment from bytes; the name decides between JSON and YAML."""
    return cast("Assessment", load(AssessmentSchema(), parse(raw, name)))


def load_assessment(plain: Plain) -> Assessment:
    """Load an assessment from plain values."""
    return cast("Assessment", load(AssessmentSchema(), Source(plain)))


def dump_assessment(assessment: Assessment) -> dict[str, Any]:
    """Write an assessment as plain values; the inverse of ``load_assessment``."""
    made = {
        name: getattr(assessment, name)
        for name in ("edition", "star", "scope", "profile", "facts", "finished_on")
    }
    replies = [_dumped(*pair) for pair in assessment.replies.items()]
    dumped = cast("dict[str, Any]", _WITHOUT_REPLIES.dump({"format": FORMAT, **made}))
    return dumped | ({"replies": replies} if replies else {})


def _dumped(criterion: str, reply: Reply) -> dict[str, Any]:
    return {"criterion": criterion, **_reply(reply)}


def _reply(reply: Reply) -> dict[str, Any]:
    """A reply as it is written, without its number; the answer is always said."""
    written = cast("dict[str, Any]", _WITHOUT_NUMBER.dump(reply))
    return {"answer": reply.answer.value, **written}
