"""「適合確認書の答え」 What a certificate says, and whether it holds today."""

from __future__ import annotations

from marketplace.web.api.schemas.listed import REF, ProviderSaidSchema, TierSaidSchema, UnderSchema
from marketplace.web.api.schemas.said import (
    Said,
    maybe_day,
    maybe_text,
    moment,
    on_day,
    one,
    text,
    yes,
)


class CertifiedSchema(Said):
    """「適合確認書のサービス」."""

    code = text("提供事業者が付けた符号")
    name = text("名前")
    url = maybe_text("掲載中なら、API でのアドレス")


class CertificateAnswerSchema(Said):
    """「適合確認書」."""

    day = on_day("どの日について言っているか")
    ref = text(REF)
    number = text("番号")
    provider = one(ProviderSaidSchema)
    offering = one(CertifiedSchema)
    tier = one(TierSaidSchema)
    edition = one(UnderSchema)
    valid_from = on_day("有効期間の最初の日")
    valid_until = on_day("有効期間の最後の日")
    issued_at = moment("発行した時")
    delisted_on = maybe_day("提供事業者が掲載を取り下げた日")
    standing = maybe_text("今日、効力の停止中なら suspend、取消し後なら revoke")
    standing_since = maybe_day("停止か取消しの最初の日")
    valid_today = yes("今日、有効期間の中にあり、停止も取消しもされていないか")
    listed_today = yes("今日、掲載されているか")
    page = text("人が読むページ")
