"""「応答」 What a command says, and the exit status that says it to programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from marketplace.domain.verdict import Verdict


class Exit(IntEnum):
    """「終了コード」 0 適合, 1 不適合, 2 a bad input or a fault, 3 a person is needed."""

    CONFORMS = 0
    FAILS = 1
    BAD = 2
    NEEDS_PERSON = 3


BADNESS = (Exit.FAILS, Exit.BAD, Exit.NEEDS_PERSON, Exit.CONFORMS)
"""The roll-up over tiers: 不適合 > 障害 > 要確認 > 適合."""

_OF_VERDICT = {
    Verdict.CONFORMS: Exit.CONFORMS,
    Verdict.FAILS: Exit.FAILS,
    Verdict.NEEDS_PERSON: Exit.NEEDS_PERSON,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """「応答」 Text for standard output, lines for standard error, and the exit status."""

    code: Exit = Exit.CONFORMS
    out: str = ""
    err: str = ""


def exit_of(verdict: Verdict) -> Exit:
    """The exit status of a verdict; whatever is not an answer is a fault."""
    return _OF_VERDICT.get(verdict, Exit.BAD)


def worst(codes: Iterable[Exit]) -> Exit:
    """The worst of several; nothing judged is a fault."""
    return min(codes, key=BADNESS.index, default=Exit.BAD)
