"""「断り」 From the tree of errors to a page or JSON: one table of status codes, one shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from marketplace.domain.errors import Conflict, MarketError, Missing, Refused, Unavailable
from marketplace.web import links, visit
from marketplace.web.guard import hosts, limits
from marketplace.web.said import Said, said

STATUS: dict[type[MarketError], int] = {
    Refused: 422,
    Missing: 404,
    Conflict: 409,
    Unavailable: 503,
}

PAGES: dict[int, Said] = {
    400: Said("送られた内容を読み取れませんでした。", "前の画面に戻り、もう一度お試しください。"),
    401: Said(
        "この画面を使うには、サインインが必要です。", "サインインしてから、もう一度お試しください。"
    ),
    403: Said(
        "この画面は、別の立場の人のためのものです。", "その立場の組織の人として使うと開けます。"
    ),
    404: Said(
        "お探しのページは見つかりません。", "アドレスを確かめるか、トップからお探しください。"
    ),
    405: Said("この開きかたはできません。", "前の画面に戻り、ボタンからお試しください。"),
    413: Said("送られた内容が大きすぎます。", "合わせて {most} MB 以下にしてください。"),
    414: Said("アドレスが長すぎます。", "条件を減らして、もう一度お試しください。"),
    429: Said("短いあいだに、何度も送られました。", "一分ほどおいて、もう一度お試しください。"),
    500: Said("こちらの不具合で、表示できませんでした。", "時間をおいて、もう一度お試しください。"),
}
STALE = Said(
    "画面を開いてから時間がたったため、送信を受け付けませんでした。",
    "画面を開き直して、もう一度お試しください。何も書き込まれていません。",
)
ELSEWHERE = Said(
    "ここは、そのアドレスのサイトではありません。",
    "アドレスの名前を確かめてください。運営者は、設定の public_url を確かめてください。",
)
OUTSIDE = Said(
    "ほかのサイトから送られた操作なので、受け付けませんでした。",
    "このサイトの画面を開いて、ボタンからお試しください。何も書き込まれていません。",
)
CLOSER: tuple[tuple[type[HTTPException], Said], ...] = (
    (hosts.WrongHost, ELSEWHERE),
    (hosts.WrongOrigin, OUTSIDE),
    (CSRFError, STALE),
)
NOBODY, OTHERS, TOO_LARGE, BROKEN = 401, 403, 413, 500
MACHINES = "/api/v1/"
"""Below this address there are no pages."""


def status_of(error: MarketError) -> int:
    """The status code of an error, by its place in the tree."""
    return next(code for kind, code in STATUS.items() if isinstance(error, kind))


def shown_again(
    error: MarketError, endpoint: str, values: Mapping[str, Any]
) -> ResponseReturnValue:
    """Show the form again with what was entered and why it was refused."""
    if _wants_json():
        return _as_json(said(error), status_of(error), error.code)
    g.refusal, g.entered = said(error), request.form
    rendered: Any = current_app.view_functions[endpoint](**values)
    answer = current_app.make_response(rendered)
    answer.status_code = status_of(error)
    return answer


def install(app: Flask) -> None:
    """Answer every error of ours and of the protocol, in Japanese."""
    app.register_error_handler(MarketError, _market_error)
    app.register_error_handler(HTTPException, _http_error)


def _market_error(error: MarketError) -> ResponseReturnValue:
    return _answer(said(error), status_of(error), error.code)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or BROKEN
    if code in range(300, 400):
        return error
    if request.method == "GET" and not _wants_json() and (address := _way_in(code)):
        return redirect(address, 303)
    answer = current_app.make_response(_answer(_told(error, code), code, f"http_{code}"))
    if isinstance(error, MethodNotAllowed):
        answer.allow.update(error.valid_methods or ())
    return answer


def _told(error: HTTPException, code: int) -> Said:
    """The sentence of an error of the protocol; the closest kind first."""
    told = next((said for kind, said in CLOSER if isinstance(error, kind)), None)
    told = told or PAGES.get(code, PAGES[400])
    if code == TOO_LARGE:
        return replace(told, remedy=told.remedy.format(most=limits.most_megabytes()))
    return told


def _way_in(code: int) -> str | None:
    """Where somebody can go who was turned away for want of something that can be made up for."""
    if code == NOBODY:
        return links.sign_in()
    wanting = visit.lacking() if code == OTHERS else None
    return links.lacking(wanting) if wanting else None


def _answer(told: Said, status: int, code: str) -> ResponseReturnValue:
    if _wants_json():
        return _as_json(told, status, code)
    bare = status >= BROKEN or told is ELSEWHERE
    return render_template("error.html", told=told, bare=bare, broken=status >= BROKEN), status


def _as_json(told: Said, status: int, code: str) -> Response:
    errors = [point.as_json() for point in told.points]
    body = {"ok": False, "status": status, "error": code, "message": told.text, "errors": errors}
    answer = jsonify(body)
    answer.status_code = status
    return answer


def _wants_json() -> bool:
    """Whoever prefers it, and whoever asks the API, whatever a client says that it accepts."""
    if request.path.startswith(MACHINES):
        return True
    offered = ["text/html", "application/json"]
    return request.accept_mimetypes.best_match(offered, "text/html") == offered[1]
