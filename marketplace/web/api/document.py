"""「APIの説明書」 The OpenAPI document, as it was made when the application started."""

from __future__ import annotations

from flask import Response, current_app

from marketplace.web.api.answers import of_document
from marketplace.web.api.door import page


@page.get("/v1/openapi.json")
def openapi() -> Response:
    """「説明書」 OpenAPI 3.1."""
    return of_document(current_app.extensions["openapi"])
