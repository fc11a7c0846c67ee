"""A stored record that says something unknown is refused; it never counts as a pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from conformance.edition import Edition
from conformance.judge import judge
from conformance.record import read_record, record
from conformance.settle import settle
from marketplace.domain.errors import BadInput
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import Decisions

SEND = "ならば 技術者を派遣する体制がある"


@pytest.fixture
def stored(
    make_edition: Callable[..., Edition],
    scenario: Callable[..., str],
    make_dossier: Callable[..., Dossier],
    day: date,
) -> bytes:
    """Give the record of a conforming offering, as it is kept."""
    edition = make_edition(scenario("@T-0 @class1 @gradeV @must", SEND), "T-0")
    report = judge(edition, make_dossier(), ServiceClass.CLASS1, day)
    return record(settle(report, Decisions(), day))


def test_a_record_is_read_back(stored: bytes) -> None:
    """As it was written."""
    assert read_record(stored)["judged"]["verdict"] == "conforms"


def _whole(made: dict[str, Any], word: object) -> None:
    made["judged"]["verdict"] = word


def _clause(made: dict[str, Any], word: object) -> None:
    made["judged"]["findings"][0]["verdict"] = word


def _machine(made: dict[str, Any], word: object) -> None:
    made["judged"]["findings"][0]["machine"]["verdict"] = word


def _ruling(made: dict[str, Any], word: object) -> None:
    made["judged"]["findings"][0]["ruling"] = {"verdict": word}


@pytest.mark.parametrize("put", [_whole, _clause, _machine, _ruling])
@pytest.mark.parametrize("word", ["CONFORMS", "passed", "適合", "", None, 1])
def test_an_unknown_verdict_is_refused_by_its_word(
    stored: bytes, put: Callable[[dict[str, Any], object], None], word: object
) -> None:
    """Wherever it stands."""
    made = json.loads(stored)
    put(made, word)
    with pytest.raises(BadInput) as refused:
        read_record(json.dumps(made).encode())
    assert f"知らない判定があります: {word}" in str(refused.value)


@pytest.mark.parametrize("judged", [None, [], {}, {"verdict": "conforms"}, {"findings": [{}]}])
def test_a_record_without_its_verdicts_is_refused(stored: bytes, judged: object) -> None:
    """What is not there was not passed."""
    made = json.loads(stored) | {"judged": judged}
    with pytest.raises(BadInput):
        read_record(json.dumps(made).encode())
