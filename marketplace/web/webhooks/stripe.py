"""「Stripe の知らせ」 Verified, kept once, answered at once; what it means is asked by the worker.

Nothing is logged but one word of why: neither a body nor a header, which may be anybody's.
"""

from __future__ import annotations

import logging

from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from marketplace.desk.contracts.collecting import receive
from marketplace.domain.errors import Missing, Unavailable
from marketplace.payments import collector
from marketplace.payments.stripe.webhook import Delivery, Forged, hint
from marketplace.web import visit
from marketplace.web.webhooks.door import door

MOST_BYTES = 256 * 1024
LOG = logging.getLogger("otasuke.webhooks")


@door.post("/stripe")
def stripe() -> Response:
    """「知らせを受け取る」 200 new or not, 400 forged, 413 too large, 503 to be sent again."""
    request.max_content_length = MOST_BYTES
    try:
        _received()
    except Forged as error:
        LOG.warning("a delivery is refused: %s", error)
        return _answer(400)
    except RequestEntityTooLarge:
        return _answer(413)
    except Missing:
        return _answer(404)
    except Unavailable:
        return _answer(503)
    return _answer(200)


def _received() -> bool:
    """By the machine's clock, as the sender's is: a demo's business day is not the sender's."""
    now = visit.market().clock()
    delivery = Delivery(request.get_data(cache=False), request.headers.get("Stripe-Signature", ""))
    return visit.store().run(receive, hint(delivery, collector().settings, now), now)


def _answer(status: int) -> Response:
    return Response(status=status, mimetype="text/plain")
