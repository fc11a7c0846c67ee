"""「出来事」 What is told after an act has been committed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.domain.days import aware


@dataclass(frozen=True, slots=True)
class Event:
    """「出来事」 An act that is done and committed: which, on what, for whom, when.

    ``subject_ref`` is the public reference of what the act made or moved, ``org_ref`` that of the
    organisation acted for. Nobody's name stands here: an event may leave the market. A naive
    instant is refused (``ValueError``); ``at`` is kept in UTC.
    """

    act: str
    subject_ref: str
    org_ref: str
    at: datetime

    def __post_init__(self) -> None:
        """Keep the instant in UTC."""
        object.__setattr__(self, "at", aware(self.at))
