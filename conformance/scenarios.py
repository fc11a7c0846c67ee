"""「正式実行の試験」 The one test module of a formal run: every scenario of the edition's folder.

The steps are the phrases themselves, once as もし and once as ならば; no step is defined elsewhere.
"""

from __future__ import annotations

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from conformance.bdd import RUN
from conformance.phrase import pattern_of, phrases
from conformance.premise import Premise
from conformance.trial import Trial
from marketplace.domain.verdict import Verdict


@pytest.fixture
def trial(request: pytest.FixtureRequest) -> Trial:
    """The clause of this scenario, before its first step."""
    return RUN[0].trial(request.node)


def _subject(trial: Trial) -> None:
    if not trial.lanes:
        raise AssertionError("審査するプランがありません")


for _premise in Premise:
    given(_premise.value)(_subject)


def _filter(trial: Trial, text: str, request: pytest.FixtureRequest) -> None:
    if not trial.filter(text):
        _conclude(trial, request)


def _oblige(trial: Trial, text: str, request: pytest.FixtureRequest) -> None:
    trial.oblige(text)
    _conclude(trial, request)


def _conclude(trial: Trial, request: pytest.FixtureRequest) -> None:
    """Record the answer, then show it to pytest by an exception that no option can turn off."""
    answered = RUN[0].conclude(request.node, trial)
    if answered.verdict is Verdict.NOT_APPLICABLE:
        raise pytest.skip.Exception("対象外")
    if answered.verdict is Verdict.NEEDS_PERSON:
        raise pytest.xfail.Exception(f"要確認: {answered.reason}")
    if answered.verdict is not Verdict.CONFORMS:
        raise AssertionError(answered.verdict.label)


for _phrase in phrases():
    _sentence = parsers.re(f"(?P<text>{pattern_of(_phrase).pattern.removesuffix(chr(92) + 'Z')})")
    when(_sentence)(_filter)
    then(_sentence)(_oblige)

scenarios(str(RUN[0].folder))
