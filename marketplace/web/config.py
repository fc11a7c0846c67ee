"""「画面の設定」 Everything the pages need from the installation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from marketplace.store import Store
from marketplace.web.oidc.settings import Issuer

LIMITS = "memory://"
"""Where the counts of requests are kept unless said otherwise: in this process."""

MIN_SECRET_KEY = 32
"""Characters; 128 bits or more as hexadecimal text."""


@dataclass(frozen=True, slots=True)
class WebConfig:
    """「画面の設定」 ``demo`` shows its people and their passwords; ``clock`` gives aware instants.

    ``keys`` is the folder of the published keys and of the signed status list, if there is one.
    ``public_url`` is the address that people use, without a path; empty where it is only this
    machine's. ``proxies`` is how many of our own stand in front and may say who asks.
    ``oidc`` are the issuers whose word for a person is taken.
    """

    store: Store
    secret_key: str
    demo: bool
    clock: Callable[[], datetime]
    keys: Path | None = None
    public_url: str = ""
    proxies: int = 0
    limits: str = LIMITS
    oidc: tuple[Issuer, ...] = ()

    @property
    def is_behind_tls(self) -> bool:
        """Whether people reach the site by https alone."""
        return urlsplit(self.public_url).scheme == "https"

    def __post_init__(self) -> None:
        """Refuse to sign sessions with a key that can be guessed."""
        if len(self.secret_key) < MIN_SECRET_KEY:
            raise ValueError(f"the secret key needs {MIN_SECRET_KEY} characters or more")
