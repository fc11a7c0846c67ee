"""The door of this audience; its pages hang on it."""

from marketplace.web.audience import Audience, Door

door = Door(Audience.DEMO, "/demo")
