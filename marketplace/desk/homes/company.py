"""「利用企業の最初の画面」 Where a company is on its way from a diagnosis to a contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conformance.reference import level
from marketplace.desk.access import require
from marketplace.desk.waiting import Waiting, waiting
from marketplace.domain.contract import Application, ApplicationState, Contract, ContractState
from marketplace.domain.diagnosis import Diagnosis
from marketplace.domain.member import Member
from marketplace.domain.organisation import Actor
from marketplace.domain.progress import Counts, counts
from marketplace.domain.quote import Quote
from marketplace.domain.tier import Star
from marketplace.store import Book, applications, assessments, contracts, members, quotes

STEPS = 4
"""診断する → 比べる → 申し込む → 契約する."""


@dataclass(frozen=True, slots=True)
class DiagnosisStand:
    """「診断の様子」 The newest diagnosis in figures; ``left`` counts what is not 達成."""

    ref: str
    star: Star
    total: Counts
    finished_on: date | None

    @property
    def left(self) -> int:
        """What is still to be done for the star."""
        return self.total.asked - self.total.met


@dataclass(frozen=True, slots=True)
class CompanyPath:
    """「進みかた」 What stands at each of the four steps, and which of them comes next.

    ``quotes`` are those that can still be signed, ``open`` the applications that wait for an
    answer, ``contracts`` those that bind today.
    """

    diagnosis: DiagnosisStand | None
    quotes: tuple[Quote, ...]
    open: tuple[Application, ...]
    contracts: tuple[Contract, ...]

    @property
    def done(self) -> tuple[bool, bool, bool, bool]:
        """Whether a step has led to something, in the order of the steps."""
        agreed = bool(self.contracts)
        applied = bool(self.open) or agreed
        compared = bool(self.quotes) or applied
        diagnosed = self.diagnosis is not None and self.diagnosis.finished_on is not None
        return diagnosed, compared, applied, agreed

    @property
    def here(self) -> int:
        """The step that comes next: the one after the last that is done; the last stays."""
        last = max((n for n, done in enumerate(self.done) if done), default=-1)
        return min(last + 1, STEPS - 1)


@dataclass(frozen=True, slots=True)
class CompanyHome:
    """「利用企業の最初の画面」 What waits, where we are, and with whom."""

    waits: tuple[Waiting, ...]
    path: CompanyPath
    colleagues: tuple[Member, ...]


def home_of_company(book: Book, actor: Actor, day: date) -> CompanyHome:
    """「利用企業の最初の画面」 Of the actor's own company."""
    require(actor, "home_of_company")
    return CompanyHome(
        waiting(book, actor, day), _path(book, actor, day), members.members(book, actor)
    )


def _path(book: Book, actor: Actor, day: date) -> CompanyPath:
    made = assessments.diagnoses(book, actor)
    asked = applications.applications(book, actor)
    signed = {one.signature.quote_ref for one in asked if one.signature}
    return CompanyPath(
        diagnosis=_stand(made[0]) if made else None,
        quotes=tuple(
            one
            for one in quotes.quotes(book, actor)
            if one.valid_until >= day and one.ref not in signed
        ),
        open=tuple(one for one in asked if one.state_on(day) is ApplicationState.APPLIED),
        contracts=tuple(one for one in contracts.contracts(book, actor) if _binds(one, day)),
    )


def _stand(made: Diagnosis) -> DiagnosisStand:
    one = made.assessment
    asked = level(one.edition, int(one.star.value))
    return DiagnosisStand(made.ref, one.star, counts(one, asked.criteria), one.finished_on)


def _binds(contract: Contract, day: date) -> bool:
    return contract.state_on(day) in (ContractState.AWAITING_PAYMENT, ContractState.ACTIVE)
