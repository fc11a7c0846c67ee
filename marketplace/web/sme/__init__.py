"""Pages of a company that looks for a service: quotes, applications, contracts, invoices."""

from marketplace.web.sme import applications, checkout, contracts, home, quotes
from marketplace.web.sme.door import door

__all__ = ["applications", "checkout", "contracts", "door", "home", "quotes"]
