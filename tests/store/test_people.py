"""Organisations, their people, and who acts for whom."""

import dataclasses

import pytest

from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.price import Size
from marketplace.store import organisations


def test_an_organisation_comes_back_as_it_was_entered(scene):
    for actor in scene.world.everybody:
        assert scene.read(organisations.organisation, actor.org.ref) == actor.org


def test_a_provider_is_found_by_its_code(scene):
    found = scene.read(organisations.provider_by_code, "mihari")
    assert found == scene.world.provider.org
    assert scene.read(organisations.provider_by_code, "nobody") is None


def test_a_member_becomes_an_actor(scene):
    provider = scene.world.provider
    assert scene.read(organisations.actor, provider.person.ref, provider.org.ref) == provider


def test_nobody_acts_for_an_organisation_without_belonging_to_it(scene):
    person, org = scene.world.provider.person, scene.world.certifier.org
    assert not scene.read(organisations.is_member, person.ref, org.ref)
    with pytest.raises(Missing, match="actor"):
        scene.read(organisations.actor, person.ref, org.ref)
    scene.act(organisations.add_membership, person.ref, org.ref)
    assert scene.read(organisations.actor, person.ref, org.ref).kind is org.kind


def test_a_membership_needs_both_sides(scene):
    person, org = scene.world.provider.person, scene.world.provider.org
    with pytest.raises(Missing, match="person"):
        scene.act(organisations.add_membership, "ps_nobody", org.ref)
    with pytest.raises(Missing, match="organisation"):
        scene.act(organisations.add_membership, person.ref, "og_nothing")


def test_actors_stand_by_kind_and_then_by_reading(scene):
    world = scene.world
    wanted = (world.stranger, world.company, world.rival, world.provider, world.certifier)
    wanted += (world.buyer, world.operator)
    assert scene.read(organisations.actors) == wanted


def test_a_code_an_address_and_a_membership_are_taken_once(scene):
    provider = scene.world.provider
    twin = dataclasses.replace(provider.org, ref="og_twin")
    double = dataclasses.replace(provider.person, ref="ps_twin")
    for again in (
        (organisations.add_organisation, twin),
        (organisations.add_person, double),
        (organisations.add_membership, provider.person.ref, provider.org.ref),
    ):
        with pytest.raises(Conflict, match="already_exists"):
            scene.act(*again)


def test_an_unknown_organisation_is_missing(scene):
    with pytest.raises(Missing, match="organisation"):
        scene.read(organisations.organisation, "og_nothing")


def test_a_company_states_its_size_and_changes_it(scene):
    company = scene.world.company
    assert scene.read(organisations.company_size, company) is None
    for stated in ((Size(20, 1, 2), ("13",)), (Size(35, 2, 3), ("27", "46", "47"))):
        scene.act(organisations.set_company_size, company, *stated)
        assert scene.read(organisations.company_size, company) == stated
    assert scene.read(organisations.company_size, scene.world.stranger) is None


def test_prefectures_are_kept_each_once_in_their_order(scene):
    """Two sites in one prefecture are one; all 47 find room."""
    every = tuple(f"{number:02}" for number in range(1, 48))
    for stated, kept in ((("27", "27"), ("27",)), (("47", "01"), ("01", "47")), (every, every)):
        scene.act(organisations.set_company_size, scene.world.company, Size(1, 0, 2), stated)
        assert scene.read(organisations.company_size, scene.world.company)[1] == kept


@pytest.mark.parametrize("stated", [(), ("00",), ("48",), ("27", "1"), ("27 28",), ("大阪",)])
def test_a_prefecture_that_does_not_exist_is_refused(scene, stated):
    with pytest.raises(Refused, match="unknown_prefecture"):
        scene.act(organisations.set_company_size, scene.world.company, Size(1, 0, 1), stated)
    assert scene.read(organisations.company_size, scene.world.company) is None
