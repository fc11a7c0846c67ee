"""「待っていることの行き先」 From the kind of a waiting thing to the page that deals with it."""

from __future__ import annotations

from flask import url_for

from marketplace.desk.waiting import Waiting, waiting
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.web import visit

PAGES: dict[tuple[OrgKind, str], str] = {
    (OrgKind.SME, "application"): "sme.application",
    (OrgKind.SME, "invoice"): "sme.invoice",
    (OrgKind.PROVIDER, "application"): "provider.application",
    (OrgKind.PROVIDER, "contract"): "provider.contract",
    (OrgKind.PROVIDER, "submission"): "provider.submission",
    (OrgKind.CERTIFIER, "submission"): "certifier.review",
}


def waits_for(actor: Actor) -> list[tuple[Waiting, str]]:
    """What waits for an actor, each with the address of its page; the oldest first."""
    with visit.store().read() as book:
        found = waiting(book, actor, visit.today())
    return [(one, url_for(PAGES[actor.kind, one.target], ref=one.ref)) for one in found]
