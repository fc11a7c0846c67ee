"""「残りの手当て」 What is left until a star: what usually closes it, and who does it by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from marketplace.domain.assessment import Answer, Assessment, Reply
from marketplace.domain.progress import answer_of, applicable, gaps
from marketplace.domain.requirement import Criterion, Level, MetBy

CLOSABLE = (MetBy.TOOL, MetBy.HUMAN)
"""What can be had from outside: a tool, or the help of people."""


_ORDER = (MetBy.TOOL, MetBy.HUMAN, MetBy.MIXED, MetBy.SELF)
"""From what can be bought to what nobody else can do."""


@dataclass(frozen=True, slots=True)
class Task:
    """「すること」 A criterion that is left, the answer that counts, and what was said of it."""

    criterion: Criterion
    answer: Answer
    reply: Reply


@dataclass(frozen=True, slots=True)
class Share:
    """「担当の分」 What one person does, what is due first above; ``owner`` None: 未定."""

    owner: str | None
    tasks: tuple[Task, ...]


def by_means(left: Iterable[Criterion]) -> Mapping[MetBy, tuple[Criterion, ...]]:
    """「手段ごとの残り」 Every means, also one that nothing is left for."""
    found = tuple(left)
    return {means: tuple(one for one in found if one.met_by is means) for means in _ORDER}


def closable(left: Iterable[Criterion]) -> int:
    """「道具か人の支援でふさげる種類の数」 Not those that also take the company's own work."""
    return sum(one.met_by in CLOSABLE for one in left)


def shares(assessment: Assessment, level: Level) -> tuple[Share, ...]:
    """「担当ごとのすること」 Whose first day comes first stands first; without an owner, last."""
    tasks: dict[str | None, list[Task]] = {}
    for one in gaps(assessment, level):
        reply = assessment.reply(one.id)
        task = Task(one, answer_of(assessment, one), reply)
        tasks.setdefault(reply.owner, []).append(task)
    made = (Share(owner, tuple(sorted(own, key=_due))) for owner, own in tasks.items())
    return tuple(sorted(made, key=_place))


def yearly(assessment: Assessment, level: Level) -> tuple[Criterion, ...]:
    """「毎年くり返す基準」 Those that the scheme asks for once a year, as far as they apply."""
    return tuple(one for one in applicable(level, assessment.profile) if one.yearly)


def _due(task: Task) -> date:
    return task.reply.due or date.max


def _place(share: Share) -> tuple[bool, date, str]:
    return share.owner is None, _due(share.tasks[0]), share.owner or ""
