"""Pages for everybody: prices, offerings, criteria, and the check of a certificate."""

from marketplace.web.public import (
    catalogue,
    certificates,
    compare,
    editions,
    glossary,
    home,
    keys,
    language,
    legal,
    scs,
)
from marketplace.web.public.door import door

__all__ = [
    "catalogue",
    "certificates",
    "compare",
    "door",
    "editions",
    "glossary",
    "home",
    "keys",
    "language",
    "legal",
    "scs",
]
