"""「フック」 The whole promise to plugin authors: four questions to a provider, two to an operator.

A plugin answers with values of ``marketplace.domain``; it is asked by keyword, alone, and never
while a page is served. What a provider says goes through the same limits as a manifest. No hook
touches a price shown, the order of a listing, or sign-in, and none changes a verdict: the
certifying body's own sentences (``register_phrases``) answer only where its criteria use them, and
their digest is in every record. ``docs/hooks.md`` explains the hooks in Japanese, with plugins
that run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pluggy import HookimplMarker, HookspecMarker

from marketplace.domain.event import Event
from marketplace.domain.offering import Coverage, Evidence, Offering, Provider
from marketplace.domain.phrase import Phrase

PROJECT = "otasuke"

OPERATORS_ONLY = frozenset({"register_phrases", "observe"})
"""Hooks that only a plugin named as the operator's may implement."""

hookspec = HookspecMarker(PROJECT)
hookimpl = HookimplMarker(PROJECT)


@hookspec
def provider() -> Provider:
    """「提供事業者」 Say who answers for the services of this plugin.

    Called once by ``Host.load``, of each plugin alone, without arguments. Returns exactly one
    ``Provider``; the first result does not stop anything, a second one is refused. Its code is
    unique among the plugins of a host. A failure is kept and told to whoever asks this plugin for
    its dossiers; the other plugins stay.
    """
    raise NotImplementedError


@hookspec
def offerings(provider: Provider) -> Iterable[Offering]:
    """「お助け隊サービス」 Say which services the provider offers, each with its plans.

    Called by ``Host.dossiers`` when somebody checks or declares, of one plugin alone. ``provider``
    is this plugin's own answer to ``provider()``, as the host has read it. Returns at least one
    ``Offering``, each code once; a generator will do, and no first result stops it. A failure
    makes this plugin's dossiers unavailable and nothing else.
    """
    raise NotImplementedError


@hookspec
def coverage(offering: Offering) -> Iterable[Coverage]:
    """「充足」 Say which criteria of the SCS評価制度 a service closes, tier by tier.

    Called by ``Host.dossiers`` once for each offering, of the plugin that declared it alone.
    ``offering`` is that declaration. Returns any number of ``Coverage``; nothing, and no such
    hook, mean that none is promised. No first result stops it. A failure makes this plugin's
    dossiers unavailable: a promise that could not be read is not taken for none.
    """
    raise NotImplementedError


@hookspec
def evidence(offering: Offering) -> Iterable[Evidence]:
    """「証跡」 Say which documents support the declared facts of a service.

    Called by ``Host.dossiers`` once for each offering, of the plugin that declared it alone.
    ``offering`` is that declaration. Returns any number of ``Evidence``; nothing, and no such
    hook, mean that every fact rests on the provider's word. No first result stops it. A failure
    makes this plugin's dossiers unavailable.
    """
    raise NotImplementedError


@hookspec
def register_phrases(register: Callable[[Phrase], None]) -> None:
    """「定型文」 Add sentences to the language of the criteria: the certifying body's.

    Called by ``Host.register_phrases`` once at start, before any criterion is read, of each of
    the operator's plugins alone. ``register`` is called by the plugin for each ``Phrase``; a
    sentence that is known already, or that could be taken for a known one, is refused. Returns
    nothing; no first result stops it. The digest of all phrases stands in every record. A failure
    stops the start: with half of the sentences nothing is judged.
    """
    raise NotImplementedError


@hookspec
def observe(event: Event) -> None:
    """「出来事」 Take notice of an act that has been committed.

    Called by ``Host.observe`` after the commit of each act, of each of the operator's plugins
    alone. ``event`` is what happened; it names no person and cannot be changed. Returns nothing;
    no first result stops it, and nothing that an observer does undoes the act. A failure is
    reported to whoever called and raised to nobody; the other observers are told all the same.
    """
    raise NotImplementedError
