"""「自社の事実」 What a company says of its own settings and rules, where the scheme has a number.

A field that is None was not answered; it is never yes, no, or zero. The table of questions is
``conformance/company.toml``. Scores are in tenths (7.0 is 70), so that no float is ever compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Factor(StrEnum):
    """「多要素認証の要素」 Kinds of which 多要素認証 combines several; the word of the text."""

    KNOWLEDGE = "知識"
    POSSESSION = "所持"
    BIOMETRIC = "生体"
    OTHER = "その他"


class CharacterKind(StrEnum):
    """「文字の種類」 What a password can be made to contain."""

    UPPER = "英大文字"
    LOWER = "英小文字"
    DIGIT = "数字"
    SIGN = "記号"


class LockWay(StrEnum):
    """「失敗への備え」 What happens when a password is entered wrongly again and again."""

    DELAY = "待ち時間"
    LOCK = "ロック"
    INSTEAD = "代わりの対策"
    NOTHING = "なし"


@dataclass(frozen=True, slots=True)
class MultiFactor:
    """「多要素認証」 Its kinds of factor (empty: not used), and the length of its passwords."""

    factors: tuple[Factor, ...] | None = None
    password_length: int | None = None


@dataclass(frozen=True, slots=True)
class Lock:
    """「ロック」 What guards a device against guessing."""

    way: LockWay | None = None
    attempts: int | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """「機器」 How a device is opened."""

    pin_length: int | None = None


@dataclass(frozen=True, slots=True)
class PasswordRule:
    """「パスワードの決まり」 Whether something else guards them, how long, of which characters."""

    protected: bool | None = None
    length: int | None = None
    kinds: tuple[CharacterKind, ...] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """「入退場」 How long the record of the server area is kept."""

    months: int | None = None


@dataclass(frozen=True, slots=True)
class Logs:
    """「記録」 How many months of each are kept."""

    firewall_months: int | None = None
    proxy_months: int | None = None
    authentication_months: int | None = None


@dataclass(frozen=True, slots=True)
class Patching:
    """「更新の適用」 How soon, from which severity on, and what is done where it is not."""

    days: int | None = None
    score_from: int | None = None
    undisclosed: bool | None = None
    other_measure: bool | None = None


@dataclass(frozen=True, slots=True)
class Boundary:
    """「境界の機器」 The worst severity left in devices on the border to the internet."""

    worst_score: int | None = None


@dataclass(frozen=True, slots=True)
class Practice:
    """「自社の事実」 All of them; what is None is unknown."""

    mfa: MultiFactor = field(default_factory=MultiFactor)
    lock: Lock = field(default_factory=Lock)
    device: Device = field(default_factory=Device)
    password: PasswordRule = field(default_factory=PasswordRule)
    entry: Entry = field(default_factory=Entry)
    logs: Logs = field(default_factory=Logs)
    patch: Patching = field(default_factory=Patching)
    boundary: Boundary = field(default_factory=Boundary)
