"""「読み直し」 What a plugin declared, written and read by the codec before anybody believes it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from marketplace.codec.dossier import dump_dossier, load_dossier
from marketplace.domain.errors import Refused
from marketplace.domain.offering import Dossier


def read_again(plugin: str, dossier: Dossier) -> Dossier:
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
