"""「人の情報を消す」 One act of the operator on the market's own store."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from marketplace.cli.at_the_desk import at_the_desk
from marketplace.desk.accounts.restoring import ResetSecond, reset_second
from marketplace.desk.erasing import RemovePerson, remove_person
from marketplace.domain.organisation import Person


def removed(words: dict[str, Any]) -> Person:
    """What stands in the person's place."""
    order = RemovePerson(f"cli-{token_urlsafe(16)}", words["ref"])
    return at_the_desk(words, lambda desk: desk.do(remove_person, order))


def second_reset(words: dict[str, Any]) -> Person:
    """Whose second factor is gone."""
    order = ResetSecond(f"cli-{token_urlsafe(16)}", words["ref"])
    return at_the_desk(words, lambda desk: desk.do(reset_second, order))
