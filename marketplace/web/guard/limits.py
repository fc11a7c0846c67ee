"""「大きさの上限」 How much a request may bring; only evidence may be more than a form."""

from __future__ import annotations

from flask import request

from marketplace.desk.evidence import MOST_TOGETHER
from marketplace.domain.organisation import OrgKind
from marketplace.web import visit

MEGABYTE = 1024 * 1024
MOST_BYTES = 2 * MEGABYTE
ENVELOPE = MEGABYTE * 3 // 2
"""What a form may weigh around the files: the manifest that is carried on, and the boundaries."""

MORE: dict[str, tuple[OrgKind, int]] = {
    "provider.submit": (OrgKind.PROVIDER, MOST_TOGETHER + ENVELOPE),
}
"""Which routes take more, and from whom; for everybody else the usual limit stands."""
MOST_OF_ALL = max(MOST_BYTES, *(most for _, most in MORE.values()))
"""What the server itself takes before any page is asked."""


def look() -> None:
    """Raise the limit for those who may hand in files, before anything reads the form."""
    allowed = MORE.get(request.endpoint or "")
    actor = visit.actor() if allowed and request.method == "POST" else None
    if allowed and actor and actor.kind is allowed[0]:
        request.max_content_length = allowed[1]


def most_megabytes() -> int:
    """What this request may bring, as people are told."""
    return (MOST_TOGETHER if request.endpoint in MORE else MOST_BYTES) // MEGABYTE
