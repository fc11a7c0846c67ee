"""「自社診断」 A company's own answers to the criteria of a star (診断・参考)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from marketplace.domain.practice import Practice
from marketplace.domain.requirement import Condition
from marketplace.domain.tier import Star


class Answer(StrEnum):
    """「対策状況」 達成・一部・未達成・未回答・対象外. 一部 is never half of anything."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "met": "達成",
            "partly": "一部",
            "unmet": "未達成",
            "open": "未回答",
            "not_applicable": "対象外",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Reply:
    """「回答」 What is said of one criterion. Plan, done and evidence-checked are three things:

    ``owner`` and ``due`` say who does it by when, ``answer`` what is done, ``checked_on`` when
    somebody looked at the evidence. ``wholesale`` (まとめて回答) means that the item was asked.
    """

    answer: Answer = Answer.OPEN
    reason: str | None = None
    note: str | None = None
    evidence: str | None = None
    owner: str | None = None
    due: date | None = None
    checked_on: date | None = None
    wholesale: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """「拠点」 A place of work; the prefecture is a JIS X 0401 code."""

    name: str
    prefecture: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """「範囲の外」 What is left out of the scope, and why."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scope:
    """「適用範囲」 Which part of the company, which networks and cloud services are looked at."""

    unit: str | None = None
    sites: tuple[Site, ...] = ()
    networks: tuple[str, ...] = ()
    clouds: tuple[str, ...] = ()
    left_out: tuple[Left, ...] = ()


class SafeguardKind(StrEnum):
    """「対策の種類」 What an existing measure is."""

    SOFTWARE = "software"
    DEVICE = "device"
    SERVICE = "service"
    OWN = "own"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "software": "ソフト・クラウド",
            "device": "機器",
            "service": "人のサービス",
            "own": "自社の決まり・作業",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Safeguard:
    """「いま使っている対策」 What the company has, and the criteria that it meets.

    A fee that is None is 不明, never nothing; so is an end. ``ends_on`` is its last day.
    """

    name: str
    kind: SafeguardKind
    criteria: tuple[str, ...] = ()
    monthly_ex_tax: int | None = None
    ends_on: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is still there on a day, as far as anybody knows."""
        return self.ends_on is None or on <= self.ends_on


@dataclass(frozen=True, slots=True)
class Profile:
    """「会社の概要」 Size, cases on which some criteria depend (None: unknown), and measures."""

    industry: str | None = None
    staff: int | None = None
    pcs: int | None = None
    shared_pcs: int | None = None
    servers: int | None = None
    phones: int | None = None
    sharing: bool | None = None
    remote_work: bool | None = None
    development: bool | None = None
    important_cloud: bool | None = None
    important_information: bool | None = None
    safeguards: tuple[Safeguard, ...] = ()

    def says(self, condition: Condition) -> bool | None:
        """Whether it is the case; None where nobody said."""
        found: bool | None = getattr(self, condition.fact)
        return found


@dataclass(frozen=True, slots=True)
class Assessment:
    """「自社診断」 One diagnosis for one star under one edition; once finished it never changes.

    ``replies`` are by the number of the criterion; one that is not there is 未回答.
    """

    edition: str
    star: Star
    scope: Scope = field(default_factory=Scope)
    profile: Profile = field(default_factory=Profile)
    facts: Practice = field(default_factory=Practice)
    replies: Mapping[str, Reply] = field(default_factory=dict)
    finished_on: date | None = None

    def reply(self, criterion: str) -> Reply:
        """What was said of a criterion; 未回答 where nothing was."""
        return self.replies.get(criterion, _OPEN)


_OPEN = Reply()


@dataclass(frozen=True, slots=True)
class Proposal:
    """「回答の案」 What the clause of a criterion makes of the company's facts, and why.

    A person takes it over or not. ``unread`` says that the official sentence has not been
    compared, so that the answer is a reading of ours.
    """

    answer: Answer
    reason: str
    clauses: tuple[str, ...]
    unread: bool = False
