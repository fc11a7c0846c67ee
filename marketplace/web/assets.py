"""「画面の付属のファイル」 Style as one file, scripts and symbols, under names of their bytes.

A name carries the beginning of the digest of what it names, so a browser may keep the file for a
year and still never shows old style on a new page. What compresses well is compressed once, when
the first application of the process is made.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request

ROOT = "/static/"
FOLDER = Path(__file__).parent / "static"
STYLE = "market.css"
"""The one style sheet of every page: what the parts look like, then the pages, then paper."""

SCRIPT = "vendor/htmx-4.0.1.min.js"
SYMBOLS = "symbols.svg"
MARK = "mark.svg"
FIRST = ("vendor/tokens", "ground", "frame", "controls", "marks", "tables", "blocks", "ways")
LAST = ("paper",)
KEPT = "public, max-age=31536000, immutable"
ASKED_AGAIN = "public, no-cache"
DIGITS = 12
SPARED = 0.9
"""A packed form is kept where it is at least a tenth smaller."""


@dataclass(frozen=True, slots=True)
class Asset:
    """「付属のファイル」 The bytes, packed where that is smaller, and what they are."""

    name: str
    kind: str
    body: bytes
    packed: bytes | None
    digest: str

    @property
    def address(self) -> str:
        """The name with the digest before its last suffix: market.3f2a91….css."""
        stem, _, suffix = self.name.rpartition(".")
        return f"{stem}.{self.digest[:DIGITS]}.{suffix}"


@cache
def assets() -> dict[str, Asset]:
    """Every file of the folder and the style of all pages, by plain name."""
    files = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    found = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in files}
    found[STYLE] = b"".join(found[f"{name}.css"] for name in sheets(tuple(found)))
    return {name: _asset(name, body) for name, body in found.items()}


def sheets(names: tuple[str, ...]) -> tuple[str, ...]:
    """The style sheets in the order in which one may overrule another; pages by name."""
    own = sorted(name.removesuffix(".css") for name in names if name.endswith(".css"))
    pages = [name for name in own if "/" not in name and name not in {*FIRST, *LAST}]
    return (*FIRST, *pages, *LAST)


def install(app: Flask) -> None:
    """Serve the files, and let ``url_for("static", …)`` give the name that may be kept."""
    known = assets()
    kept = {one.address: one for one in known.values()}

    def named(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and values.get("filename") in known:
            values["filename"] = known[values["filename"]].address

    def serve(filename: str) -> Response:
        found = kept.get(filename) or known.get(filename) or abort(404)
        return _answer(found, KEPT if filename in kept else ASKED_AGAIN)

    app.url_defaults(named)
    app.add_url_rule(f"{ROOT}<path:filename>", "static", serve)
    names = {"style": STYLE, "script": SCRIPT, "symbols": SYMBOLS, "mark": MARK}
    app.jinja_env.globals.update({key: ROOT + known[name].address for key, name in names.items()})


def _answer(found: Asset, kept: str) -> Response:
    packs = found.packed is not None and request.accept_encodings.quality("gzip") > 0
    body = found.packed if packs and found.packed is not None else found.body
    answer = Response(body, content_type=found.kind)
    answer.headers["Cache-Control"] = kept
    answer.set_etag(f"{found.digest[:32]}{'-gzip' if packs else ''}")
    if found.packed is not None:
        answer.vary.add("Accept-Encoding")
    if packs:
        answer.content_encoding = "gzip"
    answer.make_conditional(request)
    return answer


def _asset(name: str, body: bytes) -> Asset:
    kind = guess_type(name)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind.endswith(("javascript", "xml"))
    packed = gzip.compress(body, 9, mtime=0)
    smaller = packed if len(packed) < len(body) * SPARED else None
    kind = f"{kind}; charset=utf-8" if text else kind
    return Asset(name, kind, body, smaller, sha256(body).hexdigest())
