"""What a service declares and what a company answers never meet in one clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.edition import Edition
from conformance.mutate.words import numbers
from conformance.phrase import bind, register, registering
from conformance.premise import Premise
from marketplace.domain.errors import BadInput
from marketplace.domain.phrase import Phrase, Score

SERVICE = "ならば 技術者を派遣する体制がある"
COMPANY = "ならば 多要素認証の要素は 2 種類以上である"
OFFERING = f"前提 {Premise.OFFERING}"
DIAGNOSIS = f"前提 {Premise.COMPANY}"
TAGS = "@T-1 @{tier} @gradeP @must"


def neither(mfa: tuple[str, ...], available: bool) -> bool:  # noqa: FBT001
    """An answer over facts of two subjects."""
    return bool(mfa) and available


def test_a_clause_of_a_company_is_read(
    make_edition: Callable[..., Edition], scenario: Callable[..., str]
) -> None:
    """The case that the refusals below differ from by one thing."""
    text = scenario(TAGS.format(tier="star3"), COMPANY).replace(OFFERING, DIAGNOSIS)
    (clause,) = make_edition(text, "T-1").clauses
    assert (clause.premise, clause.tiers) == (Premise.COMPANY, {"star3"})


@pytest.mark.parametrize(
    ("premise", "tier", "step"),
    [
        (DIAGNOSIS, "class1", COMPANY),
        (OFFERING, "star3", SERVICE),
        (DIAGNOSIS, "star3", SERVICE),
        (OFFERING, "class1", COMPANY),
        (DIAGNOSIS, "star3 @class1", COMPANY),
    ],
)
def test_tiers_and_sentences_of_another_subject_are_refused(
    make_edition: Callable[..., Edition],
    scenario: Callable[..., str],
    premise: str,
    tier: str,
    step: str,
) -> None:
    """Whichever of the three is the stranger."""
    text = scenario(TAGS.format(tier=tier), step).replace(OFFERING, premise)
    with pytest.raises(BadInput, match="合わない区分か文"):
        make_edition(text, "T-1")


def test_an_unknown_subject_is_refused(
    make_edition: Callable[..., Edition], scenario: Callable[..., str]
) -> None:
    """The set is closed, and named."""
    text = scenario(TAGS.format(tier="class1"), SERVICE).replace(OFFERING, "前提 犬を散歩させる")
    with pytest.raises(BadInput, match=Premise.COMPANY):
        make_edition(text, "T-1")


def test_no_phrase_asks_facts_of_two_subjects() -> None:
    """A certifying body cannot register one either."""
    mixed = Phrase("どちらでもない", ("facts.mfa.factors", "dispatch.available"), neither)
    with registering(), pytest.raises(BadInput, match="混ざっています"):
        register(mixed)


def test_a_score_is_read_exactly_and_moved_by_a_tenth() -> None:
    """Never a float; what is no score is no sentence."""
    sentence = bind("境界の機器に残る脆弱性の点数は 7.0 未満である")
    assert sentence.arguments["score"] == Score(70)
    changes = [change for _, (_, change, _) in numbers(sentence.text)]
    assert changes == ["7.0 → 6.9", "7.0 → 7.1"]
    assert [change for _, (_, change, _) in numbers("点数は 0.0 以上")] == ["0.0 → 0.1"]
    for wrong in ("7", "07.0", "7.00", "10.1", "11.0"):
        with pytest.raises(BadInput):
            bind(sentence.text.replace("7.0", wrong))
