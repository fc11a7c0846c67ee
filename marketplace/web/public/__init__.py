"""Pages for everybody: prices, offerings, criteria, and the check of a certificate."""

from marketplace.web.public import catalogue, certificates, compare, editions, home, scs
from marketplace.web.public.door import door

__all__ = ["catalogue", "certificates", "compare", "door", "editions", "home", "scs"]
