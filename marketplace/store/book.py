"""「帳簿」 One open unit of work."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Book:
    """「帳簿」 Open for reading or for one act; only the store's own functions use the session."""

    session: Session
