"""Work outside of acts: a worker that drains the outbox, and the engine that wakes it."""

from __future__ import annotations

from marketplace.jobs.engine import Engine, queue_of
from marketplace.jobs.worker import Handler, Worker

__all__ = ["Engine", "Handler", "Worker", "queue_of"]
