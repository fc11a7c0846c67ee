"""「受け入れ側」 Loads plugins, asks them one at a time, and lets none of them hurt another.

There is no host of the process: whoever needs one builds it, and it goes with its user. pluggy
answers without saying who spoke, so each question goes to one plugin alone. What comes back is
written and read again by the codec: a code plugin keeps the limits of a manifest, and the values
that leave the host are the codec's own.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from importlib.metadata import entry_points
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pluggy import PluginManager, PluginValidationError

from marketplace import hooks
from marketplace.codec.dossier import dump_dossier, load_dossier
from marketplace.domain.errors import BadInput, Conflict, MarketError, Missing, Refused, Unavailable
from marketplace.domain.offering import Coverage, Dossier, Evidence, Offering, Provider
from plugins.manifest import ManifestPlugin

GROUP = "otasuke.plugins"
TRACE = "OTASUKE_TRACE_PLUGINS"
MAX_VALUES = 1000
"""More than any manifest holds; a generator without end is stopped here."""

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,59}\Z")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Declared:
    """「申告」 A dossier and the name of the plugin that declared it."""

    plugin: str
    dossier: Dossier


@dataclass(frozen=True, slots=True)
class Failed:
    """「申告できなかったもの」 A plugin that has no dossiers now, and why."""

    plugin: str
    error: MarketError


@dataclass(frozen=True, slots=True)
class Host:
    """「受け入れ側」 The plugins of one operator; ``Host.load`` makes it."""

    manager: PluginManager = field(repr=False)
    trace: bool
    providers: dict[str, Provider | MarketError] = field(default_factory=dict)

    @classmethod
    def load(
        cls,
        plugins: Mapping[str, object] | None = None,
        listed: Iterable[str] = (),
        *,
        trace: bool | None = None,
    ) -> Host:
        """Take plugins by name, and installed ones that the operator listed; refuse at once.

        An installed plugin that is not listed is not even imported. Every plugin is asked for its
        provider; a code that two of them use is a ``Conflict``.
        """
        traced = os.environ.get(TRACE) == "1" if trace is None else trace
        host = cls(PluginManager(hooks.PROJECT), traced)
        host.manager.add_hookspecs(hooks)
        for name, plugin in (plugins or {}).items():
            host._register(name, plugin)
        for name in listed:
            host._register(name, _installed(name))
        host._refuse_unknown_hooks()
        host._ask_providers()
        return host

    @property
    def names(self) -> tuple[str, ...]:
        """The plugins in the order they were loaded."""
        return tuple(name for name, _ in self.manager.list_name_plugin())

    def dossiers(self, plugin: str) -> tuple[Dossier, ...]:
        """Ask one plugin for everything it declares, one dossier an offering."""
        answer = self.providers.get(plugin) or Missing("plugin", plugin=plugin)
        if isinstance(answer, MarketError):
            raise answer.with_traceback(None)
        offerings = self._many(plugin, "offerings", Offering, provider=answer)
        if not offerings:
            raise Refused("plugin_declares_nothing", plugin=plugin, hook="offerings")
        _refuse_same_codes(plugin, offerings)
        return tuple(self._dossier(plugin, answer, offering) for offering in offerings)

    def declared(self) -> tuple[Declared | Failed, ...]:
        """Ask every plugin; one that fails stands in its place with the reason."""
        return tuple(one for name in self.names for one in self._declared_by(name))

    def _declared_by(self, plugin: str) -> tuple[Declared | Failed, ...]:
        try:
            return tuple(Declared(plugin, dossier) for dossier in self.dossiers(plugin))
        except MarketError as error:
            return (Failed(plugin, error),)

    def _dossier(self, plugin: str, provider: Provider, offering: Offering) -> Dossier:
        coverage = self._many(plugin, "coverage", Coverage, offering=offering)
        evidence = self._many(plugin, "evidence", Evidence, offering=offering)
        return _read_again(plugin, Dossier(provider, offering, coverage, evidence))

    def _register(self, name: str, plugin: object) -> None:
        if not _NAME.match(name):
            raise Refused("plugin_name", plugin=name)
        if not isinstance(plugin, Hashable):
            raise Refused("plugin_refused", plugin=name, detail="unhashable")
        if self.manager.has_plugin(name) or self.manager.is_registered(plugin):
            raise Conflict("plugin_twice", plugin=name)
        try:
            self.manager.register(plugin, name)
        except PluginValidationError as error:
            detail = str(error).splitlines()[-1]
            raise Refused("plugin_refused", plugin=name, detail=detail) from None

    def _refuse_unknown_hooks(self) -> None:
        """Refuse what is no hook of ours; ``check_pending`` alone lets optional ones pass."""
        for name, plugin in self.manager.list_name_plugin():
            callers = self.manager.get_hookcallers(plugin) or []
            unknown = sorted(caller.name for caller in callers if not caller.has_spec())
            if unknown:
                raise Refused("plugin_unknown_hook", plugin=name, hooks=tuple(unknown))
        self.manager.check_pending()

    def _ask_providers(self) -> None:
        owners: dict[str, str] = {}
        for name in self.names:
            self.providers[name] = answer = self._provider(name)
            if isinstance(answer, MarketError):
                continue
            other = owners.setdefault(answer.code, name)
            if other != name:
                raise Conflict("provider_code_taken", provider=answer.code, plugins=(other, name))

    def _provider(self, plugin: str) -> Provider | MarketError:
        try:
            answer = _of(Provider, self._answer(plugin, "provider"), plugin, "provider")
            _of(str, answer.code, plugin, "provider")
        except MarketError as error:
            return error
        return answer

    def _many(self, plugin: str, hook: str, kind: type[T], **asked: object) -> tuple[T, ...]:
        """Ask for values of one kind; a plugin without the hook, or with None, gives none."""
        values = self._answer(plugin, hook, **asked)
        if not isinstance(values, tuple):
            values = _of(tuple, () if values is None else values, plugin, hook)
        if len(values) > MAX_VALUES:
            raise Refused("plugin_too_much", plugin=plugin, hook=hook, most=MAX_VALUES)
        return tuple(_of(kind, value, plugin, hook) for value in values)

    def _answer(self, plugin: str, hook: str, **asked: object) -> Any:
        """Call one hook of one plugin and read its answer to the end; None where there is none.

        The error of the plugin is left behind: its text may hold what must not be logged.
        """
        try:
            answers = [_whole(answer) for answer in self._call(plugin, hook, asked)]
        except BadInput as error:
            self._tell(plugin, hook, asked, f"{len(error.faults)} faults")
            raise
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin does
            self._tell(plugin, hook, asked, f"{type(error).__name__} at {_place(error)}")
        else:
            self._tell(plugin, hook, asked, f"{_size(answers)} values")
            return _only(plugin, hook, answers)
        raise Unavailable("plugin_failed", plugin=plugin, hook=hook)

    def _call(self, plugin: str, hook: str, asked: Mapping[str, object]) -> list[Any]:
        others = [one for name, one in self.manager.list_name_plugin() if name != plugin]
        answers: list[Any] = self.manager.subset_hook_caller(hook, others)(**asked)
        return answers

    def _tell(self, plugin: str, hook: str, asked: Mapping[str, object], result: str) -> None:
        """Trace names and sizes, never values."""
        if self.trace:
            sys.stderr.write(f"plugin {plugin}: {hook}({', '.join(asked)}) -> {result}\n")


def read_manifest(raw: bytes, name: str) -> Dossier:
    """「申請書一式」 Read a manifest through the hooks; ``BadInput`` names every fault and line."""
    (dossier,) = Host.load({"manifest": ManifestPlugin(raw, name)}).dossiers("manifest")
    return dossier


def _installed(name: str) -> object:
    found = list(entry_points(group=GROUP, name=name))
    if len(found) != 1:
        raise Missing("plugin_not_installed", plugin=name, found=len(found))
    try:
        return found[0].load()
    except (Exception, SystemExit):  # noqa: BLE001, S110 - the error is left behind, see _answers
        pass
    raise Unavailable("plugin_failed", plugin=name, hook="import")


def _whole(answer: Any) -> Any:
    """A list or generator as a tuple, read no further than is of use; anything else as it is."""
    return tuple(islice(answer, MAX_VALUES + 1)) if isinstance(answer, Iterable) else answer


def _only(plugin: str, hook: str, answers: list[Any]) -> Any:
    if len(answers) > 1:
        raise Refused("plugin_answers_twice", plugin=plugin, hook=hook)
    return answers[0] if answers else None


def _size(answers: list[Any]) -> int:
    return sum(len(answer) if isinstance(answer, tuple) else 1 for answer in answers)


def _of(kind: type[T], value: Any, plugin: str, hook: str) -> T:
    if type(value) is not kind:
        found = type(value).__name__
        raise Refused(
            "plugin_wrong_type", plugin=plugin, hook=hook, wanted=kind.__name__, found=found
        )
    return value


def _refuse_same_codes(plugin: str, offerings: tuple[Offering, ...]) -> None:
    codes = [offering.code for offering in offerings]
    twice = [code for code in codes if codes.count(code) > 1]
    if twice:
        raise Conflict("offering_code_taken", plugin=plugin, offering=twice[0])


def _read_again(plugin: str, dossier: Dossier) -> Dossier:
    """Write and read by the codec; what cannot be written, or reads otherwise, is refused."""
    place = ""
    try:
        written = dump_dossier(dossier)
    except Exception:  # noqa: BLE001, S110 - ill-typed parts fail in many ways
        pass
    else:
        again = load_dossier(written)
        if again == dossier:
            return again
        place = _difference(dossier, again)
    offering = str(dossier.offering.code)
    raise Refused("plugin_value_not_writable", plugin=plugin, offering=offering, place=place)


def _difference(one: Any, other: Any, place: str = "") -> str:
    """The first field that differs, for the author of the plugin."""
    for name in [f.name for f in fields(one)] if is_dataclass(one) else []:
        mine, theirs = getattr(one, name), getattr(other, name, None)
        if mine != theirs:
            return _difference(mine, theirs, f"{place}.{name}".lstrip("."))
    return place


def _place(error: BaseException) -> str:
    """File and line where a plugin failed, for its author."""
    step = error.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    return f"{Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}" if step else "?"
