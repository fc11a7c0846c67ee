"""「画面の設定」 Everything the pages need from the installation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from marketplace.store import Store

MIN_SECRET_KEY = 32
"""Characters; 128 bits or more as hexadecimal text."""


@dataclass(frozen=True, slots=True)
class WebConfig:
    """「画面の設定」 ``demo`` opens the role switcher; ``clock`` gives aware instants.

    ``keys`` is the folder of the published keys and of the signed status list, if there is one.
    """

    store: Store
    secret_key: str
    demo: bool
    clock: Callable[[], datetime]
    keys: Path | None = None

    def __post_init__(self) -> None:
        """Refuse to sign sessions with a key that can be guessed."""
        if len(self.secret_key) < MIN_SECRET_KEY:
            raise ValueError(f"the secret key needs {MIN_SECRET_KEY} characters or more")
