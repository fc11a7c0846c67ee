"""「カード払い」 What a company is told of paying a first invoice by card."""

from __future__ import annotations

from abc import ABC, abstractmethod

from marketplace.domain.checkout import Checkout, Session
from marketplace.domain.contract import Contract, ContractState
from marketplace.domain.organisation import Organisation
from marketplace.payments.stripe.settings import StripeSettings


class CardPayment:
    """「カード払い」 Collected on the provider's own account; the operator holds no money."""

    name = "stripe"
    label = "カード払い（Stripe）"
    is_real = True

    def serves(self, provider: Organisation) -> bool:  # noqa: ARG002 - the port's
        """Nobody, where the installation has not set it up; old contracts keep their page."""
        return False

    def opening_state(self, contract: Contract) -> ContractState:  # noqa: ARG002 - the port's
        """Every contract begins by waiting for the first payment."""
        return ContractState.AWAITING_PAYMENT

    def instructions(self, contract: Contract) -> tuple[str, ...]:
        """Whom one pays, where the card is entered, and from when the service is paid for."""
        provider = contract.application.provider.name
        return (
            f"{provider}が請求書を発行します。お支払いの相手は、{provider}です。",
            "請求書が届いたら、この画面からカードで支払えます。",
            "カードの番号は、決済会社 Stripe の画面で入力します。本サイトは番号を受け取りません。",
            "入金は、決済会社に確かめてから「提供中」にします。",
        )


class Collector(CardPayment, ABC):
    """「カードの受け口」 Card payment that is set up: it opens checkouts and is asked of them."""

    settings: StripeSettings
    pays_at: str

    def account_of(self, provider: Organisation) -> str | None:
        """The provider's own account, None where it collects by invoice only."""
        return self.settings.accounts.get(provider.code or "")

    def serves(self, provider: Organisation) -> bool:
        """Whether this provider has an account of its own."""
        return self.account_of(provider) is not None

    @abstractmethod
    def open_checkout(self, checkout: Checkout) -> Session:
        """Make the session of a checkout; the same one however often it is asked for."""

    @abstractmethod
    def session(self, ref: str, account: str) -> Session:
        """Ask for a session, and for its payment where there is one."""
