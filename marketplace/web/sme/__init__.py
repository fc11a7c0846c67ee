"""Pages of a company: its own diagnosis, and applying, contracts, invoices."""

from marketplace.web.sme import applications, contracts, diagnosis, home
from marketplace.web.sme.door import door

__all__ = ["applications", "contracts", "diagnosis", "door", "home"]
