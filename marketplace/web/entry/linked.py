"""「手紙のリンク」 What stands at the end of an address, with the key that knows it."""

from __future__ import annotations

from marketplace.desk.accounts.links import Link, key_of
from marketplace.web import visit


def link(text: str) -> Link:
    """The link that was opened."""
    return Link(text, key_of(visit.market().secret_key))
