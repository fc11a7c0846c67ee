"""Submissions are open until one person closes them; their reports are kept byte by byte."""

import pytest

from marketplace.domain.certificate import SubmissionState
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.tier import ServiceClass
from marketplace.store import reports, submissions

CLOSING = [
    (SubmissionState.WITHDRAWN, "provider"),
    (SubmissionState.REFUSED, "certifier"),
    (SubmissionState.CERTIFIED, "certifier"),
]


def test_a_submission_comes_back_as_it_was_handed_in(scene):
    made = scene.submitted()
    assert scene.read(submissions.submission, scene.world.provider, made.ref) == made
    assert (made.provider, made.dossier) == (scene.world.provider.org, scene.dossier)
    assert (made.state, made.submitted_at) == (SubmissionState.SUBMITTED, scene.now)


def test_one_submission_at_a_time_for_an_offering_and_tier(scene):
    first = scene.submitted()
    with pytest.raises(Conflict, match="already_submitted"):
        scene.submitted()
    scene.submitted(tier=ServiceClass.CLASS2)
    scene.submitted(scene.dossier_of(code="edr"))
    scene.decided(first, scene.world.provider, SubmissionState.WITHDRAWN)
    scene.submitted()


def test_submissions_stand_newest_first(scene):
    codes = ("utm", "edr", "ndr")
    made = tuple(scene.submitted(scene.dossier_of(code=code)) for code in codes)
    assert scene.read(submissions.submissions, scene.world.provider) == made[::-1]
    assert scene.read(submissions.submissions, scene.world.certifier) == made[::-1]
    assert scene.read(submissions.submissions, scene.world.rival) == ()


@pytest.mark.parametrize(("state", "who"), CLOSING)
def test_a_submission_is_closed_once_with_its_reason(scene, state, who):
    made, actor = scene.submitted(), getattr(scene.world, who)
    closed = scene.decided(made, actor, state, "理由")
    assert (closed.state, closed.decision_reason) == (state, "理由")
    assert scene.read(submissions.submission, actor, made.ref) == closed
    with pytest.raises(Conflict, match="not_open"):
        scene.decided(made, actor, state)


@pytest.mark.parametrize(("state", "who"), CLOSING)
def test_each_side_closes_in_its_own_way_only(scene, state, who):
    other = {"provider": scene.world.certifier, "certifier": scene.world.provider}[who]
    with pytest.raises(Refused, match="not_allowed"):
        scene.decided(scene.submitted(), other, state)


def test_nothing_is_opened_again(scene):
    made = scene.submitted()
    scene.decided(made, scene.world.provider, SubmissionState.WITHDRAWN)
    with pytest.raises(Refused, match="not_allowed"):
        scene.decided(made, scene.world.certifier, SubmissionState.SUBMITTED)


def test_the_newest_report_speaks(scene):
    made = scene.submitted()
    assert scene.read(reports.latest_report, scene.world.provider, made.ref) is None
    for record in (b'{"a":1}', b'{"a":2}'):
        assert scene.reported(made, record).startswith("rp_")
        found = scene.read(reports.latest_report, scene.world.certifier, made.ref)
        assert found == record


def test_a_report_needs_its_submission(scene):
    made = scene.submitted()
    object.__setattr__(made, "ref", "sb_nothing")
    with pytest.raises(Missing, match="submission"):
        scene.reported(made)
