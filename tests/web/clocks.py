"""A clock for the market of the tests that does not stand still."""

from datetime import timedelta

import pytest


@pytest.fixture
def clock(config):
    """Give a clock that can be put forward; it tells what time it is then."""
    moved = {"by": timedelta()}
    first = config.clock()
    object.__setattr__(config, "clock", lambda: first + moved["by"])

    def forward(**by):
        moved["by"] += timedelta(**by)
        return config.clock()

    return forward
