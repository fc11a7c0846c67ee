"""「公開する鍵と一覧」 What anybody needs to check a signed certificate without asking us."""

from __future__ import annotations

from flask import Response, abort

from marketplace.web import visit
from marketplace.web.public.door import door

KEYS, STATUS = "jwks.json", "status.json"


@door.get("/.well-known/otasuke-jwks.json")
def jwks() -> Response:
    """「公開した鍵」 The public halves; the private ones are never read here."""
    return _published(KEYS, "application/jwk-set+json")


@door.get("/.well-known/otasuke-status.json")
def status() -> Response:
    """「停止・取消しの一覧」 As it was signed last."""
    return _published(STATUS, "application/json")


def is_published(name: str) -> bool:
    """Whether the operator has put this file there."""
    folder = visit.market().keys
    return folder is not None and (folder / name).is_file()


def _published(name: str, mimetype: str) -> Response:
    folder = visit.market().keys
    if folder is None or not is_published(name):
        abort(404)
    answer = Response((folder / name).read_bytes(), mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="otasuke-{name}"'
    return answer
