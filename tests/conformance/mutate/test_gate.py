"""Every mutant of the editions of the お助け隊 services is killed by an example, or explained."""

from __future__ import annotations

import time

import pytest

from conformance.edition import FEATURES, editions
from conformance.mutate.examples import FOLDER
from conformance.mutate.running import Fate
from marketplace.cli.criteria.mutating import score_of
from marketplace.cli.criteria.named import edition_of
from marketplace.domain.tier import TIERS

FAMILIES = {tier.family for tier in TIERS.values()}
SLUGS = sorted({state.slug for state in editions() if state.family in FAMILIES})
SECONDS = 50


@pytest.mark.parametrize("slug", SLUGS)
def test_every_mutant_is_killed_or_explained(slug: str) -> None:
    """Clause by clause and number by number, within the time of one edition."""
    start = time.process_time()
    score = score_of(edition_of(slug, FEATURES), FEATURES / slug, FOLDER)
    assert time.process_time() - start < SECONDS
    assert (score.unexplained, score.idle) == ((), ())
    assert all(killed == of for killed, of in score.by_number.values())
    assert {clause.key.split(".")[0] for clause in edition_of(slug, FEATURES).clauses} == {
        key.split(".")[0] for key in score.by_clause
    }
    assert score.is_clean
    assert len(score.counted) > len(score.of(Fate.STILLBORN))
