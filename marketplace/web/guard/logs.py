"""「要求の記録」 One line of JSON a request, by which a fault is found again and nothing is told.

Only the pattern of a route is written, never the address: a path may carry the token of a letter,
a query what somebody looks for. Of a fault the kind and the places in the code are written, never
its words: they may quote what somebody entered.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from sys import exc_info
from time import perf_counter
from typing import Any

from flask import Flask, Response, g, got_request_exception, request

from marketplace.web import visit

LOG = logging.getLogger("otasuke.web")
OURS = ("otasuke", "waitress")
HEADER = "X-Request-Id"
HERE = Path(__file__).parents[3]
NOWHERE = "-"
"""Where the address belongs to no route."""
MOST_PLACES = 12
BROKEN = 500


class JsonLines(logging.Formatter):
    """「一行のJSON」 Any record of the market's loggers as one line; a fault without its words."""

    def format(self, record: logging.LogRecord) -> str:
        """The instant, how grave it is, who says it, and what."""
        head = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        }
        head |= {"level": record.levelname, "logger": record.name}
        return json.dumps(head | _said(record), ensure_ascii=False)


def install(app: Flask) -> None:
    """Number every request and write its line; Flask's own words about a fault are not written."""
    app.before_request(_begin)
    app.after_request(_end)
    app.jinja_env.globals["request_id"] = request_id
    # Flask's own line quotes the path and the words of the error.
    app.log_exception = lambda exc_info: None  # type: ignore[method-assign]  # noqa: ARG005
    got_request_exception.connect(_broke, app)


def to_stderr(*, quiet: bool = False) -> None:
    """Write our lines and the server's where the operator's system collects them."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    for one in map(logging.getLogger, OURS):
        one.handlers, one.propagate = [handler], False
        one.setLevel(logging.WARNING if quiet else logging.INFO)


def request_id() -> str:
    """「お問い合わせの番号」 Random, so that nothing can be read from it."""
    if "request_id" not in g:
        g.request_id = token_hex(8)
    return str(g.request_id)


def fault_of(error: BaseException) -> dict[str, Any]:
    """「障害」 What broke and where; the words of an error may quote what was entered."""
    frames = traceback.extract_tb(error.__traceback__)[-MOST_PLACES:]
    places = [f"{_place(one.filename)}:{one.lineno} {one.name}" for one in frames]
    return {"fault": type(error).__name__, "places": places}


def _said(record: logging.LogRecord) -> dict[str, Any]:
    """Of a fault its kind and places alone: even the words around it may quote an address."""
    if record.exc_info and record.exc_info[1]:
        return fault_of(record.exc_info[1])
    told: dict[str, Any] | None = getattr(record, "told", None)
    return told or {"said": record.getMessage()}


def _begin() -> None:
    g.began = perf_counter()
    request_id()


def _broke(_app: Flask, **_: Any) -> None:
    error = exc_info()[1]
    if error is not None:
        g.fault = fault_of(error)


def _end(response: Response) -> Response:
    response.headers[HEADER] = request_id()
    level = logging.ERROR if response.status_code >= BROKEN else logging.INFO
    LOG.log(level, "request", extra={"told": _told(response)})
    return response


def _told(response: Response) -> dict[str, Any]:
    actor = visit.actor() if visit.is_known() else None
    took = perf_counter() - g.get("began", perf_counter())
    return {
        "request": request_id(),
        "method": request.method if request.method.isalpha() else NOWHERE,
        "route": request.url_rule.rule if request.url_rule else NOWHERE,
        "status": response.status_code,
        "ms": round(took * 1000, 1),
        "org": actor.org.ref if actor else NOWHERE,
        **g.get("fault", {}),
    }


def _place(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(HERE)) if path.is_relative_to(HERE) else "/".join(path.parts[-2:])
