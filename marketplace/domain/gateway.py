"""「決済の口」 The port every way of collecting money implements; the hooks type against it."""

from __future__ import annotations

from typing import Protocol

from marketplace.domain.contract import Contract, ContractState
from marketplace.domain.organisation import Organisation


class PaymentGateway(Protocol):
    """「決済」 One way of collecting money for a contract; ``is_real`` is False for simulators."""

    name: str
    label: str
    is_real: bool

    def serves(self, provider: Organisation) -> bool:
        """Whether this provider can be paid in this way."""

    def opening_state(self, contract: Contract) -> ContractState:
        """The state a contract begins in under this gateway."""

    def instructions(self, contract: Contract) -> tuple[str, ...]:
        """Japanese sentences that tell the company how to pay."""
