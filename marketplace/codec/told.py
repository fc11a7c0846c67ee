"""「APIからの書込み」 What a program sends: replies or parts, each with the version that it saw."""

from __future__ import annotations

from typing import Any, cast

from marshmallow import post_load

from marketplace.codec.assessment import MOST_REPLIES, ProfileSchema, ReplySchema, ScopeSchema
from marketplace.codec.fields import Tuple, Whole
from marketplace.codec.practice import PracticeSchema
from marketplace.codec.schema import Noun, load, nested
from marketplace.codec.text import parse
from marketplace.domain.assessment import Reply

MOST_VERSION = 10**9
Told = tuple[str, Reply, int]


class TellReplySchema(ReplySchema):
    """「送る回答」 As in a document, and the number of the reply that was seen."""

    seen = Whole(most=MOST_VERSION, required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Any:
        """The criterion, the reply and what was seen."""
        seen = data.pop("seen")
        return data.pop("criterion"), Reply(**data), seen


class TellAnswersSchema(Noun):
    """「送る回答の一覧」 All of it is kept, or none."""

    replies = Tuple(nested(TellReplySchema), most=MOST_REPLIES, least=1, required=True)


class TellProfileSchema(Noun):
    """「送る概要」 A part that is not there stays as it is."""

    seen = Whole(most=MOST_VERSION, required=True)
    scope = nested(ScopeSchema)
    profile = nested(ProfileSchema)
    facts = nested(PracticeSchema)


def read_answers(raw: bytes) -> tuple[Told, ...]:
    """Read replies from JSON; ``BadInput`` names every place."""
    found = cast("dict[str, Any]", load(TellAnswersSchema(), parse(raw, "a.json")))
    return cast("tuple[Told, ...]", found["replies"])


def read_profile(raw: bytes) -> dict[str, Any]:
    """Read parts from JSON, with ``seen``."""
    return cast("dict[str, Any]", load(TellProfileSchema(), parse(raw, "a.json")))
