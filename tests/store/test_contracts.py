"""Applications and contracts pin what was shown, and move one step at a time."""

import dataclasses

import pytest

from marketplace.domain.contract import ApplicationState, ContractState
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.store import applications, contracts

ACCEPTED = {
    "from_state": ApplicationState.APPLIED,
    "to_state": ApplicationState.ACCEPTED,
    "reason": "",
}
ACTIVE = {"from_state": ContractState.AWAITING_PAYMENT, "to_state": ContractState.ACTIVE}


def test_an_application_comes_back_as_it_was_made(scene):
    wish = scene.wish(scene.certified())
    made = scene.act(applications.add_application, scene.world.company, wish)
    assert made == wish
    assert scene.read(applications.application, scene.world.company, made.ref) == wish
    assert scene.read(applications.application, scene.world.provider, made.ref) == wish


def test_a_company_applies_for_itself_only(scene):
    wish = scene.wish(scene.certified())
    with pytest.raises(Refused, match="not_allowed"):
        scene.act(applications.add_application, scene.world.stranger, wish)


def test_an_application_names_a_plan_of_its_dossier(scene):
    wish = scene.wish(scene.certified())
    other = dataclasses.replace(wish, plan=dataclasses.replace(wish.plan, code="other"))
    with pytest.raises(Missing, match="plan"):
        scene.act(applications.add_application, scene.world.company, other)
    assert scene.read(applications.applications, scene.world.company) == ()


def test_an_application_keeps_its_price_when_the_provider_declares_another(scene):
    made = scene.applied()
    scene.received()
    assert scene.read(applications.application, scene.world.company, made.ref) == made
    assert made.breakdown.total_ex_tax == 9_800 * 2 * 12 + 30_000


def test_an_application_moves_once_from_the_state_that_was_seen(scene):
    made = scene.applied()
    moved = scene.act(
        applications.move_application, scene.world.provider, made.ref, **ACCEPTED, now=scene.now
    )
    assert moved == dataclasses.replace(made, state=ApplicationState.ACCEPTED)
    with pytest.raises(Conflict, match="state_moved") as refusal:
        scene.act(
            applications.move_application, scene.world.company, made.ref, **ACCEPTED, now=scene.now
        )
    assert refusal.value.values == {"state": ApplicationState.ACCEPTED}


def test_a_contract_comes_back_as_it_was_made(scene):
    agreed = scene.agreed(scene.applied())
    made = scene.act(contracts.add_contract, scene.world.provider, agreed, now=scene.now)
    assert made == agreed
    assert scene.read(contracts.contract, scene.world.company, made.ref) == agreed


def test_an_application_becomes_one_contract_at_most(scene):
    made = scene.applied()
    scene.contracted(made)
    with pytest.raises(Conflict, match="already_contracted"):
        scene.contracted(made)


def test_only_the_provider_makes_the_contract(scene):
    agreed = scene.agreed(scene.applied())
    with pytest.raises(Refused, match="not_allowed"):
        scene.act(contracts.add_contract, scene.world.company, agreed, now=scene.now)
    with pytest.raises(Missing, match="application"):
        scene.act(contracts.add_contract, scene.world.rival, agreed, now=scene.now)


def test_a_contract_moves_once_from_the_state_that_was_seen(scene):
    made = scene.contracted()
    provider = scene.world.provider
    moved = scene.act(contracts.move_contract, provider, made.ref, **ACTIVE, now=scene.now)
    assert moved == dataclasses.replace(made, state=ContractState.ACTIVE)
    with pytest.raises(Conflict, match="state_moved"):
        scene.act(contracts.move_contract, provider, made.ref, **ACTIVE, now=scene.now)


def test_lists_stand_newest_first_for_both_parties(scene):
    certificate = scene.certified()
    applied = tuple(scene.applied(certificate) for _ in range(3))
    agreed = tuple(scene.contracted(one) for one in applied)
    for actor in (scene.world.company, scene.world.provider):
        assert scene.read(applications.applications, actor) == applied[::-1]
        assert scene.read(contracts.contracts, actor) == agreed[::-1]
