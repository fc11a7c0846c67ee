"""Links as letters carry them: issued by the store, their text computed with the market's key."""

from dataclasses import replace

from marketplace.desk.accounts.asking import ticket_of
from marketplace.desk.accounts.links import key_of, link_text
from marketplace.domain.account import Errand
from marketplace.domain.organisation import OrgKind, Role
from marketplace.store.accounts import tickets


def link_of(config, made):
    """Enter a ticket; gives what stands at the end of its link's address."""
    config.store.run(tickets.issue, made)
    return link_text(made.ref, made.errand, key_of(config.secret_key))


def sign_up_link(config, email="new@example.jp", kind=OrgKind.SME):
    """Give the link of a letter to somebody new."""
    return link_of(config, ticket_of(Errand.SIGN_UP, email, config.clock(), kind=kind))


def reset_link(config, actor):
    """Give the link of a letter to whoever forgot a password."""
    return link_of(config, ticket_of(Errand.RESET, actor.person.email, config.clock()))


def address_link(config, actor, email="moved@example.jp"):
    """Give the link of a letter to a new address."""
    made = ticket_of(Errand.ADDRESS, email, config.clock(), person=actor.person.ref)
    return link_of(config, made)


def invite_link(config, actor, email="guest@example.jp", role=Role.MEMBER):
    """Give the link of a letter to somebody who is asked to join an organisation."""
    made = ticket_of(Errand.INVITE, email, config.clock())
    return link_of(config, replace(made, org=actor.org.ref, role=role))


def linked(config, world):
    """Give the address of every page that a link of a letter opens."""
    return {
        "public.finish_sign_up": {"text": sign_up_link(config)},
        "public.finish_reset": {"text": reset_link(config, world.company)},
        "public.invitation": {"text": invite_link(config, world.company)},
        "public.address": {"text": address_link(config, world.company)},
    }
