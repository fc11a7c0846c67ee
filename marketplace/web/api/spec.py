"""「APIの説明書」 The OpenAPI 3.1 document, made from the routes and the schemas themselves."""

from __future__ import annotations

from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from flask_smorest import Api

from marketplace.codec.fields import Choice, Day, Pattern, Text, Whole, YesNo

SPEC: dict[str, Any] = {
    "title": "お助け隊マーケット API",
    "version": "1",
    "openapi_version": "3.1.0",
    "info": {
        "description": "掲載中のサービスと料金、適合確認の結果、基準の全文を、だれでも読めます。"
        "書き込みはありません。本サイトは経済産業省・IPAの公式サイトではありません。",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    },
    "servers": [{"url": "/"}],
}
FIELDS: dict[type, tuple[str, str | None]] = {
    Text: ("string", None),
    Pattern: ("string", None),
    Choice: ("string", None),
    Whole: ("integer", None),
    YesNo: ("boolean", None),
    Day: ("string", "date"),
}
"""The fields of the manifest, in which declared values are given."""

ETAG = {"description": "内容の指紋", "schema": {"type": "string"}}
ASKED_BEFORE = {
    "name": "If-None-Match",
    "in": "header",
    "description": "前に受け取った ETag。同じ内容なら 304 を返します。",
    "schema": {"type": "string"},
}


def _in_path(name: str, description: str, pattern: str) -> dict[str, Any]:
    schema = {"type": "string", "pattern": pattern}
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": schema,
    }


PATHS = {
    "ref": _in_path("ref", "一覧の答えにある記号", "^[a-z]{2,4}_[a-z2-7]{16}$"),
    "family": _in_path("family", "版の名前の前半（otasuke など）", "^[a-z][a-z-]{0,39}$"),
    "version": _in_path("version", "版の名前の後半（2.0 など）", "^[0-9a-z][0-9a-z.-]{0,39}$"),
    "key": _in_path("key", "条項の番号", r"^[A-Za-z][A-Za-z0-9._-]{0,59}$"),
}
"""What stands in a path; a name that nothing has is not found."""


class Documented(Api):  # type: ignore[misc] # flask-smorest carries no types
    """「説明書」 Only the document: errors are answered in one place for the whole site."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask) -> None:
        """Teach the document our fields; nothing is served from here."""
        plugin = MarshmallowPlugin(schema_name_resolver=_name)
        super().__init__(app, spec_kwargs=SPEC | {"marshmallow_plugin": plugin})
        for field, kind in FIELDS.items():
            self.register_field(field, *kind)
        converter: Any = plugin.converter
        converter.add_attribute_function(_limits)

    def written(self, tag: str, description: str) -> dict[str, Any]:
        """The whole document; every operation takes the ETag of before."""
        self.spec.tag({"name": tag, "description": description})
        made: dict[str, Any] = self.spec.to_dict()
        for path in made["paths"].values():
            path["get"].setdefault("parameters", []).append(ASKED_BEFORE)
        return made

    def _register_error_handlers(self) -> None:
        """The site's own handlers stand: one shape of error, with the Allow header."""

    def _register_responses(self) -> None:
        """Every operation names its own refusals."""

    def _register_etag_headers(self) -> None:
        """Every operation names its own headers."""

    def _register_pagination_header(self) -> None:
        """Pages are a part of the answer."""


def _name(schema: Any) -> str:
    """The name of a schema without its ending."""
    kind = schema if isinstance(schema, type) else type(schema)
    return kind.__name__.removesuffix("Schema")


def _limits(_converter: Any, field: Any, **_: Any) -> dict[str, Any]:
    """What a field of the manifest allows."""
    if isinstance(field, Choice):
        return {"enum": list(field.words)}
    if isinstance(field, Whole):
        return {"minimum": field.least, "maximum": field.most}
    if isinstance(field, Text):
        return {"minLength": 1, "maxLength": field.most}
    if isinstance(field, Pattern):
        return {"pattern": f"^(?:{field.pattern.pattern.removesuffix('Z').rstrip(chr(92))})$"}
    return {}
