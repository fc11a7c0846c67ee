"""Pages of a buyer."""

from marketplace.web.buyer import home
from marketplace.web.buyer.door import door

__all__ = ["door", "home"]
