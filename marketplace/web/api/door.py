"""「APIの入口」 The page about the API, and the door of its routes, which documents them."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, Response, request
from flask_smorest import Blueprint

from marketplace.web.api.reading import UNKNOWN, Reader
from marketplace.web.api.schemas.refusal import RefusalSchema
from marketplace.web.api.schemas.said import Said
from marketplace.web.api.spec import ETAG, PATHS, Documented
from marketplace.web.audience import Audience, Door
from marketplace.web.fields import BadFields, FieldFault

PREFIX = "/api/v1"
OWN = f"{PREFIX}/own/"
NO_STORE = "no-store"

V = TypeVar("V", bound=Callable[..., Any])


class ApiDoor(Blueprint):  # type: ignore[misc] # flask-smorest carries no types
    """「APIの入口」 Routes for everybody, read only; each is written into the OpenAPI document."""

    audience = Audience.API
    ARGUMENTS_PARSER = Reader()

    def told(
        self, rule: str, schema: type[Said], summary: str, query: Said | None = None
    ) -> Callable[[V], V]:
        """A route by GET: what it answers, in one sentence for people, and what it may be asked.

        A view with a query takes what the query makes; without one, nothing may be asked.
        """
        named = [deepcopy(PATHS[name]) for name in PATHS if f"<{name}>" in rule]

        def hang(view: V) -> V:
            made = self.arguments(query, location="query")(view) if query else _unasked(view)
            made = self.response(200, schema, headers={"ETag": ETAG})(made)
            made = self.alt_response(304, description="前に受け取った内容のままです。")(made)
            for status in (404, 422) if named else (422,):
                made = self.alt_response(status, schema=RefusalSchema)(made)
            made = self.doc(summary=summary, operationId=view.__name__)(made)
            self.route(rule, parameters=named)(made)
            return view

        return hang

    def register(self, app: Flask, options: dict[str, Any]) -> None:
        """Hang the routes into an application, with their document and their headers."""
        super().register(app, options)
        app.after_request(_open)
        documented = Documented(app)
        self.register_views_in_doc(
            documented, app, documented.spec, name=self.name, parameters=None
        )
        app.extensions["openapi"] = documented.written(self.name, self.description)


def _unasked(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def enter(**kwargs: Any) -> Any:
        if request.args:
            raise BadFields(tuple(FieldFault(n[:40], n[:40], UNKNOWN) for n in request.args))
        return view(**kwargs)

    return enter


def _is_everybodys(path: str) -> bool:
    """Whether it is below the address of the API, but not what only a company's own people see."""
    return path.startswith(f"{PREFIX}/") and not path.startswith(OWN)


def _open(answer: Response) -> Response:
    """Any site's script may read what everybody may see; a refusal is not kept."""
    if _is_everybodys(request.path) and request.method in ("GET", "HEAD"):
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Access-Control-Expose-Headers"] = "ETag"
        answer.headers.setdefault("Cache-Control", NO_STORE)
    return answer


page = Door(Audience.API, "/api")
v1 = ApiDoor("v1", __name__, url_prefix=PREFIX, description="掲載・適合確認書・基準を読む")
