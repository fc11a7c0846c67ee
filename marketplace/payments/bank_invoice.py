"""「請求書払い」 The provider sends an invoice and the company pays into the provider's account."""

from __future__ import annotations

from marketplace.domain.contract import Contract, ContractState
from marketplace.domain.invoice import PAYMENT_DAYS
from marketplace.domain.organisation import BankAccount, Organisation


class BankInvoice:
    """「請求書払い」 Real money without an intermediary: issuer and payee are the provider."""

    name = "bank_invoice"
    label = "請求書払い（銀行振込）"
    is_real = True

    def serves(self, provider: Organisation) -> bool:  # noqa: ARG002 - the port's
        """Every provider; what its invoice needs is asked when it accepts."""
        return True

    def opening_state(self, contract: Contract) -> ContractState:  # noqa: ARG002 - the port's
        """Every contract begins by waiting for the first payment."""
        return ContractState.AWAITING_PAYMENT

    def instructions(self, contract: Contract) -> tuple[str, ...]:
        """Whom to pay, until when, and who bears the bank's fee.

        民法485条: the costs of performance fall on the debtor where nothing else was agreed.
        """
        provider = contract.application.provider
        return (
            f"{provider.name}が請求書を発行します。お支払いの相手は、{provider.name}です。",
            _account(provider.bank_account),
            f"支払期日は、請求書の発行日から {PAYMENT_DAYS} 日後です。",
            "振込手数料は、別の取り決めがなければ、お支払いになる側のご負担です（民法485条）。",
        )


def _account(account: BankAccount | None) -> str:
    if account is None:
        return "振込先は、請求書をご覧ください。"
    where = f"{account.bank} {account.branch}（{account.kind}）{account.number}"
    return f"振込先: {where} 口座名義 {account.holder}"
