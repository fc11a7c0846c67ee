"""The door of an organisation's own pages, whatever its kind."""

from marketplace.web.audience import Audience, Door

door = Door(Audience.ORGANISATION, "/organisation")
