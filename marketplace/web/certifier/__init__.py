"""Pages of the certifying body: what is open, the review, what was issued."""

from marketplace.web.certifier import home, review
from marketplace.web.certifier.door import door

__all__ = ["door", "home", "review"]
