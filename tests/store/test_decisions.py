"""What a body decided of editions and certificates comes back as it was written, in its order."""

from datetime import timedelta

import pytest

from marketplace.domain.certificate import Measure, MeasureKind
from marketplace.domain.edition import EditionState
from marketplace.domain.errors import Missing, Refused
from marketplace.store import certificates, counters, editions, measures
from marketplace.store.editions import Proposed

DAY = timedelta(days=1)
TWO = ("ps_first", "ps_second")


def event(scene, **changes):
    usual = {"slug": "x/1", "revision": 1, "at": scene.day, "state": "in_force"}
    return EditionState(**usual | {"digest": "a" * 64, "reason": "理由"} | changes)


def decide(scene, made, actor=None):
    scene.act(editions.add_edition_event, actor or scene.world.certifier, made, now=scene.now)


def measured(scene, issued, decision, actor=None):
    kind, since = decision
    made = Measure(MeasureKind(kind), since, "理由", scene.day)
    who = actor or scene.world.certifier
    return scene.act(measures.add_measure, who, issued.ref, made, now=scene.now)


def test_only_what_two_people_signed_is_an_event(scene):
    decide(scene, Proposed(event(scene, state="draft"), TWO[:1]))
    decide(scene, Proposed(event(scene, state="consultation"), TWO))
    decide(scene, Proposed(event(scene), (TWO[0], TWO[0])))
    decide(scene, Proposed(event(scene, at=scene.day - DAY), TWO))
    found = scene.read(editions.edition_events)
    assert found == (event(scene, state="consultation"), event(scene, at=scene.day - DAY))


def test_a_proposal_is_open_until_it_is_signed_or_taken_back(scene):
    body = scene.world.certifier
    half = Proposed(event(scene), TWO[:1])
    assert scene.read(editions.edition_proposal, body, "x/1") is None
    decide(scene, half)
    assert scene.read(editions.edition_proposal, body, "x/1") == half
    assert scene.read(editions.edition_proposal, body, "x/2") is None
    decide(scene, Proposed(event(scene), ()))
    assert scene.read(editions.edition_proposal, body, "x/1") is None
    decide(scene, half)
    decide(scene, Proposed(event(scene), TWO))
    assert scene.read(editions.edition_proposal, body, "x/1") is None


def test_nobody_but_a_body_decides_or_sees_proposals(scene):
    for actor in (scene.world.provider, scene.world.company):
        with pytest.raises(Refused, match="not_allowed"):
            decide(scene, Proposed(event(scene), TWO), actor)
        with pytest.raises(Refused, match="not_allowed"):
            scene.read(editions.edition_proposal, actor, "x/1")


def test_a_measure_takes_a_certificate_off_the_list_by_its_day(scene):
    issued = scene.certified()
    measured(scene, issued, ("suspend", scene.day + DAY))
    found = measured(scene, issued, ("reinstate", scene.day + 3 * DAY))
    assert [one.kind.value for one in found.measures] == ["suspend", "reinstate"]
    days = [scene.day + n * DAY for n in range(4)]
    listed = [scene.read(certificates.public_listed, day) for day in days]
    assert listed == [(found,), (), (), (found,)]
    assert scene.read(certificates.certificate, scene.world.provider, issued.ref) == found


def test_what_is_known_of_a_certificate_is_read_again_after_a_measure(scene):
    issued = scene.certified()
    known = scene.read(certificates.public_listed, scene.day)
    assert known == (issued,)
    found = measured(scene, issued, ("suspend", scene.day + DAY))
    assert scene.read(certificates.public_listed, scene.day, known) == (found,)


def test_only_a_body_measures_and_the_catalogue_moves(scene):
    issued = scene.certified()
    before = scene.read(counters.catalogue_version)
    for actor in (scene.world.provider, scene.world.rival):
        with pytest.raises(Refused, match="not_allowed"):
            measured(scene, issued, ("suspend", scene.day), actor)
    made = Measure(MeasureKind.SUSPEND, scene.day, "理由", scene.day)
    with pytest.raises(Missing, match="certificate"):
        scene.act(measures.add_measure, scene.world.certifier, "ct_a", made, now=scene.now)
    measured(scene, issued, ("suspend", scene.day))
    assert scene.read(counters.catalogue_version) > before
