"""Dossiers are kept version by version, byte by byte."""

import hashlib
import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from marketplace.codec.dossier import dump_dossier
from marketplace.domain.canonical import canonical
from marketplace.domain.errors import Missing, Refused
from marketplace.store import dossiers
from marketplace.store.rows import DossierRow, OfferingRow


def rows(scene, of=DossierRow):
    with scene.store.read() as book:
        found = book.session.scalars(select(of).order_by(of.key)).all()
        book.session.expunge_all()
    return found


def test_a_dossier_comes_back_as_the_value_it_was(scene):
    ref = scene.received()
    assert scene.read(dossiers.dossier, scene.world.provider, ref) == scene.dossier
    assert scene.read(dossiers.dossier, scene.world.certifier, ref) == scene.dossier


def test_the_bytes_come_back_as_they_came(scene):
    ref = scene.received()
    found = scene.read(dossiers.raw_dossier, scene.world.provider, ref)
    assert found == (scene.raw, "application/yaml")


def test_digests_of_bytes_and_of_declared_values_are_kept(scene):
    scene.received()
    (row,) = rows(scene)
    assert row.raw_digest == hashlib.sha256(scene.raw).hexdigest()
    assert row.digest == scene.dossier.digest
    assert row.declared.encode() == canonical(dump_dossier(scene.dossier))
    assert json.loads(row.declared)["format"] == "otasuke-manifest/1"


def test_versions_count_for_each_offering_alone(scene):
    for code in ("utm", "utm", "edr", "utm"):
        scene.received(scene.dossier_of(code=code))
    found = [(row.offering.code, row.version) for row in rows(scene)]
    assert found == [("utm", 1), ("utm", 2), ("edr", 1), ("utm", 3)]
    assert [row.code for row in rows(scene, OfferingRow)] == ["utm", "edr"]


def test_two_providers_may_use_the_same_code(scene):
    scene.received()
    other = scene.dossier_of(provider="toomi")
    scene.act(
        dossiers.receive_dossier,
        scene.world.rival,
        other,
        scene.raw,
        media_type="application/yaml",
        now=scene.now,
    )
    assert [row.version for row in rows(scene)] == [1, 1]


def test_a_provider_hands_in_its_own_dossiers_only(scene):
    with pytest.raises(Refused, match="other_provider"):
        scene.received(scene.dossier_of(provider="toomi"))
    assert rows(scene, OfferingRow) == []


def test_only_providers_hand_in_dossiers(scene):
    with pytest.raises(Refused, match="not_allowed"):
        scene.act(
            dossiers.receive_dossier,
            scene.world.company,
            scene.dossier,
            scene.raw,
            media_type="application/yaml",
            now=scene.now,
        )


def test_a_dossier_that_would_come_back_otherwise_is_refused(scene, dossier_of):
    given = dossier_of()
    spaced = replace(given, offering=replace(given.offering, name="末尾に空白 "))
    with pytest.raises(Refused, match="dossier_spelling"):
        scene.received(spaced)


def test_a_fact_row_is_made_once_for_a_set_of_facts(scene):
    ref, facts = scene.received(), "a" * 64
    assert scene.read(dossiers.facts, ref, facts) is None
    for text in ("[1]", "[2]"):
        scene.act(dossiers.keep_facts, ref, facts, text)
    assert scene.read(dossiers.facts, ref, facts) == "[1]"
    assert scene.read(dossiers.facts, ref, "b" * 64) is None


def test_facts_of_an_unknown_dossier_are_not_kept(scene):
    with pytest.raises(Missing, match="dossier"):
        scene.act(dossiers.keep_facts, "ds_nothing", "a" * 64, "[]")
