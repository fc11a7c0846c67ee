"""Pages of a company: its diagnosis, quotes, applications, contracts, invoices."""

from marketplace.web.sme import applications, checkout, contracts, diagnosis, home, quotes
from marketplace.web.sme.door import door

__all__ = ["applications", "checkout", "contracts", "diagnosis", "door", "home", "quotes"]
