"""「診断の進み」 What an assessment says of its star: counted, never weighed or halved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from marketplace.domain.assessment import Answer, Assessment, Profile, Reply
from marketplace.domain.errors import BadInput, Conflict, Fault, Missing, Refused
from marketplace.domain.requirement import Criterion, Level, Requirement

CLOSED = frozenset({Answer.MET, Answer.NOT_APPLICABLE})
"""What leaves nothing to do; everything else is a gap and blocks the star."""
WHOLE = frozenset({Answer.MET, Answer.UNMET})
"""What an answer to an item says of each of its criteria."""
_SHORT = WHOLE | {Answer.PARTLY, Answer.OPEN}


@dataclass(frozen=True, slots=True)
class Counts:
    """「集計」 Criteria by answer; 対象外 leaves the denominator, 未回答 never does."""

    met: int = 0
    partly: int = 0
    unmet: int = 0
    open: int = 0
    not_applicable: int = 0

    @property
    def asked(self) -> int:
        """「分母」 The criteria that count."""
        return self.met + self.partly + self.unmet + self.open

    @property
    def answered(self) -> int:
        """Those of them that somebody answered."""
        return self.asked - self.open


def applies(criterion: Criterion, profile: Profile) -> bool | None:
    """Whether a criterion is asked of this company; None where the profile does not say."""
    return True if criterion.condition is None else profile.says(criterion.condition)


def applicable(level: Level, profile: Profile) -> tuple[Criterion, ...]:
    """「当てはまる評価基準」 Those of the level that are asked; an unknown case is asked."""
    return tuple(one for one in level.criteria if applies(one, profile) is not False)


def answer_of(assessment: Assessment, criterion: Criterion) -> Answer:
    """The answer that counts: 対象外 where the profile says that it is not the case."""
    if applies(criterion, assessment.profile) is False:
        return Answer.NOT_APPLICABLE
    return assessment.reply(criterion.id).answer


def reason_of(assessment: Assessment, criterion: Criterion) -> str | None:
    """Why a criterion is 対象外: by the profile, or as was written; None where it is not."""
    if criterion.condition and applies(criterion, assessment.profile) is False:
        return f"会社の概要で、「{criterion.condition.label}」がいいえです。"
    reply = assessment.reply(criterion.id)
    return reply.reason if reply.answer is Answer.NOT_APPLICABLE else None


def counts(assessment: Assessment, criteria: Iterable[Criterion]) -> Counts:
    """Count these criteria: of a level, of one category, of one item."""
    found = Counter(answer_of(assessment, one).value for one in criteria)
    return Counts(**found)


def counts_by_category(assessment: Assessment, level: Level) -> dict[str, Counts]:
    """「分類ごとの集計」 By the label of the category, in the order of the scheme."""
    criteria: dict[str, list[Criterion]] = {}
    for item in level.items:
        criteria.setdefault(item.category_label, []).extend(item.criteria)
    return {label: counts(assessment, own) for label, own in criteria.items()}


def reached(assessment: Assessment, level: Level) -> tuple[Requirement, ...]:
    """「達成した要求事項」 Every criterion that counts is 達成, and at least one does."""
    return tuple(
        item
        for item in level.items
        if (own := counts(assessment, item.criteria)).asked and own.met == own.asked
    )


def set_aside(assessment: Assessment, level: Level) -> tuple[Requirement, ...]:
    """「対象外の要求事項」 Nothing of the item counts here; it does not block the star."""
    return tuple(i for i in level.items if not counts(assessment, i.criteria).asked)


def blocking(assessment: Assessment, level: Level) -> tuple[Requirement, ...]:
    """「★を妨げる要求事項」 A star needs every item; these have a criterion that is still a gap."""
    gap = {one.item for one in gaps(assessment, level)}
    return tuple(item for item in level.items if item.id in gap)


def gaps(assessment: Assessment, level: Level) -> tuple[Criterion, ...]:
    """「残る評価基準」 一部・未達成・未回答, in the order of the scheme."""
    return tuple(one for one in level.criteria if answer_of(assessment, one) not in CLOSED)


def answered(assessment: Assessment, level: Level, criterion: str, reply: Reply) -> Assessment:
    """「回答する」 The assessment with this reply; refused where it could not be true."""
    require_unfinished(assessment)
    if criterion not in level.by_id:
        raise Missing("criterion", criterion=criterion, star=level.star.label)
    _check_not_applicable(assessment, level.by_id[criterion], reply)
    return replace(assessment, replies={**assessment.replies, criterion: reply})


def answered_item(assessment: Assessment, level: Level, item: str, answer: Answer) -> Assessment:
    """「まとめて回答する」 The short form: one answer for an item.

    達成 and 未達成 set its criteria of the level, marked まとめて回答; 一部 and 未回答 leave them
    未回答. What was answered criterion by criterion stays, and so does what the profile makes
    対象外; notes, owners and dates stay in every case.
    """
    require_unfinished(assessment)
    found = next((one for one in level.items if one.id == item), None)
    if found is None:
        raise Missing("requirement", item=item, star=level.star.label)
    if answer not in _SHORT:
        raise Refused("answer_not_for_item", item=item, answer=answer.label)
    replies = dict(assessment.replies)
    for one in _settable(assessment, found.criteria):
        replies[one.id] = _wholesale(assessment.reply(one.id), answer)
    return replace(assessment, replies=replies)


def _settable(assessment: Assessment, criteria: Iterable[Criterion]) -> Iterator[Criterion]:
    for one in criteria:
        reply = assessment.reply(one.id)
        if applies(one, assessment.profile) is not False and (
            reply.wholesale or reply.answer is Answer.OPEN
        ):
            yield one


def _wholesale(reply: Reply, answer: Answer) -> Reply:
    whole = answer in WHOLE
    return replace(reply, answer=answer if whole else Answer.OPEN, wholesale=whole)


def require_unfinished(assessment: Assessment) -> None:
    """Refuse to change what is finished."""
    if assessment.finished_on:
        raise Conflict("assessment_finished", on=assessment.finished_on)


def _check_not_applicable(assessment: Assessment, criterion: Criterion, reply: Reply) -> None:
    if reply.answer is not Answer.NOT_APPLICABLE:
        return
    number, label = criterion.id, criterion.label
    if criterion.condition is None:
        raise Refused("never_not_applicable", criterion=number, label=label)
    if applies(criterion, assessment.profile):
        raise Refused("applies_by_profile", criterion=number, case=criterion.condition.label)
    if not (reply.reason or "").strip():
        raise Refused("not_applicable_reason", criterion=number, label=label)


def check_replies(assessment: Assessment, items: Iterable[Requirement]) -> None:
    """Refuse (``BadInput``) replies that the scheme does not know, or that could not be true."""
    known = {one.id: one for item in items for one in item.criteria}
    faults = (*_reply_faults(assessment, known), *_safeguard_faults(assessment, known))
    if faults:
        raise BadInput(faults)


def _reply_faults(assessment: Assessment, known: Mapping[str, Criterion]) -> Iterator[Fault]:
    for index, (number, reply) in enumerate(assessment.replies.items()):
        place = f"replies[{index}]"
        if number not in known:
            message = f"評価基準 {number} は、{assessment.edition} にありません。"
            yield Fault(f"{place}.criterion", message, "番号を確かめてください。")
            continue
        if reply.answer is not Answer.NOT_APPLICABLE:
            continue
        if known[number].condition is None:
            message = f"{number} は、どの会社にも当てはまります。"
            yield Fault(f"{place}.answer", message, "対象外のほかの答えを書いてください。")
        elif applies(known[number], assessment.profile):
            message = f"会社の概要では、{number} が当てはまります。"
            yield Fault(f"{place}.answer", message, "概要か答えを直してください。")


def check_safeguards(assessment: Assessment, items: Iterable[Requirement]) -> None:
    """Refuse (``BadInput``) measures that name a criterion which the scheme does not know."""
    known = {one.id for item in items for one in item.criteria}
    faults = tuple(_safeguard_faults(assessment, known))
    if faults:
        raise BadInput(faults)


def _safeguard_faults(assessment: Assessment, known: Container[str]) -> Iterator[Fault]:
    for index, one in enumerate(assessment.profile.safeguards):
        for number in (number for number in one.criteria if number not in known):
            message = f"「{one.name}」の {number} は、{assessment.edition} にありません。"
            place = f"profile.safeguards[{index}].criteria"
            yield Fault(place, message, "番号を確かめてください。")
