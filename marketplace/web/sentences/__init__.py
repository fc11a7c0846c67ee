"""「文の表」 Code of an error → what people read: what happened, what to do, in which field.

Placeholders are the error's values. An unknown code gives the general sentence of its kind.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from string import Formatter

from marketplace.domain.errors import Conflict, MarketError, Missing, Refused, Unavailable
from marketplace.web.sentences.accounts import ACCOUNTS, MAILING, MISSING_ACCOUNTS
from marketplace.web.sentences.acts import ACCESS, CHANGING, CONFIRMING, SUBMISSION, TRIAL
from marketplace.web.sentences.body import EDITIONS, MEASURES, WAIVING
from marketplace.web.sentences.contracts import CONTRACT
from marketplace.web.sentences.diagnosis import DIAGNOSIS
from marketplace.web.sentences.forms import FORMS
from marketplace.web.sentences.missing import MISSING, OUTSIDE, PLUGINS
from marketplace.web.sentences.notices import NOTICES
from marketplace.web.sentences.organisations import JOURNAL, MISSING_PEOPLE, ORGANISATION, PEOPLE
from marketplace.web.sentences.paying import PAYING
from marketplace.web.sentences.planning import PLANNING
from marketplace.web.sentences.proofs import PROOFS
from marketplace.web.sentences.sentence import AGAIN, LIST, LOOK, Sentence

__all__ = ["GENERAL", "SENTENCES", "Sentence", "sentence_of", "shown"]

MANY = 10

GENERAL: tuple[tuple[type[MarketError], Sentence], ...] = (
    (Missing, Sentence("お探しのものは見つかりません。", LIST)),
    (Conflict, Sentence("ほかの操作が先に行われたため、受け付けませんでした。", LOOK)),
    (Unavailable, Sentence("いま、処理を行えません。", AGAIN)),
    (
        Refused,
        Sentence("この内容では受け付けられません。", "内容を確かめて、もう一度お試しください。"),
    ),
    (MarketError, Sentence("処理を行えませんでした。", AGAIN)),
)

SENTENCES: dict[str, Sentence] = {
    **FORMS,
    **ACCOUNTS,
    **PROOFS,
    **ACCESS,
    **SUBMISSION,
    **CONFIRMING,
    **EDITIONS,
    **MEASURES,
    **WAIVING,
    **CHANGING,
    **TRIAL,
    **CONTRACT,
    **PAYING,
    **DIAGNOSIS,
    **PLANNING,
    **NOTICES,
    **ORGANISATION,
    **PEOPLE,
    **JOURNAL,
    **MISSING,
    **MISSING_PEOPLE,
    **MISSING_ACCOUNTS,
    **MAILING,
    **OUTSIDE,
    **PLUGINS,
}


def sentence_of(error: MarketError) -> Sentence:
    """The sentence of an error with its values filled in."""
    known = SENTENCES.get(error.code)
    sentence = known or next(found for kind, found in GENERAL if isinstance(error, kind))
    field = sentence.field or str(error.values.get("field", ""))
    return Sentence(_filled(sentence.text, error), _filled(sentence.remedy, error), field)


def shown(value: object) -> str:
    """A value as it stands in a sentence."""
    if value is None:
        return "なし"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, (tuple, list)):
        listed = "、".join(shown(one) for one in value[:MANY])
        return listed + (f" ほか {len(value) - MANY} 件" if len(value) > MANY else "")
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    return f"{value:,}" if type(value) is int else str(value)


def _filled(pattern: str, error: MarketError) -> str:
    names = [name for _, name, _, _ in Formatter().parse(pattern) if name]
    return pattern.format(**{name: shown(error.values.get(name)) for name in names})
