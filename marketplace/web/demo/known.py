"""「デモの合言葉」 What is no secret in a demo: one password for everybody in it, and the codes.

Absent from real installations, as the whole door is; nobody there has this password unless they
choose it, and it stands in the list of those that nobody may choose.
"""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.desk.accounts.codes import STEP_SECONDS
from marketplace.desk.accounts.proving import shown_in_demo
from marketplace.domain.errors import Unavailable
from marketplace.domain.organisation import Person
from marketplace.store import Book
from marketplace.web import proofs, visit

PASSWORD = "otasuke-ichiba-no-mihon"  # noqa: S105 - shown on a page of the demo


@dataclass(frozen=True, slots=True)
class Code:
    """「いまの確認コード」 What this person's authenticator shows now, and for how long still."""

    text: str
    seconds: int
    of: int = STEP_SECONDS


def code_of(book: Book, person: Person) -> Code | None:
    """The code of a person who is asked for one; none where the folder's key is another one."""
    try:
        found = shown_in_demo(book, person, visit.instant(), seal=proofs.seal())
    except Unavailable:
        return None
    return None if found is None else Code(*found)
