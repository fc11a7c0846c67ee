"""Pages of a company that looks for a service: apply, contracts, invoices."""

from marketplace.web.sme import applications, contracts, home
from marketplace.web.sme.door import door

__all__ = ["applications", "contracts", "door", "home"]
