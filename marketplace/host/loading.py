"""「読み込み」 Which plugins come in, and what is refused before anybody is asked."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from importlib.metadata import entry_points

from pluggy import PluginManager, PluginValidationError

from marketplace import hooks
from marketplace.domain.errors import Conflict, Missing, Refused, Unavailable

GROUP = "otasuke.plugins"

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,59}\Z")

Named = tuple[str, object]


def managed(providers: Iterable[Named], operators: Iterable[Named]) -> PluginManager:
    """A manager of these plugins in this order; a hook that is not theirs is refused."""
    manager = PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    for name, plugin in providers:
        _register(manager, name, plugin)
    _refuse_hooks_of_operators(manager)
    for name, plugin in operators:
        _register(manager, name, plugin)
    _refuse_unknown_hooks(manager)
    return manager


def installed(name: str) -> object:
    """The installed plugin of this name; only what is named is imported."""
    found = list(entry_points(group=GROUP, name=name))
    if len(found) != 1:
        raise Missing("plugin_not_installed", plugin=name, found=len(found))
    try:
        return found[0].load()
    except (Exception, SystemExit):  # noqa: BLE001, S110 - left behind, its text may hold a secret
        pass
    raise Unavailable("plugin_failed", plugin=name, hook="import")


def hooks_of(manager: PluginManager, name: str) -> frozenset[str]:
    """The names of the hooks that a plugin implements."""
    callers = manager.get_hookcallers(manager.get_plugin(name)) or []
    return frozenset(caller.name for caller in callers)


def _register(manager: PluginManager, name: str, plugin: object) -> None:
    if not _NAME.match(name):
        raise Refused("plugin_name", plugin=name)
    if not isinstance(plugin, Hashable):
        raise Refused("plugin_refused", plugin=name, detail="unhashable")
    if manager.has_plugin(name) or manager.is_registered(plugin):
        raise Conflict("plugin_twice", plugin=name)
    try:
        manager.register(plugin, name)
    except PluginValidationError as error:
        detail = str(error).splitlines()[-1]
        raise Refused("plugin_refused", plugin=name, detail=detail) from None


def _refuse_hooks_of_operators(manager: PluginManager) -> None:
    """What changes or watches the whole market is not a provider's to implement."""
    for name, _ in manager.list_name_plugin():
        taken = sorted(hooks_of(manager, name) & hooks.OPERATORS_ONLY)
        if taken:
            raise Refused("plugin_operator_hook", plugin=name, hooks=tuple(taken))


def _refuse_unknown_hooks(manager: PluginManager) -> None:
    """Refuse what is no hook of ours; ``check_pending`` alone lets optional ones pass."""
    for name, plugin in manager.list_name_plugin():
        callers = manager.get_hookcallers(plugin) or []
        unknown = sorted(caller.name for caller in callers if not caller.has_spec())
        if unknown:
            raise Refused("plugin_unknown_hook", plugin=name, hooks=tuple(unknown))
    manager.check_pending()
