"""「運営者の最初の画面」 Whether the market runs: who is here, what failed, what is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.desk.access import require
from marketplace.domain.errand import ErrandState
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store import Book, outbox, standing
from marketplace.store.outbox import Failure
from marketplace.store.standing import Sealed

SHOWN = 20
DAY = timedelta(days=1)
WINDOW = timedelta(minutes=15)
MOST = 10
"""Failures of one address within the window after which it is refused for a while."""


@dataclass(frozen=True, slots=True)
class SignIns:
    """「サインインの失敗」 How many are refused at the moment, and what failed within a day."""

    locked: int
    failed: int


@dataclass(frozen=True, slots=True)
class MarketState:
    """「運営の様子」 Counts and faults; nothing of what any organisation does."""

    organisations: Mapping[OrgKind, tuple[int, int]]
    errands: Mapping[ErrandState, int]
    failures: tuple[Failure, ...]
    sealed: Sealed
    sign_ins: SignIns


def state_of_market(book: Book, actor: Actor, now: datetime) -> MarketState:
    """「運営の様子」 At an instant."""
    require(actor, "state_of_market")
    locked, _ = standing.locked_out(book, actor, now - WINDOW, MOST)
    _, failed = standing.locked_out(book, actor, now - DAY, MOST)
    return MarketState(
        organisations=standing.organisations_by_kind(book, actor),
        errands=outbox.counts(book),
        failures=outbox.failures(book, SHOWN),
        sealed=standing.sealed(book, actor),
        sign_ins=SignIns(locked, failed),
    )
