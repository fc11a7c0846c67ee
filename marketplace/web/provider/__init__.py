"""Pages of a provider: check and submit, certificates, applications, contracts."""

from marketplace.web.provider import (
    applications,
    certificates,
    changes,
    contracts,
    home,
    submissions,
)
from marketplace.web.provider.door import door

__all__ = ["applications", "certificates", "changes", "contracts", "door", "home", "submissions"]
