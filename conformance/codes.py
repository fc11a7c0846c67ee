"""「判定の符号」 Verdict and reason as one small int, ordered so that ``max`` is the roll-up.

不適合 > 障害 > 要確認 > 適合 > 対象外. For a clause whose text nobody has confirmed (grade R) the
code says both that and what lies beneath, so that a confirmation needs no second judgement.
"""

from __future__ import annotations

from marketplace.domain.verdict import Answered, Reason, Verdict

NOT_APPLICABLE = 0
CONFORMS = 16
MISSING = 32
TWO_READINGS = 33
WEAK = 34
LAPSED = 35
JUDGEMENT = 36
UNVERIFIED = 8
"""Added to WEAK, LAPSED and JUDGEMENT; the two below stand for 適合 and 不適合."""
UNVERIFIED_CONFORMS = 46
UNVERIFIED_FAILS = 47
FAULT = 48
FAILS = 64

_ASK = Verdict.NEEDS_PERSON
ANSWERS: dict[int, Answered] = {
    NOT_APPLICABLE: Answered(Verdict.NOT_APPLICABLE),
    CONFORMS: Answered(Verdict.CONFORMS),
    MISSING: Answered(_ASK, Reason.MISSING_FACT),
    TWO_READINGS: Answered(_ASK, Reason.TWO_READINGS),
    WEAK: Answered(_ASK, Reason.EVIDENCE_TOO_WEAK),
    LAPSED: Answered(_ASK, Reason.EVIDENCE_LAPSED),
    JUDGEMENT: Answered(_ASK, Reason.JUDGEMENT),
    FAULT: Answered(Verdict.FAULT),
    FAILS: Answered(Verdict.FAILS),
}
_UNVERIFIED_OF = {
    CONFORMS: UNVERIFIED_CONFORMS,
    FAILS: UNVERIFIED_FAILS,
    WEAK: WEAK + UNVERIFIED,
    LAPSED: LAPSED + UNVERIFIED,
    JUDGEMENT: JUDGEMENT + UNVERIFIED,
}
_BENEATH_OF = {code: beneath for beneath, code in _UNVERIFIED_OF.items()}


def unverified(code: int) -> int:
    """The code of a clause of grade R; what is open before its text is read stays as it is."""
    return _UNVERIFIED_OF.get(code, code)


def beneath(code: int) -> int:
    """The code that stands when the clause is confirmed."""
    return _BENEATH_OF.get(code, code)


def answered(code: int) -> Answered:
    """Verdict and reason of a code; an unknown code is a ``KeyError``, never a pass."""
    if code in _BENEATH_OF:
        return Answered(_ASK, Reason.UNVERIFIED_CRITERION)
    return ANSWERS[code]
