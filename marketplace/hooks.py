"""「フック」 The whole promise to plugin authors: four questions about what a provider offers.

A plugin answers with values of ``marketplace.domain``; it is asked by keyword, alone, and never
while a page is served. What it says goes through the same limits as a manifest. No hook touches a
verdict, a price shown, the order of a listing, or sign-in. ``docs/hooks.md`` explains them in
Japanese, with a plugin that runs.
"""

from __future__ import annotations

from collections.abc import Iterable

from pluggy import HookimplMarker, HookspecMarker

from marketplace.domain.offering import Coverage, Evidence, Offering, Provider

PROJECT = "otasuke"

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
