"""「待っていることの行き先」 From the kind of a waiting thing to the page that deals with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from flask import url_for

from marketplace.desk.waiting import Waiting
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
NEAR = timedelta(days=7)


def addressed(actor: Actor, waits: Iterable[Waiting]) -> list[tuple[Waiting, str, str]]:
    """Each waiting thing with the address of its page and how near its end is, in that order."""
    today = visit.today()
    return [
        (one, url_for(PAGES[actor.kind, one.target], ref=one.ref), urgency(one.due, today))
        for one in waits
    ]


def urgency(due: date | None, today: date) -> str:
    """「期限の近さ」 In words that need no colour: past, today, near, or nothing."""
    if due is None or due > today + NEAR:
        return ""
    if due < today:
        return f"期限を{(today - due).days}日過ぎています"
    return "今日まで" if due == today else f"あと{(due - today).days}日"
