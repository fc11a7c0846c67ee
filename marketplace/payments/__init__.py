"""Ways of collecting money; each implements the port ``marketplace.domain.gateway``."""

from __future__ import annotations

from marketplace.domain.errors import Missing
from marketplace.domain.gateway import PaymentGateway
from marketplace.domain.organisation import Organisation
from marketplace.payments.bank_invoice import BankInvoice
from marketplace.payments.card import CardPayment, Collector

GATEWAYS: dict[str, PaymentGateway] = {
    gateway.name: gateway for gateway in (BankInvoice(), CardPayment())
}
"""The ways there are; whoever starts the process puts the configured ones in their place."""


def gateway(name: str) -> PaymentGateway:
    """「決済の口」 The gateway of this name, as a contract keeps it."""
    if name not in GATEWAYS:
        raise Missing("gateway", ref=name)
    return GATEWAYS[name]


def offered(provider: Organisation) -> tuple[PaymentGateway, ...]:
    """「選べる支払い方法」 The ways in which a provider can be paid, the usual one first."""
    return tuple(one for one in GATEWAYS.values() if one.serves(provider))


def install(configured: PaymentGateway) -> None:
    """「使えるようにする」 Let a gateway with its settings stand under its name in this process."""
    GATEWAYS[configured.name] = configured


def collector() -> Collector:
    """「カードの受け口」 The configured gateway for cards; ``Missing`` where there is none."""
    found = GATEWAYS[CardPayment.name]
    if not isinstance(found, Collector):
        raise Missing("gateway", ref=CardPayment.name)
    return found


def outside_page() -> str:
    """「決済会社の画面」 The origin to which a form may lead; empty where none leads outside."""
    found = GATEWAYS[CardPayment.name]
    if isinstance(found, Collector) and not found.settings.simulated:
        return found.pays_at
    return ""
