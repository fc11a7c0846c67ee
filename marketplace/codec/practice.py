"""「自社の事実の書式」 One schema a part of a company's facts; the keys are the fact paths."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import ValidationError, post_dump

from marketplace.codec.fields import Text, Tuple, Whole, YesNo, choice_of
from marketplace.codec.schema import Noun, nested
from marketplace.codec.text import Written
from marketplace.domain.phrase import Score
from marketplace.domain.practice import (
    Boundary,
    CharacterKind,
    Device,
    Entry,
    Factor,
    Lock,
    LockWay,
    Logs,
    MultiFactor,
    PasswordRule,
    Patching,
    Practice,
)

_SCORE = re.compile(r"(?:[0-9]\.[0-9]|10\.0)\Z")
_LONGEST = 1_000
_MOST_MONTHS = 1_200
_MOST_DAYS = 3_660


class Points(Text):
    """「点数」 0.0 to 10.0 with one digit behind the point; loads as tenths, dumps as written."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        spelt = value.spelt if isinstance(value, Written) else value
        if not isinstance(spelt, str) or not _SCORE.match(spelt):
            raise ValidationError("0.0 から 10.0 までの点数を、7.0 の形で書いてください。")
        return Score.parse(spelt).tenths

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else str(Score(value))


class MultiFactorSchema(Noun):
    """「多要素認証」."""

    makes = MultiFactor
    factors = Tuple(choice_of(Factor), most=len(Factor), once=True)
    password_length = Whole(most=_LONGEST)


class LockSchema(Noun):
    """「ロック」."""

    makes = Lock
    way = choice_of(LockWay)
    attempts = Whole(least=1, most=_LONGEST)


class DeviceSchema(Noun):
    """「機器」."""

    makes = Device
    pin_length = Whole(most=_LONGEST)


class PasswordRuleSchema(Noun):
    """「パスワードの決まり」."""

    makes = PasswordRule
    protected = YesNo()
    length = Whole(most=_LONGEST)
    kinds = Tuple(choice_of(CharacterKind), most=len(CharacterKind), once=True)


class EntrySchema(Noun):
    """「入退場」."""

    makes = Entry
    months = Whole(most=_MOST_MONTHS)


class LogsSchema(Noun):
    """「記録」."""

    makes = Logs
    firewall_months = Whole(most=_MOST_MONTHS)
    proxy_months = Whole(most=_MOST_MONTHS)
    authentication_months = Whole(most=_MOST_MONTHS)


class PatchingSchema(Noun):
    """「更新の適用」."""

    makes = Patching
    days = Whole(most=_MOST_DAYS)
    score_from = Points()
    undisclosed = YesNo()
    other_measure = YesNo()


class BoundarySchema(Noun):
    """「境界の機器」."""

    makes = Boundary
    worst_score = Points()


class PracticeSchema(Noun):
    """「自社の事実」."""

    makes = Practice
    mfa = nested(MultiFactorSchema)
    lock = nested(LockSchema)
    device = nested(DeviceSchema)
    password = nested(PasswordRuleSchema)
    entry = nested(EntrySchema)
    logs = nested(LogsSchema)
    patch = nested(PatchingSchema)
    boundary = nested(BoundarySchema)

    @post_dump(pass_original=True)
    def leave_out(self, data: dict[str, Any], _original: Any, **_: Any) -> dict[str, Any]:
        """Leave out parts of which nothing is said."""
        return {key: value for key, value in data.items() if value}
