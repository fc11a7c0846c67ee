"""「自社のAPIの入口」 Routes for the programs of a company that is signed in, each documented.

The session of the pages is the proof, so that there is no second kind of secret to keep, to show
and to take back; whoever writes sends the token against forged requests in a header, which no form
of another site can do.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, Response, request
from flask_smorest import Blueprint
from flask_wtf.csrf import generate_csrf

from marketplace.codec.schema import Noun
from marketplace.domain.organisation import OrgKind
from marketplace.web import visit
from marketplace.web.api.door import NO_STORE, OWN
from marketplace.web.api.schemas.refusal import RefusalSchema
from marketplace.web.api.schemas.said import Said
from marketplace.web.api.spec import PATHS, Documented
from marketplace.web.audience import Audience
from marketplace.web.fields import BadFields, FieldFault

CSRF = "X-CSRFToken"
ONCE = "Idempotency-Key"
UNASKED = "この項目はありません。名前を確かめてください"
GIVEN = {CSRF: {"description": "書き込むときに送り返す値", "schema": {"type": "string"}}}
SENT = [
    {
        "name": CSRF,
        "in": "header",
        "required": True,
        "description": "読んだときの答えの見出しにある値",
        "schema": {"type": "string"},
    },
    {
        "name": ONCE,
        "in": "header",
        "description": "同じ値で二度送っても、一度だけ書きます（英数字と記号 64 字まで）。",
        "schema": {"type": "string", "maxLength": 64},
    },
]
COOKIE = {"type": "apiKey", "in": "cookie", "name": "otasuke"}

V = TypeVar("V", bound=Callable[..., Any])


class OwnDoor(Blueprint):  # type: ignore[misc] # flask-smorest carries no types
    """「自社のAPIの入口」 Each view takes the actor first, as behind every guarded door."""

    audience = Audience.COMPANY_API

    def told(
        self, rule: str, schema: type[Said], summary: str, body: type[Noun] | None = None
    ) -> Callable[[V], V]:
        """A route by GET or, where it takes a body, by PUT; nothing is asked in the address."""
        named = [deepcopy(PATHS["ref"])] if "<ref>" in rule else []
        method = "PUT" if body else "GET"

        def hang(view: V) -> V:
            made = self.response(200, schema, headers=GIVEN)(_entered(view))
            refusals = (401, 403, *((404,) if named else ()), *((400, 409) if body else ()), 422)
            for status in refusals:
                made = self.alt_response(status, schema=RefusalSchema)(made)
            told: dict[str, Any] = {"summary": summary, "operationId": view.__name__}
            made = self.doc(**told, **(_taking(body) if body else {}))(made)
            self.route(rule, methods=[method], parameters=named)(made)
            return view

        return hang

    def register(self, app: Flask, options: dict[str, Any]) -> None:
        """Hang the routes into an application, with a document of their own."""
        super().register(app, options)
        documented = Documented(app)
        self.register_views_in_doc(
            documented, app, documented.spec, name=self.name, parameters=None
        )
        documented.spec.components.security_scheme("session", COOKIE)
        documented.spec.tag({"name": self.name, "description": self.description})
        document: dict[str, Any] = documented.spec.to_dict()
        document["security"] = [{"session": []}]
        document["info"]["description"] = self.description
        app.extensions["openapi_own"] = document


def _taking(body: type[Noun]) -> dict[str, Any]:
    content = {"application/json": {"schema": body}}
    return {"requestBody": {"required": True, "content": content}, "parameters": SENT}


def _entered(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def enter(**kwargs: Any) -> Any:
        actor = visit.actor_of(OrgKind.SME)
        if request.args:
            raise BadFields(tuple(FieldFault(n[:40], n[:40], UNASKED) for n in request.args))
        return view(actor, **kwargs)

    return enter


def closed(answer: Response) -> Response:
    """Nobody keeps it; whoever reads may write next."""
    answer.headers["Cache-Control"] = NO_STORE
    if visit.is_known():
        answer.headers[CSRF] = generate_csrf()
    return answer


own = OwnDoor(
    "own",
    __name__,
    url_prefix=OWN.rstrip("/"),
    description="自社の診断を読み書きする。サインインした会社の人のプログラムだけが使えます。",
)
own.after_request(closed)
