"""Pages of a company that looks for a service: apply, contracts, invoices."""

from marketplace.web.audience import Audience, Door

door = Door(Audience.SME, "/sme")

from marketplace.web.sme import applications, contracts, home  # noqa: E402, F401
