"""「手紙の用件」 A letter about an account, written at the moment when it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from marketplace.cli.config import Config
from marketplace.desk.accounts import letters
from marketplace.desk.accounts.letters import Letter
from marketplace.desk.accounts.links import key_of
from marketplace.domain.days import JST
from marketplace.domain.errand import Errand
from marketplace.domain.errors import Unavailable
from marketplace.mail import Mailer, account_letter
from marketplace.store import Store

GONE = "gone"
UNTIL = "{0.year}年{0.month}月{0.day}日 {0.hour}:{0.minute:02}"


@dataclass(frozen=True, slots=True)
class Site:
    """「手紙の差出元」 The address of the site, and the key that signs its links."""

    address: str
    key: bytes | None = field(repr=False)


def site_of(settings: Config) -> Site:
    """From the settings; without a secret key no link can be signed."""
    secret = settings.secret_key
    return Site(settings.public_url, key_of(secret) if secret else None)


def write(
    store: Store, mailer: Mailer, site: Site, clock: Callable[[], datetime]
) -> Callable[[Errand], str]:
    """What does the errand of a letter."""

    def do(errand: Errand) -> str:
        with store.read() as book:
            found = letters.letter_of(book, errand.payload, clock())
        if found is None:
            return GONE
        values = {**found.values, **_links(found, site)}
        mail = account_letter(
            found.email, found.name, found.code, values, fictional=found.fictional
        )
        mailer.send(mail, errand.once)
        return "sent"

    return do


def _links(found: Letter, site: Site) -> dict[str, str]:
    pages = {"signin": f"{site.address}/signin", "reset": f"{site.address}/reset"}
    if found.ticket is None:
        return pages
    if site.key is None:
        raise Unavailable("secret_key_missing")
    link = letters.address_of(site.address, found.ticket, site.key)
    until = UNTIL.format(found.ticket.expires_at.astimezone(JST))
    return pages | {"link": link, "until": until}
