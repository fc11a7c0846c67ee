"""Pages of the operator of this market."""

from marketplace.web.operator import home, organisations, pages
from marketplace.web.operator.door import door

__all__ = ["door", "home", "organisations", "pages"]
