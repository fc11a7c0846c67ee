"""「審査登録機関の最初の画面」 What needs a person, what ends, and what is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.desk.access import require
from marketplace.desk.enforcing import EditionPlan, editions_of
from marketplace.desk.waiting import Waiting, waiting
from marketplace.domain.certificate import Certificate, Submission
from marketplace.domain.edition import EditionState
from marketplace.domain.organisation import Actor
from marketplace.store import Book, standing, submissions

SOON = timedelta(days=90)
RECENT = 10


@dataclass(frozen=True, slots=True)
class BodyHome:
    """「審査登録機関の最初の画面」 Submissions first; then what the clock and colleagues bring.

    ``held`` are certificates in their term that a measure speaks against today.
    """

    waits: tuple[Waiting, ...]
    decided: tuple[Submission, ...]
    ending: tuple[Certificate, ...]
    held: tuple[Certificate, ...]
    proposed: tuple[EditionPlan, ...]
    ahead: tuple[EditionState, ...]


def home_of_body(book: Book, actor: Actor, day: date) -> BodyHome:
    """「審査登録機関の最初の画面」 As an examiner of the body sees it."""
    require(actor, "home_of_body")
    plans = editions_of(book, actor, day)
    decided = submissions.decided_submissions(book, actor, RECENT)
    return BodyHome(
        waits=waiting(book, actor, day),
        decided=decided,
        ending=standing.ending(book, actor, day, day + SOON),
        held=standing.not_holding(book, actor, day),
        proposed=tuple(one for one in plans if one.proposal),
        ahead=tuple(state for one in plans for state in one.history if state.at > day),
    )
