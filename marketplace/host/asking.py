"""「質問」 One hook of one plugin: asked alone, its answer read to the end, failures confined."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar

from pluggy import PluginManager

from marketplace.domain.errors import BadInput, Refused, Unavailable

TRACE = "OTASUKE_TRACE_PLUGINS"
MAX_VALUES = 1000
"""More than any manifest holds; a generator without end is stopped here."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """「質問」 How a host speaks to its plugins; traces names and sizes, never values."""

    manager: PluginManager = field(repr=False)
    trace: bool

    def one(self, plugin: str, hook: str, kind: type[T], **asked: object) -> T:
        """Ask for exactly one value of a kind."""
        return of(kind, self._answer(plugin, hook, asked), (plugin, hook))

    def many(self, plugin: str, hook: str, kind: type[T], **asked: object) -> tuple[T, ...]:
        """Ask for values of one kind; a plugin without the hook, or with None, gives none."""
        values = self._answer(plugin, hook, asked)
        if not isinstance(values, tuple):
            values = of(tuple, () if values is None else values, (plugin, hook))
        return all_of(kind, values, (plugin, hook))

    def tell(self, plugin: str, hook: str, **told: object) -> None:
        """Tell a plugin something that has no answer."""
        of(NoneType, self._answer(plugin, hook, told), (plugin, hook))

    def _answer(self, plugin: str, hook: str, asked: Mapping[str, object]) -> Any:
        """Call one hook of one plugin and read its answer to the end; None where there is none.

        The error of the plugin is left behind: its text may hold what must not be logged.
        """
        try:
            answers = [_whole(answer) for answer in self._call(plugin, hook, asked)]
        except BadInput as error:
            self._trace(plugin, hook, asked, f"{len(error.faults)} faults")
            raise
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin does
            self._trace(plugin, hook, asked, f"{type(error).__name__} at {_place(error)}")
        else:
            self._trace(plugin, hook, asked, f"{_size(answers)} values")
            return _only(plugin, hook, answers)
        raise Unavailable("plugin_failed", plugin=plugin, hook=hook)

    def _call(self, plugin: str, hook: str, asked: Mapping[str, object]) -> list[Any]:
        others = [one for name, one in self.manager.list_name_plugin() if name != plugin]
        answers: list[Any] = self.manager.subset_hook_caller(hook, others)(**asked)
        return answers

    def _trace(self, plugin: str, hook: str, asked: Mapping[str, object], result: str) -> None:
        if self.trace:
            sys.stderr.write(f"plugin {plugin}: {hook}({', '.join(asked)}) -> {result}\n")


def of(kind: type[T], value: Any, whose: tuple[str, str]) -> T:
    """The value, if it is of exactly this kind; ``whose`` is the plugin and its hook."""
    if type(value) is not kind:
        plugin, hook = whose
        found = type(value).__name__
        raise Refused(
            "plugin_wrong_type", plugin=plugin, hook=hook, wanted=kind.__name__, found=found
        )
    return value


def all_of(kind: type[T], values: Iterable[Any], whose: tuple[str, str]) -> tuple[T, ...]:
    """The values, if they are all of this kind and not too many."""
    found = tuple(values)
    if len(found) > MAX_VALUES:
        plugin, hook = whose
        raise Refused("plugin_too_much", plugin=plugin, hook=hook, most=MAX_VALUES)
    return tuple(of(kind, value, whose) for value in found)


def _whole(answer: Any) -> Any:
    """A list or generator as a tuple, read no further than is of use; anything else as it is."""
    return tuple(islice(answer, MAX_VALUES + 1)) if isinstance(answer, Iterable) else answer


def _only(plugin: str, hook: str, answers: list[Any]) -> Any:
    if len(answers) > 1:
        raise Refused("plugin_answers_twice", plugin=plugin, hook=hook)
    return answers[0] if answers else None


def _size(answers: list[Any]) -> int:
    return sum(len(answer) if isinstance(answer, tuple) else 1 for answer in answers)


def _place(error: BaseException) -> str:
    """File and line where a plugin failed, for its author."""
    step = error.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    return f"{Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}" if step else "?"
