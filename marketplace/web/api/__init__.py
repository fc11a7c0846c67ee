"""Everything the public pages say, for programs: JSON under /api/v1, read only, without account."""

from marketplace.web.api import catalogue, certificates, document, editions, offerings, page
from marketplace.web.api.door import page as pages
from marketplace.web.api.door import v1

__all__ = [
    "catalogue",
    "certificates",
    "document",
    "editions",
    "offerings",
    "page",
    "pages",
    "v1",
]
