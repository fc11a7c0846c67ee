"""What people decided is never lost, and the newest word counts."""

from datetime import date

import pytest

from marketplace.domain.errors import Missing, Refused
from marketplace.domain.verdict import Confirmation, Ruling, Verdict
from marketplace.store import rulings


def ruling(clause="OTK-03-1", facts="f", verdict=Verdict.CONFORMS, code="mihari-utm"):
    return Ruling(
        provider="mihari",
        offering=code,
        clause=clause,
        text_digest="t" * 64,
        facts_digest=facts * 64,
        verdict=verdict,
        reason="体制表で確かめた。",
        by=("審査 一郎", "審査 二郎"),
        on=date(2026, 11, 25),
    )


def confirmation(clause="OTK-03-1", page="3", edition="2.0"):
    return Confirmation(
        edition=edition,
        clause=clause,
        text_digest="t" * 64,
        official_number="3(1)",
        document="サービス基準 2.0版",
        page=page,
        by=("審査 一郎", "審査 二郎"),
        on=date(2026, 11, 25),
    )


def ruled(scene, *given):
    for one in given:
        scene.act(rulings.add_ruling, scene.world.certifier, one, now=scene.now)
    return scene.read(rulings.rulings_for, "mihari", "mihari-utm")


def confirmed(scene, *given):
    for one in given:
        scene.act(rulings.add_confirmation, scene.world.certifier, one, now=scene.now)
    return scene.read(rulings.confirmations, "2.0")


def test_a_ruling_comes_back_as_it_was_given(scene):
    scene.received()
    assert ruled(scene, ruling()) == (ruling(),)


def test_the_newest_ruling_on_the_same_text_and_facts_counts(scene):
    scene.received()
    changed = ruling(verdict=Verdict.FAILS)
    assert ruled(scene, ruling(), ruling(facts="g"), changed) == (ruling(facts="g"), changed)


def test_rulings_hold_for_their_offering_alone(scene):
    scene.received()
    scene.received(scene.dossier_of(code="edr"))
    assert ruled(scene, ruling(code="edr"), ruling()) == (ruling(),)


def test_a_ruling_needs_an_offering(scene):
    with pytest.raises(Missing, match="offering"):
        ruled(scene, ruling())


def test_a_confirmation_comes_back_as_it_was_given(scene):
    assert confirmed(scene, confirmation()) == (confirmation(),)


def test_the_newest_confirmation_of_a_text_counts_in_the_order_of_clauses(scene):
    given = (confirmation("OTK-05-1"), confirmation(), confirmation(page="4"))
    assert confirmed(scene, *given) == (confirmation(page="4"), confirmation("OTK-05-1"))


def test_confirmations_hold_for_their_edition_alone(scene):
    assert confirmed(scene, confirmation(edition="draft")) == ()


def test_only_the_certifying_body_decides(scene):
    scene.received()
    for act, value in ((rulings.add_ruling, ruling()), (rulings.add_confirmation, confirmation())):
        with pytest.raises(Refused, match="not_allowed"):
            scene.act(act, scene.world.provider, value, now=scene.now)
