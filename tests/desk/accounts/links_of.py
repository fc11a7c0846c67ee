"""Links as letters carry them, and a password that may be one, hashed once a run."""

from functools import cache

from marketplace.desk.accounts.asking import ticket_of
from marketplace.desk.accounts.links import Link, key_of, link_text
from marketplace.desk.accounts.passwords import hashed
from marketplace.domain.account import Errand
from marketplace.domain.organisation import OrgKind
from marketplace.store.accounts import tickets

KEY = key_of("0123456789abcdef" * 2)
PASSWORD = "tsuki-to-jitensha-42"
OTHER = "aoi-hako-no-naka-7"


@cache
def kept(password=PASSWORD):
    """Give what is kept of a password."""
    return hashed(password)


def link_of(made):
    """Give the link of a ticket."""
    return Link(link_text(made.ref, made.errand, KEY), KEY)


def issued(town, errand, email, **more):
    """Enter a ticket that is good from now on; gives its link."""
    made = ticket_of(errand, email, town.now, **more)
    town.store.run(tickets.issue, made)
    return link_of(made)


def sign_up_link(town, email="new@example.jp", kind=OrgKind.SME):
    return issued(town, Errand.SIGN_UP, email, kind=kind)
