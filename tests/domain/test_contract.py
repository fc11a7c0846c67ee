"""Every move that may happen to an application or a contract, and that no other may."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from marketplace.domain.contract import (
    APPLICATION_MOVES,
    CONTRACT_MOVES,
    Application,
    ApplicationState,
    Contract,
    ContractState,
    Ending,
    Move,
    next_application,
    next_contract,
)
from marketplace.domain.errors import Conflict
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Organisation, OrgKind
from marketplace.domain.price import Size
from marketplace.domain.service import NONE, Terms
from marketplace.domain.tariff import Breakdown
from marketplace.domain.tier import ServiceClass

# Written by hand: state, move, where it leads.
APPLICATIONS = """
applied accept   accepted
applied decline  declined
applied withdraw withdrawn
applied lapse    expired
applied convert  converted
"""
CONTRACTS = """
awaiting_payment pay               active
awaiting_payment withdraw          withdrawn
active           take_back_payment awaiting_payment
active           ask_end           ending
active           run_out           ended
ending           keep_on           active
ending           run_out           ended
"""
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
ANSWER_BY, LAST = date(2026, 12, 9), date(2027, 11, 30)


def written(table):
    return {tuple(line.split()) for line in table.split("\n") if line}


def made(moves):
    return {(state.value, move.value, to.value) for (state, move), to in moves.items()}


def test_the_tables_say_what_may_happen():
    """Nothing more and nothing less than the lines above."""
    assert made(APPLICATION_MOVES) == written(APPLICATIONS)
    assert made(CONTRACT_MOVES) == written(CONTRACTS)


@pytest.mark.parametrize(("state", "move"), list(product(ApplicationState, Move)))
def test_an_application_moves_as_the_table_says(state, move):
    """And is where it was otherwise."""
    if (state, move) in APPLICATION_MOVES:
        assert next_application(state, move) is APPLICATION_MOVES[state, move]
        return
    with pytest.raises(Conflict) as refused:
        next_application(state, move)
    assert (refused.value.code, refused.value.values) == ("state_moved", {"state": state})


@pytest.mark.parametrize(("state", "move"), list(product(ContractState, Move)))
def test_a_contract_moves_as_the_table_says(state, move):
    """And is where it was otherwise."""
    if (state, move) in CONTRACT_MOVES:
        assert next_contract(state, move) is CONTRACT_MOVES[state, move]
        return
    with pytest.raises(Conflict) as refused:
        next_contract(state, move)
    assert (refused.value.code, refused.value.values) == ("state_moved", {"state": state})


def test_what_is_over_stays_over():
    """No move leads out of an end."""
    over = {ContractState.ENDED, ContractState.WITHDRAWN}
    assert {state for state, _ in CONTRACT_MOVES} & over == set()
    assert {state for state, _ in APPLICATION_MOVES} == {ApplicationState.APPLIED}


def application(state=ApplicationState.APPLIED, **changes):
    org = Organisation("og_a", OrgKind.SME, "会社", "かいしゃ")
    plan = Plan("a", "基本", ServiceClass.CLASS1)
    made_of = ("ap_a", org, org, "ct_a", "do_a", "みはり", plan, Size(1, 0, 1), 12)
    usual = Application(*made_of, Breakdown((), (), 12), state, NOW, ANSWER_BY)
    return replace(usual, **changes)


def contract(state=ContractState.ACTIVE, ends_on=None, **terms):
    agreed = application(ApplicationState.ACCEPTED, terms=Terms(**terms))
    ending = Ending("en_a", ends_on, None, None, "", "山本", NOW) if ends_on else None
    days = (date(2026, 11, 25), date(2026, 12, 1), LAST)
    return Contract("kt_a", agreed, state, "bank_invoice", *days, ending=ending)


@pytest.mark.parametrize("state", ApplicationState)
def test_an_unanswered_application_is_over_by_its_date(state):
    """An answered one stays as it was answered."""
    found = application(state)
    assert found.state_on(ANSWER_BY) is state
    waits = state is ApplicationState.APPLIED
    assert found.state_on(ANSWER_BY + DAY) is (ApplicationState.EXPIRED if waits else state)


def test_a_contract_that_ends_is_over_after_its_last_day():
    """By the date alone."""
    found = contract(ContractState.ENDING, date(2027, 3, 31))
    assert found.state_on(date(2027, 3, 31)) is ContractState.ENDING
    assert found.state_on(date(2027, 4, 1)) is ContractState.ENDED
    assert not found.may(Move.KEEP_ON, date(2027, 4, 1))
    assert found.may(Move.KEEP_ON, date(2027, 3, 31))


@pytest.mark.parametrize(("renewal", "over"), [(NONE, True), ("毎年", False), (None, False)])
def test_only_an_outright_no_ends_a_contract_with_its_term(renewal, over):
    """What nobody declared is not a no."""
    found = contract(renewal=renewal)
    assert found.last_day == (LAST if over else None)
    assert (found.state_on(LAST + DAY) is ContractState.ENDED) is over
    assert found.state_on(LAST) is ContractState.ACTIVE


@pytest.mark.parametrize("state", [ContractState.AWAITING_PAYMENT, ContractState.WITHDRAWN])
def test_what_never_began_does_not_run_out(state):
    """Whatever the day."""
    assert contract(state, renewal=NONE).state_on(LAST + DAY) is state


def test_every_state_has_a_name_that_people_read():
    """Each its own."""
    for states in (ApplicationState, ContractState):
        assert len({state.label for state in states}) == len(states)
