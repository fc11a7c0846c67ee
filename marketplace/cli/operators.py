"""「運営者のプラグイン」 Loaded once; their phrases are known before any edition is read."""

from __future__ import annotations

from functools import cache

from conformance.phrase import phrases, register
from marketplace.domain.phrase import Phrase
from marketplace.host import Host
from marketplace.host.loading import installed


@cache
def operators_host(names: str) -> Host:
    """The host of the operator's plugins, by their names apart by blanks."""
    host = Host.load(operators={name: installed(name) for name in names.split()})
    host.register_phrases(_register_once)
    return host


def _register_once(phrase: Phrase) -> None:
    if phrase not in phrases():
        register(phrase)
