"""A company's own diagnoses for its own programs: JSON under /api/v1/own, after signing in."""

from marketplace.web.api.own import diagnoses, document, writing
from marketplace.web.api.own.door import own

__all__ = ["diagnoses", "document", "own", "writing"]
