"""「シミュレーターの受け口」 The gateway as it is, with the simulator at the other end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from marketplace.payments.simulator.sender import Sender
from marketplace.payments.simulator.server import Simulator
from marketplace.payments.simulator.shelf import Shelf
from marketplace.payments.simulator.transport import SimulatorClient
from marketplace.payments.stripe.gateway import StripeGateway
from marketplace.payments.stripe.settings import StripeSettings

PAGE = "/demo/checkout?session="


class SimulatedGateway(StripeGateway):
    """「シミュレーターの受け口」 Everything but the transport is what a real installation runs."""

    def __init__(
        self, settings: StripeSettings, shelf: Shelf, clock: Callable[[], datetime]
    ) -> None:
        """Pay on a page of this site, and deliver to this site."""
        if not settings.simulated:
            raise ValueError("a simulator is only for settings that say so")
        self.clock = clock
        self.simulator = Simulator(shelf, f"{settings.site}{PAGE}", clock)
        self.sender = Sender(shelf, settings.webhook_secrets[0], clock)
        super().__init__(settings, SimulatorClient(self.simulator))
