"""Pages for everybody: prices, offerings, criteria, and the check of a certificate."""

from marketplace.web.audience import Audience, Door

door = Door(Audience.PUBLIC)

from marketplace.web.public import catalogue, certificates, editions, home  # noqa: E402, F401
