"""「アカウント」 How a person proves who they are, and for how long that holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from marketplace.domain.organisation import OrgKind, Role


class Errand(StrEnum):
    """「確認メールの用件」 What the one link of a mail is good for."""

    SIGN_UP = "sign_up"
    INVITE = "invite"
    RESET = "reset"
    ADDRESS = "address"


LASTS: dict[Errand, timedelta] = {
    Errand.SIGN_UP: timedelta(hours=24),
    Errand.INVITE: timedelta(days=7),
    Errand.RESET: timedelta(hours=1),
    Errand.ADDRESS: timedelta(hours=24),
}
"""How long a link is good; each is used once."""


class Proof(StrEnum):
    """「本人の確かめかた」 By what somebody signed in."""

    PASSWORD = "password"  # noqa: S105 - the name of a way, no secret
    PASSKEY = "passkey"
    OIDC = "oidc"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"password": "パスワード", "passkey": "パスキー", "oidc": "外部のID"}[self.value]


@dataclass(frozen=True, slots=True)
class Ticket:
    """「確認メールの券」 One link of a mail: for what, for which address, and until when.

    An invitation names the organisation and the role; a sign-up names the kind of organisation.
    """

    ref: str
    errand: Errand
    email: str
    issued_at: datetime
    expires_at: datetime
    person: str | None = None
    org: str | None = None
    role: Role | None = None
    kind: OrgKind | None = None
    used_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether the link may still be used."""
        return self.used_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class SignedIn:
    """「サインインの記録」 One session: whose, by what, from where it looked, until when.

    ``second`` says that a second factor was shown (a passkey that checked its user is both).
    """

    ref: str
    person: str
    org: str | None
    proof: Proof
    second: bool
    began_at: datetime
    ends_at: datetime
    agent: str
    ended_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether the session still holds; idleness is asked of the cookie."""
        return self.ended_at is None and now < self.ends_at


@dataclass(frozen=True, slots=True)
class Passkey:
    """「パスキー」 A key that a device keeps; the public half and how often it was used."""

    ref: str
    credential_id: bytes
    public_key: bytes
    sign_count: int
    name: str
    added_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Totp:
    """「確認コードの秘密」 Sealed; ``last_step`` is the newest 30 seconds that was accepted."""

    sealed: bytes
    confirmed_at: datetime
    last_step: int


@dataclass(frozen=True, slots=True)
class Identity:
    """「外部のID」 A person as another issuer names them."""

    issuer: str
    subject: str
    added_at: datetime


SECOND_FACTOR_KINDS = frozenset({OrgKind.CERTIFIER, OrgKind.OPERATOR})
"""Whoever acts for these shows a second factor at every sign-in."""
