"""「自社のAPIの説明書」 Its own OpenAPI document, which everybody may read."""

from __future__ import annotations

from flask import Response, current_app

from marketplace.web.api.answers import of_document
from marketplace.web.api.door import page


@page.get("/v1/own-openapi.json")
def own_openapi() -> Response:
    """「説明書」 OpenAPI 3.1."""
    return of_document(current_app.extensions["openapi_own"])
