"""The demo's role switcher and its business day; absent from real installations."""

from marketplace.web.audience import Audience, Door

door = Door(Audience.DEMO, "/demo")

from marketplace.web.demo import day, people  # noqa: E402, F401
