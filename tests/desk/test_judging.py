"""What blocks a submission, and what keeps an outcome open."""

import pytest

from marketplace.desk.judging import blocking, unsettled
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import (
    Answered,
    EditionRef,
    Finding,
    Force,
    Grade,
    Outcome,
    Report,
    Settled,
    Verdict,
)


def outcome(force, verdict, *, guidance):
    """Make an outcome of one clause."""
    answered = Answered(verdict)
    digests = {"text_digest": "0" * 64, "facts_digest": "0" * 64}
    words = dict.fromkeys(("title", "sentence", "seen", "wanted", "remedy"), "")
    finding = Finding(
        clause="OTK-00-0",
        force=force,
        grade=Grade.V,
        guidance=guidance,
        answered=answered,
        beneath=answered,
        plan=None,
        **words,
        **digests,
    )
    edition = EditionRef("otasuke/2.0", 1, "0" * 64)
    tier, day = ServiceClass.CLASS1, None
    report = Report("p", "o", "d", edition, "x", tier, day, (finding,))
    return Outcome(report, (Settled(finding, answered),), verdict)


# Written by hand: (必須, 手引き) of every verdict → (blocks a submission, keeps an outcome open).
EXPECTED = {
    (Verdict.CONFORMS, Force.MUST, False): (False, False),
    (Verdict.NOT_APPLICABLE, Force.MUST, False): (False, False),
    (Verdict.NEEDS_PERSON, Force.MUST, False): (False, True),
    (Verdict.NEEDS_PERSON, Force.INFO, False): (False, False),
    (Verdict.FAILS, Force.MUST, False): (True, True),
    (Verdict.FAILS, Force.MUST, True): (False, True),
    (Verdict.FAILS, Force.SHOULD, False): (False, False),
    (Verdict.FAILS, Force.INFO, False): (False, False),
    (Verdict.FAULT, Force.MUST, True): (True, True),
    (Verdict.FAULT, Force.INFO, False): (True, False),
}


@pytest.mark.parametrize("case", EXPECTED)
def test_a_clause_blocks_or_stays_open(case):
    """推奨 and 情報 do neither, except that no 障害 is handed in; 手引き may be overruled later."""
    verdict, force, guidance = case
    made = outcome(force, verdict, guidance=guidance)
    assert (bool(blocking(made)), bool(unsettled(made))) == EXPECTED[case]
