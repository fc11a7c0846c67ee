"""「Stripe の設定」 What an installation needs to collect by card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

API_VERSION = "2026-08-26.dahlia"
"""The version of the API we speak: that of the published description our tests hold us to."""

SANDBOX = "テスト環境：実際の請求は発生しません"
SIMULATED = "シミュレーター：実際の請求は発生しません"


@dataclass(frozen=True, slots=True)
class StripeSettings:
    """「Stripe の設定」 Keys, the address to come back to, and each provider's own account.

    Several ``webhook_secrets`` are valid while one is being replaced.
    """

    secret_key: str = field(repr=False)
    webhook_secrets: tuple[str, ...] = field(repr=False)
    site: str
    accounts: Mapping[str, str]
    simulated: bool = False

    @property
    def livemode(self) -> bool:
        """Whether money moves: the key says so."""
        return "_live_" in self.secret_key

    @property
    def notice(self) -> str:
        """What every page of a payment says where no money moves."""
        if self.simulated:
            return SIMULATED
        return "" if self.livemode else SANDBOX
