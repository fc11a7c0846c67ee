"""Pages of a provider: check and submit, certificates, applications, contracts."""

from marketplace.web.provider import applications, certificates, contracts, home, submissions
from marketplace.web.provider.door import door

__all__ = ["applications", "certificates", "contracts", "door", "home", "submissions"]
