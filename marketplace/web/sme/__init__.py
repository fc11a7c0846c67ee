"""Pages of a company: its diagnosis, plan, documents, quotes, applications, contracts, invoices."""

from marketplace.web.sme import (
    applications,
    checkout,
    contracts,
    diagnosis,
    documents,
    home,
    planning,
    quotes,
)
from marketplace.web.sme.door import door

__all__ = [
    "applications",
    "checkout",
    "contracts",
    "diagnosis",
    "documents",
    "door",
    "home",
    "planning",
    "quotes",
]
