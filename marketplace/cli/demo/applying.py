"""「見本の申込み」 One company has applied on the first day; its provider has to answer."""

from __future__ import annotations

from datetime import datetime

from marketplace.cli.demo.parties import size_of
from marketplace.cli.demo.stage import Stage
from marketplace.desk.contracts.applications import USUAL_GATEWAY, SignQuote, sign
from marketplace.desk.contracts.quotes import MakeQuote, quote
from marketplace.domain.quote import consents_of

COMPANY, OFFERING, PLAN = "aoba", "tsubasa", "standard"
MONTHS = 12


def play(stage: Stage, now: datetime) -> None:
    """「申込み」 For what was listed on this day, at the company's own size."""
    (certificate,) = stage.issued[OFFERING]
    actor, token = stage.cast[COMPANY][0], f"demo-{COMPANY}"
    order = MakeQuote(f"{token}-quote", certificate.ref, PLAN, size_of(COMPANY), MONTHS)
    made = quote(stage.book, actor, order, now)
    consents = tuple(one.code for one in consents_of(made.offering))
    signed = SignQuote(f"{token}-sign", made.ref, made.digest, consents, USUAL_GATEWAY)
    sign(stage.book, actor, signed, now)
