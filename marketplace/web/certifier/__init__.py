"""Pages of the certifying body: what is open, the review, 原文照合, editions, what was issued."""

from marketplace.web.certifier import confirmations, editions, home, measures, review
from marketplace.web.certifier.door import door

__all__ = ["confirmations", "door", "editions", "home", "measures", "review"]
