"""The door of the buyer's pages."""

from marketplace.web.audience import Audience, Door

door = Door(Audience.BUYER, "/buyer")
