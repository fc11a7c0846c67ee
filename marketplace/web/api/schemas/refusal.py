"""「断りの形」 One shape for every refusal, of ours and of the protocol."""

from __future__ import annotations

from marshmallow import fields, validate

from marketplace.web.api.schemas.said import Said, count, many, text, yes


class PointSchema(Said):
    """「直す所」."""

    message = text("何を、どう直すか")
    field = fields.String(metadata={"description": "どの項目か"})
    place = fields.String()
    line = fields.Integer()
    remedy = fields.String()
    seen = fields.String()
    wanted = fields.String()
    result = fields.String()
    title = fields.String()


class RefusalSchema(Said):
    """「断り」."""

    ok = yes("いつも false", validate=validate.Equal(comparable=False))
    status = count("HTTP の状態コード")
    error = text("変わらない符号")
    message = text("人が読む文")
    errors = many(PointSchema, "直す所ごとの説明")
