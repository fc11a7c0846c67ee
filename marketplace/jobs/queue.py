"""「呼び鈴」 Huey's queues by their address. They carry wakes only; the outbox is the truth."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey
from huey.exceptions import ConfigurationError
from huey.registry import Message
from huey.serializer import Serializer

from marketplace.domain.errors import Refused, Unavailable

NAME = "otasuke"
AT_ONCE = "memory:"
"""The address of a queue that does each task at once, in the caller's thread."""


class _Plain(Serializer):  # type: ignore[misc]  # huey ships no types
    """Tasks as JSON: they have no arguments, and pickle would run whatever stands in the queue."""

    def _serialize(self, data: Any) -> bytes:
        until = data.expires_resolved and data.expires_resolved.isoformat()
        return json.dumps([data.id, data.name, until]).encode()

    def _deserialize(self, data: Any) -> Any:
        name, task, until = json.loads(bytes(data))
        expires = until and datetime.fromisoformat(until)
        return Message(name, task, args=(), kwargs={}, expires=expires, expires_resolved=expires)


def queue_of(url: str) -> Huey:
    """The queue at an address: ``sqlite:///file``, ``postgresql://…``, ``redis://…``, ``memory:``.

    A driver that is not installed is ``Unavailable``, another kind of address is ``Refused``.
    """
    kind = url.partition(":")[0].partition("+")[0]
    if kind not in _QUEUES:
        raise Refused("unsupported_queue", queue=kind)
    try:
        return _QUEUES[kind](url)
    except ConfigurationError as error:
        raise Unavailable("driver_missing", driver=kind) from error
    except Exception as error:
        raise Unavailable("queue_unreachable", queue=kind) from error


def _settings() -> dict[str, Any]:
    return {"name": NAME, "results": False, "serializer": _Plain()}


def _memory(_url: str) -> Huey:
    return MemoryHuey(immediate=True, **_settings())


def _sqlite(url: str) -> Huey:
    # Without fsync: a wake that is lost by a power cut comes again within seconds.
    return SqliteHuey(filename=url.removeprefix("sqlite:///"), fsync=False, **_settings())


def _postgresql(url: str) -> Huey:
    # Asked every second: a listening connection would be left to the garbage collector.
    dsn = "postgresql:" + url.partition(":")[2]
    return PostgresHuey(dsn=dsn, blocking=False, **_settings())


def _redis(url: str) -> Huey:
    return RedisHuey(url=url, blocking=False, **_settings())


_QUEUES: dict[str, Callable[[str], Huey]] = {
    "memory": _memory,
    "sqlite": _sqlite,
    "postgresql": _postgresql,
    "redis": _redis,
    "rediss": _redis,
}
