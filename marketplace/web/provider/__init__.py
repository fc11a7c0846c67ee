"""Pages of a provider: check and submit, certificates, applications, contracts, invoices."""

from marketplace.web.audience import Audience, Door

door = Door(Audience.PROVIDER, "/provider")

from marketplace.web.provider import applications, certificates, contracts, home, submissions  # noqa: E402, F401
