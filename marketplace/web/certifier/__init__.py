"""Pages of the certifying body: what is open, the review, 原文照合, what was issued."""

from marketplace.web.certifier import confirmations, home, review
from marketplace.web.certifier.door import door

__all__ = ["confirmations", "door", "home", "review"]
