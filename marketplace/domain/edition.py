"""「版の出来事」 What happens to an edition, and what may follow what.

A draft may be put out for consultation or put in force at once: whether opinions are asked is the
body's own rule, not ours. What is in force can only be superseded, and nothing follows that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marketplace.domain.errors import BadInput, Fault


class Stage(StrEnum):
    """「版の状態」 案・意見募集・施行中・旧版."""

    DRAFT = "draft"
    CONSULTATION = "consultation"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        """The state as people read it."""
        return _LABELS[self.value]


_LABELS = {
    "draft": "案",
    "consultation": "意見募集",
    "in_force": "施行中",
    "superseded": "旧版",
}
BEFORE_FORCE = frozenset({Stage.DRAFT, Stage.CONSULTATION})
FIRST = frozenset(Stage)
"""How a history may begin: a text may be in force, or no longer, before we write it down."""
MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.DRAFT, Stage.CONSULTATION, Stage.IN_FORCE}),
    Stage.CONSULTATION: frozenset({Stage.CONSULTATION, Stage.IN_FORCE}),
    Stage.IN_FORCE: frozenset({Stage.IN_FORCE, Stage.SUPERSEDED}),
    Stage.SUPERSEDED: frozenset(),
}
"""What may follow; the same state again is a new transcription of the text (a revision)."""


@dataclass(frozen=True, slots=True)
class EditionState:
    """「版の出来事」 From ``at`` on, the edition is in this state with this text.

    ``uses`` names the reference data that its facts are computed with; the digest covers them.
    """

    slug: str
    revision: int
    at: date
    state: str
    digest: str
    reason: str
    uses: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The family: the slug without its version."""
        return self.slug.split("/", maxsplit=1)[0]

    @property
    def stage(self) -> Stage:
        """The state as a member of the closed set; ``BadInput`` for any other word."""
        try:
            return Stage(self.state)
        except ValueError:
            known = "、".join(Stage)
            raise BadInput(
                (
                    _fault(
                        self, f"「{self.state}」という状態はありません。", f"{known} のどれかです。"
                    ),
                )
            ) from None

    @property
    def label(self) -> str:
        """The state as people read it."""
        return self.stage.label


@dataclass(frozen=True, slots=True)
class Timeline:
    """「版の年表」 Every event there is, oldest first; of one day, the one told last wins."""

    events: tuple[EditionState, ...]

    def and_then(self, decided: Iterable[EditionState]) -> Timeline:
        """With the events that were decided beside these."""
        return Timeline(tuple(sorted((*self.events, *decided), key=lambda event: event.at)))

    def history(self, slug: str) -> tuple[EditionState, ...]:
        """Everything that happens to an edition, oldest first."""
        return tuple(event for event in self.events if event.slug == slug)

    def state_on(self, slug: str, day: date) -> EditionState | None:
        """The state of an edition on a day, or None before its first event."""
        past = [event for event in self.history(slug) if event.at <= day]
        return past[-1] if past else None

    def standing_on(self, day: date) -> tuple[EditionState, ...]:
        """The state of every edition that exists on a day, those in force first."""
        slugs = dict.fromkeys(event.slug for event in self.events)
        states = [state for slug in slugs if (state := self.state_on(slug, day))]
        return tuple(sorted(states, key=lambda one: (one.state != Stage.IN_FORCE, one.slug)))

    def newest(self, family: str, day: date, wanted: Collection[str]) -> EditionState | None:
        """The edition of a family that is in a wanted state on a day, the newest of them."""
        found = [one for one in self.standing_on(day) if one.family == family]
        fitting = [one for one in found if one.state in wanted]
        return max(fitting, key=lambda state: state.at, default=None)


def follow(before: EditionState | None, after: EditionState) -> EditionState:
    """「版の出来事を足す」 The event that follows, or ``BadInput`` with every reason against it."""
    faults = (*_moved(before, after), *_written(before, after))
    if faults:
        raise BadInput(faults)
    return after


def in_order(events: Iterable[EditionState]) -> tuple[EditionState, ...]:
    """The events as written, oldest first, once each edition's are a history that can be."""
    last: dict[str, EditionState] = {}
    found = sorted(events, key=lambda event: event.at)
    for event in found:
        last[event.slug] = follow(last.get(event.slug), event)
    return tuple(found)


def _moved(before: EditionState | None, after: EditionState) -> Iterator[Fault]:
    allowed = MOVES[before.stage] if before else FIRST
    if after.stage not in allowed:
        old = f"「{before.label}」の版を" if before else "はじめから"
        can = "、".join(stage.label for stage in Stage if stage in allowed) or "ありません"
        message = f"{old}「{after.label}」にはできません。"
        yield _fault(after, message, f"次にできる状態: {can}。")
    if before and after.at < before.at:
        message = f"日付 {after.at} が、前の出来事（{before.at}）より前です。"
        yield _fault(after, message, "日付の順に書いてください。")


def _written(before: EditionState | None, after: EditionState) -> Iterator[Fault]:
    if not after.reason.strip():
        yield _fault(after, "理由がありません。", "何が変わったかを書いてください。")
    expected = _revision(before, after)
    if after.revision != expected:
        message = f"訳の番号が {after.revision} です。"
        remedy = f"{expected} にしてください（文が変わるごとに一つ増え、変わらなければそのまま）。"
        yield _fault(after, message, remedy)
    if before and before.digest != after.digest and after.stage is Stage.SUPERSEDED:
        message = "旧版にするときに、文が変わっています。"
        yield _fault(after, message, "文を戻すか、先に改訂の出来事を書いてください。")
    if before and (before.state, before.digest) == (after.state, after.digest):
        yield _fault(after, "何も変わらない出来事です。", "消してください。")


def _revision(before: EditionState | None, after: EditionState) -> int:
    if before is None:
        return 1
    return before.revision + (before.digest != after.digest)


def _fault(event: EditionState, message: str, remedy: str) -> Fault:
    return Fault(f"{event.slug} {event.at}", message, remedy)
