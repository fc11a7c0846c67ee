"""The door of the operator's pages."""

from marketplace.web.audience import Audience, Door

door = Door(Audience.OPERATOR, "/operator")
