"""Pages for everybody: prices, offerings, criteria, and the check of a certificate."""

from marketplace.web.public import catalogue, certificates, compare, editions, home, keys, scs
from marketplace.web.public.door import door

__all__ = ["catalogue", "certificates", "compare", "door", "editions", "home", "keys", "scs"]
