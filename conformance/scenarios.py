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
def trials(request: pytest.FixtureRequest) -> dict[int, Trial]:
    """The clause of this scenario for every dossier, before its first step."""
    return RUN[0].trials(request.node)


def _subject(trials: dict[int, Trial]) -> None:
    if not all(trial.lanes for trial in trials.values()):
        raise AssertionError("審査するプランがありません")


for _premise in Premise:
    given(_premise.value)(_subject)


def _filter(trials: dict[int, Trial], text: str, request: pytest.FixtureRequest) -> None:
    over = [number for number, trial in trials.items() if not trial.filter(text)]
    for number in over:
        RUN[0].conclude(request.node, number, trials.pop(number))
    if not trials:
        _show(request)


def _oblige(trials: dict[int, Trial], text: str, request: pytest.FixtureRequest) -> None:
    for number, trial in trials.items():
        trial.oblige(text)
        RUN[0].conclude(request.node, number, trial)
    _show(request)


def _show(request: pytest.FixtureRequest) -> None:
    """Show the worst answer to pytest by an exception that no option can turn off."""
    answered = RUN[0].worst(request.node)
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
