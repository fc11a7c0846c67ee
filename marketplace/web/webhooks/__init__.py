"""What gateways deliver: machines without session, form or page."""

from marketplace.web.webhooks import stripe
from marketplace.web.webhooks.door import door

__all__ = ["door", "stripe"]
