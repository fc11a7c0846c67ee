"""「受け入れ側」 The plugins of one market, and one method for each thing they are asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from marketplace.domain.errors import Conflict, MarketError, Missing, Refused
from marketplace.domain.event import Event
from marketplace.domain.offering import Coverage, Dossier, Evidence, Offering, Provider
from marketplace.domain.phrase import Phrase
from marketplace.hooks import OPERATORS_ONLY
from marketplace.host.asking import TRACE, Question, all_of, of
from marketplace.host.loading import hooks_of, installed, managed
from marketplace.host.rereading import read_again
from plugins.manifest import ManifestPlugin


@dataclass(frozen=True, slots=True)
class Declared:
    """「申告」 A dossier and the name of the plugin that declared it."""

    plugin: str
    dossier: Dossier


@dataclass(frozen=True, slots=True)
class Failed:
    """「答えられなかったもの」 A plugin that has no dossiers now, or missed an event, and why."""

    plugin: str
    error: MarketError


@dataclass(frozen=True, slots=True)
class Host:
    """「受け入れ側」 The plugins of one operator; ``Host.load`` makes it."""

    question: Question
    operators: tuple[str, ...]
    providers: dict[str, Provider | MarketError] = field(default_factory=dict)

    @classmethod
    def load(
        cls,
        plugins: Mapping[str, object] | None = None,
        listed: Iterable[str] = (),
        *,
        operators: Mapping[str, object] | None = None,
        trace: bool | None = None,
    ) -> Host:
        """Take plugins by name, and installed ones that the operator listed; refuse at once.

        An installed plugin that is not listed is not even imported. Only ``operators`` may
        implement the operator's hooks. Every plugin that declares is asked for its provider; a
        code that two of them use is a ``Conflict``.
        """
        traced = os.environ.get(TRACE) == "1" if trace is None else trace
        named = [*(plugins or {}).items(), *((name, installed(name)) for name in listed)]
        manager = managed(named, (operators or {}).items())
        host = cls(Question(manager, traced), tuple(operators or {}))
        host._ask_providers()
        return host

    @property
    def names(self) -> tuple[str, ...]:
        """The plugins in the order they were loaded."""
        return tuple(name for name, _ in self.question.manager.list_name_plugin())

    def dossiers(self, plugin: str) -> tuple[Dossier, ...]:
        """Ask one plugin for everything it declares, one dossier an offering."""
        answer = self.providers.get(plugin) or self._no_provider(plugin)
        if isinstance(answer, MarketError):
            raise answer.with_traceback(None)
        offerings = self.question.many(plugin, "offerings", Offering, provider=answer)
        if not offerings:
            raise Refused("plugin_declares_nothing", plugin=plugin, hook="offerings")
        _refuse_same_codes(plugin, offerings)
        return tuple(self._dossier(plugin, answer, offering) for offering in offerings)

    def declared(self) -> tuple[Declared | Failed, ...]:
        """Ask every plugin that declares; one that fails stands in its place with the reason."""
        return tuple(one for name in self.providers for one in self._declared_by(name))

    def register_phrases(self, register: Callable[[Phrase], None]) -> None:
        """Hand over the phrases of the operator's plugins, once they all have given theirs.

        Any failure is raised, and then nothing was handed over; what ``register`` refuses is
        raised as it is.
        """
        for phrase in [one for name in self.operators for one in self._phrases(name)]:
            register(phrase)

    def observe(self, event: Event) -> tuple[Failed, ...]:
        """Tell the operator's plugins what was committed; those that failed are given back."""
        told = (self._observed_by(name, event) for name in self.operators)
        return tuple(failed for failed in told if failed)

    def _observed_by(self, plugin: str, event: Event) -> Failed | None:
        try:
            self.question.tell(plugin, "observe", event=event)
        except MarketError as error:
            return Failed(plugin, error.with_traceback(None))
        return None

    def _phrases(self, plugin: str) -> tuple[Phrase, ...]:
        given: list[object] = []
        self.question.tell(plugin, "register_phrases", register=given.append)
        return all_of(Phrase, given, (plugin, "register_phrases"))

    def _declared_by(self, plugin: str) -> tuple[Declared | Failed, ...]:
        try:
            return tuple(Declared(plugin, dossier) for dossier in self.dossiers(plugin))
        except MarketError as error:
            return (Failed(plugin, error),)

    def _dossier(self, plugin: str, provider: Provider, offering: Offering) -> Dossier:
        coverage = self.question.many(plugin, "coverage", Coverage, offering=offering)
        evidence = self.question.many(plugin, "evidence", Evidence, offering=offering)
        return read_again(plugin, Dossier(provider, offering, coverage, evidence))

    def _no_provider(self, plugin: str) -> MarketError:
        if plugin in self.operators:
            return Refused("plugin_declares_nothing", plugin=plugin, hook="provider")
        return Missing("plugin", plugin=plugin)

    def _ask_providers(self) -> None:
        owners: dict[str, str] = {}
        for name in filter(self._declares, self.names):
            self.providers[name] = answer = self._provider(name)
            if isinstance(answer, MarketError):
                continue
            other = owners.setdefault(answer.code, name)
            if other != name:
                raise Conflict("provider_code_taken", provider=answer.code, plugins=(other, name))

    def _declares(self, plugin: str) -> bool:
        """Whether a plugin speaks for a provider; an operator's need not."""
        hooks = hooks_of(self.question.manager, plugin)
        return plugin not in self.operators or not hooks <= OPERATORS_ONLY

    def _provider(self, plugin: str) -> Provider | MarketError:
        try:
            answer = self.question.one(plugin, "provider", Provider)
            of(str, answer.code, (plugin, "provider"))
        except MarketError as error:
            return error
        return answer


def read_manifest(raw: bytes, name: str) -> Dossier:
    """「申請書一式」 Read a manifest through the hooks; ``BadInput`` names every fault and line."""
    (dossier,) = Host.load({"manifest": ManifestPlugin(raw, name)}).dossiers("manifest")
    return dossier


def _refuse_same_codes(plugin: str, offerings: tuple[Offering, ...]) -> None:
    codes = [offering.code for offering in offerings]
    twice = [code for code in codes if codes.count(code) > 1]
    if twice:
        raise Conflict("offering_code_taken", plugin=plugin, offering=twice[0])
