"""Pages of the certifying body: what is open, the review, what was issued."""

from marketplace.web.audience import Audience, Door

door = Door(Audience.CERTIFIER, "/certifier")

from marketplace.web.certifier import home, review  # noqa: E402, F401
