"""「APIの答え」 JSON with a strong ETag; what was answered before is not built again."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, cast

from flask import Response, current_app, request

from marketplace.store import Book, counters, rulings
from marketplace.web import visit

MOST_KEPT = 4_096
"""Addresses whose digest is remembered; more are forgotten together, at the cost of building."""

FRESH = "public, max-age=60"
Json = Mapping[str, Any]

# Answers are built here and hold no circles; looking for some would take a tenth of the time.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


@dataclass(slots=True)
class Digests:
    """「答えの指紋」 What was answered to an address while the market stood as it stands."""

    made: dict[Hashable, str] = field(default_factory=dict)

    def keep(self, key: Hashable, digest: str) -> None:
        """Remember; single steps of a dict, so that threads need no lock."""
        if len(self.made) >= MOST_KEPT:
            self.made.clear()
        self.made[key] = digest


def of_catalogue(build: Callable[[Book], Json]) -> Response:
    """An answer that changes only with the catalogue and the day."""
    return _of(build, counters.catalogue_version)


def of_decisions(build: Callable[[Book], Json]) -> Response:
    """An answer that changes also with what people rule and compare."""
    return _of(build, lambda b: (counters.catalogue_version(b), rulings.decided_so_far(b)))


def of_document(document: Json) -> Response:
    """An answer that stands as long as the application."""
    raw = _spelt(document)
    return _answered(raw, _digest(raw))


def _of(build: Callable[[Book], Json], state: Callable[[Book], Hashable]) -> Response:
    """Built only for whoever does not have it, as far as this process remembers."""
    with visit.store().read() as book:
        # A digest, so that nobody fills the memory with long addresses.
        key = (state(book), visit.today(), _digest(request.full_path.encode(errors="replace")))
        known = _digests().made.get(key)
        if known is not None and _has(known):
            return _unchanged(known)
        raw = _spelt(build(book))
    digest = _digest(raw)
    _digests().keep(key, digest)
    return _answered(raw, digest)


def _answered(raw: bytes, digest: str) -> Response:
    if _has(digest):
        return _unchanged(digest)
    return _headed(Response(raw, mimetype="application/json"), digest)


def _unchanged(digest: str) -> Response:
    answer = _headed(Response(status=304), digest)
    del answer.headers["Content-Type"]
    return answer


def _headed(answer: Response, digest: str) -> Response:
    answer.set_etag(digest)
    answer.headers["Cache-Control"] = FRESH
    return answer


def _has(digest: str) -> bool:
    """Whether the client has it; by RFC 9110 §13.1.2 compared weakly."""
    return request.if_none_match.contains_weak(digest)


def _digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def _spelt(answer: Json) -> bytes:
    return _ENCODER.encode(answer).encode()


def _digests() -> Digests:
    return cast("Digests", current_app.extensions.setdefault("api_digests", Digests()))
