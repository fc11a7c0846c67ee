"""Pages about the organisation one acts for."""

from marketplace.web.organisation import home, journal, members
from marketplace.web.organisation.door import door

__all__ = ["door", "home", "journal", "members"]
