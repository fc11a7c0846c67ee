"""「契約の終わり」 The company asks for an end and may think again; before payment, either may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.domain.codes import new_ref
from marketplace.domain.contract import Contract, ContractState, Ending, Move, next_contract
from marketplace.domain.days import japan_day
from marketplace.domain.ending import Exit, early_exit, usual_exit
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.invoice import END_FEE
from marketplace.domain.organisation import Actor
from marketplace.store import Book, contracts, invoices


@dataclass(frozen=True, slots=True)
class RequestEnd:
    """「解約を申し出る」 One of the ways out that were shown; ``digest`` names its figures."""

    token: str
    contract_ref: str
    digest: str


@dataclass(frozen=True, slots=True)
class WithdrawEnd:
    """「解約の申出を取り下げる」 Before the last day is over."""

    token: str
    contract_ref: str


@dataclass(frozen=True, slots=True)
class WithdrawContract:
    """「契約を取りやめる」 By either side, with a reason, while nothing was paid."""

    token: str
    contract_ref: str
    reason: str


def exits(contract: Contract, day: date) -> tuple[Exit, ...]:
    """「解約のしかた」 The usual way out, and an earlier one where there is one; none once asked.

    A contract that is not renewed ends by itself, so that only an earlier end has to be asked for.
    """
    if not contract.may(Move.ASK_END, day):
        return ()
    usual, early = usual_exit(contract, day), early_exit(contract, day)
    return (*([usual] if contract.renews else []), *([early] if early else []))


@act(again=contracts.contract)
def request_end(book: Book, actor: Actor, order: RequestEnd, now: datetime) -> Contract:
    """「解約の申出」 At the figures that were shown; what an early end costs must be known."""
    day = japan_day(now)
    contract = contracts.contract(book, actor, given.ref(order.contract_ref, "contract"))
    state = next_contract(contract.state_on(day), Move.ASK_END)
    chosen = [one for one in exits(contract, day) if one.digest == order.digest]
    if not chosen:
        raise Refused("figures_changed")
    contracts.add_ending(book, actor, contract.ref, _ending(chosen[0], actor, now))
    return _moved(book, actor, contract, state, now=now)


@act(again=contracts.contract)
def withdraw_end(book: Book, actor: Actor, order: WithdrawEnd, now: datetime) -> Contract:
    """「申出の撤回」 The contract goes on as if nobody had asked."""
    contract = contracts.contract(book, actor, given.ref(order.contract_ref, "contract"))
    state = next_contract(contract.state_on(japan_day(now)), Move.KEEP_ON)
    for issued in invoices.invoices_of(book, actor, contract.ref):
        if any(line.name == END_FEE for line in issued.lines):
            raise Refused("end_invoiced", number=issued.number)
    contracts.take_back_ending(book, actor, contract.ref, now=now)
    return _moved(book, actor, contract, state, now=now)


@act(again=contracts.contract)
def withdraw_contract(book: Book, actor: Actor, order: WithdrawContract, now: datetime) -> Contract:
    """「契約の取りやめ」 What was paid must be given back and taken back first."""
    contract = contracts.contract(book, actor, given.ref(order.contract_ref, "contract"))
    state = next_contract(contract.state, Move.WITHDRAW)
    reason = given.reason(order.reason)
    issued = invoices.invoices_of(book, actor, contract.ref)
    paid = sum(one.account.paid_in_tax for one in issued)
    if paid:
        raise Conflict("already_paid", paid=paid)
    return _moved(book, actor, contract, state, now=now, reason=reason)


def _ending(chosen: Exit, actor: Actor, now: datetime) -> Ending:
    if chosen.early and chosen.fee_ex_tax is None:
        raise Refused("end_fee_unknown")
    return Ending(
        ref=new_ref("en"),
        ends_on=chosen.ends_on,
        fee_ex_tax=chosen.fee_ex_tax,
        tax=chosen.tax,
        digest=chosen.digest,
        person=actor.person.name,
        asked_at=now,
    )


def _moved(
    book: Book,
    actor: Actor,
    contract: Contract,
    state: ContractState,
    *,
    now: datetime,
    reason: str = "",
) -> Contract:
    return contracts.move_contract(
        book,
        actor,
        contract.ref,
        from_state=contract.state,
        to_state=state,
        now=now,
        reason=reason,
    )
