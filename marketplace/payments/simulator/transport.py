"""「つなぎ」 Stripe's library speaks to the simulator in this process, and to nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import stripe

from marketplace.payments.simulator.server import Simulator


class SimulatorClient(stripe.HTTPClient):
    """「つなぎ」 What the library asks over HTTP is asked of a simulator."""

    name = "simulator"

    def __init__(self, simulator: Simulator) -> None:
        """Speak to this one."""
        super().__init__()
        self._simulator = simulator

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        """Answer as Stripe would."""
        path = urlsplit(url).path
        asked = (method.upper(), path, headers or {}, post_data or "")
        status, body, more = self._simulator.answer(*asked)
        return json.dumps(body), status, {"Request-Id": "req_simulated", **more}

    def close(self) -> None:
        """Nothing is held open."""
