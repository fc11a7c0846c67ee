"""「型の合わない値」 A value that no question may be put to."""

from __future__ import annotations

from typing import NoReturn


class IllTypedError(TypeError):
    """「型の合わない値」 A fact of the wrong type was asked something."""


class IllTyped:
    """「型の合わない値」 Stands in for a value of the wrong type; every question raises."""

    def __init__(self, value: object) -> None:
        """Keep the value, only to show it."""
        self.value = value

    def _refuse(self, *_: object) -> NoReturn:
        raise IllTypedError(repr(self.value))

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __bool__ = __hash__ = __iter__ = __contains__ = __len__ = _refuse
