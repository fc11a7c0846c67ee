"""「正準形」 One spelling for a JSON value, so that equal values have equal digests.

Sorted keys, no white space, UTF-8, no floats (money and counts are integers) and ASCII keys.
It equals RFC 8785 for everything this product stores; ``tests/domain`` shows where it would not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


def plain(value: object) -> Json:
    """Turn domain values into JSON; ``None`` and derived fields and empty parts are left out.

    Raises ``TypeError`` for floats and for anything that has no single spelling.
    """
    if value is None or (isinstance(value, (bool, int, str)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, datetime):
        raise TypeError("a datetime has no place in a canonical value; use a date or text")
    if isinstance(value, date):
        return value.isoformat()
    return _compound(value)


def _compound(value: object) -> Json:
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, getattr(value, f.name)) for f in fields(value) if f.compare)
        made = {name: plain(item) for name, item in pairs if item is not None}
        return {name: item for name, item in made.items() if item != {}}
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, (frozenset, set)):
        return [plain(item) for item in sorted(value)]
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        return [plain(item) for item in value]
    raise TypeError(f"no canonical spelling for {type(value).__name__}")


def _key(key: object) -> str:
    if isinstance(key, str) and key.isascii():
        return str(key)
    raise TypeError(f"canonical keys are ASCII text, not {key!r}")


def canonical(value: object) -> bytes:
    """Return the one UTF-8 spelling of ``value``."""
    return json.dumps(
        plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def digest(value: object) -> str:
    """「指紋」 SHA-256 of the canonical spelling, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def digest_bytes(raw: bytes) -> str:
    """「指紋」 SHA-256 of bytes exactly as they came, 64 hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()
