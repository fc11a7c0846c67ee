"""「サインインの途中」 Who has shown a password and not yet a second factor.

It stands in the signed cookie for ten minutes, opens no door, and writes no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import session

from marketplace.domain.account import Proof
from marketplace.web import visit

HALF = "half"
LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Half:
    """「途中の人」 Whose password it was, and by what it was proved."""

    person: str
    proof: Proof


def begin(person: str, proof: Proof) -> None:
    """Note who is half way in; a session that stood there ends, the cookie held nothing else."""
    visit.end()
    session[HALF] = [person, proof.value, int(visit.instant().timestamp())]
    visit.forget()


def half() -> Half | None:
    """Who is half way in on this browser; None where nobody is, or too long ago."""
    claimed = session.get(HALF)
    if not isinstance(claimed, list) or [type(part) for part in claimed] != [str, str, int]:
        return None
    person, proof, since = claimed
    if visit.instant().timestamp() - since >= LASTS.total_seconds():
        return None
    return Half(person, Proof(proof))
