"""「待っていること」 What waits for somebody; derived from the records, never a row of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from marketplace.desk.access import require
from marketplace.desk.contracts.billing import following
from marketplace.desk.judging import Asked, judged_each, unsettled
from marketplace.domain.certificate import Submission, SubmissionState
from marketplace.domain.contract import Application, ApplicationState, Contract, ContractState
from marketplace.domain.days import japan_day
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store import Book, applications, contracts, invoices, submissions

NO_EDITION = "施行中の基準なし"
"""What is said of a submission whose tier no edition in force judges today."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """「待っていること」 What it is about, since when, and the kind of page that deals with it.

    ``due`` is the last day on which it can be done in time, None where nothing says so.
    """

    title: str
    detail: str
    since: date
    target: str
    ref: str
    due: date | None = None


def waiting(book: Book, actor: Actor, day: date) -> tuple[Waiting, ...]:
    """「待っていること」 For the actor's organisation, the oldest first."""
    require(actor, "waiting")
    return tuple(sorted(_OF[actor.kind](book, actor, day), key=lambda one: (one.since, one.ref)))


def _of_certifier(book: Book, actor: Actor, day: date) -> Iterator[Waiting]:
    found = submissions.open_submissions(book, actor)
    outcomes = judged_each(book, map(_asked, found), day)
    for one, outcome in zip(found, outcomes, strict=True):
        left = NO_EDITION if outcome is None else f"未決 {len(unsettled(outcome))} 件"
        yield _submission(one, one.provider.name, left)


def _asked(one: Submission) -> Asked:
    return Asked(one.dossier_ref, one.tier, one.dossier)


def _of_provider(book: Book, actor: Actor, day: date) -> Iterator[Waiting]:
    for found in applications.applications(book, actor):
        if found.state_on(day) is ApplicationState.APPLIED and not found.provisional:
            yield _application(found, found.company.name)
    invoiced: dict[str, int] = {}
    for issued in invoices.invoices(book, actor):
        invoiced[issued.contract_ref] = max(invoiced.get(issued.contract_ref, 0), issued.month)
    for contract in contracts.contracts(book, actor):
        yield from _to_invoice(contract, invoiced.get(contract.ref, 0), day)
    yield from _refused(submissions.submissions(book, actor))


def _to_invoice(contract: Contract, invoiced: int, day: date) -> Iterator[Waiting]:
    """A contract whose next month has begun without its invoice; the month is named."""
    next_one = following(contract, invoiced)
    if next_one is None or day < next_one.waits_from:
        return
    agreed = contract.application
    detail = f"{agreed.company.name}・{next_one.month} か月目の請求書が未発行"
    yield Waiting(agreed.offering_name, detail, next_one.waits_from, "contract", contract.ref)


def _of_sme(book: Book, actor: Actor, day: date) -> Iterator[Waiting]:
    for found in applications.applications(book, actor):
        if found.state_on(day) is ApplicationState.APPLIED:
            yield _application(found, found.provider.name)
    agreed = {one.ref: one for one in contracts.contracts(book, actor)}
    for issued in invoices.invoices(book, actor):
        contract = agreed[issued.contract_ref]
        if not issued.account.is_paid and contract.state is not ContractState.WITHDRAWN:
            detail = f"{issued.issuer.name}・支払期日 {issued.due_on}"
            name = contract.application.offering_name
            since, due = issued.issued_on, issued.due_on
            yield Waiting(name, detail, since, "invoice", issued.ref, due)


def _refused(found: tuple[Submission, ...]) -> Iterator[Waiting]:
    """Refused submissions that nothing newer has taken the place of."""
    newest = {(one.dossier.offering.code, one.tier): one for one in reversed(found)}
    for one in newest.values():
        if one.state is SubmissionState.REFUSED:
            yield _submission(one, one.state.label)


def _submission(found: Submission, *details: str) -> Waiting:
    detail = "・".join((found.tier.label, *details))
    since = japan_day(found.submitted_at)
    return Waiting(found.dossier.offering.name, detail, since, "submission", found.ref)


def _application(found: Application, other: str) -> Waiting:
    detail = f"{other}・回答期限 {found.answer_by}"
    since = japan_day(found.applied_at)
    name, due = found.offering_name, found.answer_by
    return Waiting(name, detail, since, "application", found.ref, due)


_OF: dict[OrgKind, Callable[[Book, Actor, date], Iterator[Waiting]]] = {
    OrgKind.CERTIFIER: _of_certifier,
    OrgKind.PROVIDER: _of_provider,
    OrgKind.SME: _of_sme,
}
