"""Ways of collecting money; each implements the port ``marketplace.domain.gateway``."""

from __future__ import annotations

from marketplace.domain.errors import Missing
from marketplace.domain.gateway import PaymentGateway
from marketplace.payments.bank_invoice import BankInvoice

GATEWAYS: dict[str, PaymentGateway] = {gateway.name: gateway for gateway in (BankInvoice(),)}


def gateway(name: str) -> PaymentGateway:
    """「決済の口」 The gateway of this name, as a contract keeps it."""
    if name not in GATEWAYS:
        raise Missing("gateway", ref=name)
    return GATEWAYS[name]
