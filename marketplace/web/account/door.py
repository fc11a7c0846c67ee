"""The door of the own account; its views take the person first."""

from marketplace.web.audience import Audience, Door

door = Door(Audience.ACCOUNT, "/account")
