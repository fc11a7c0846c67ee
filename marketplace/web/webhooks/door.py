"""The door of this audience; its routes hang on it."""

from marketplace.web.audience import Audience, Door

door = Door(Audience.WEBHOOKS, "/webhooks")
