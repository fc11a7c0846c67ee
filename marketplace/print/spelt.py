"""「書きかた」 Amounts, days and names as a paper spells them."""

from __future__ import annotations

from datetime import date

from marketplace.domain.organisation import Organisation
from marketplace.domain.price import Size
from marketplace.domain.service import NONE

UNKNOWN = "不明"
FAMILIES = {"otasuke": "サービス基準", "otasuke-sc": "新類型の基準"}


def yen(amount: int | None) -> str:
    """「円」 Grouped digits and the unit; an unknown amount is 不明, never zero."""
    return UNKNOWN if amount is None else f"{amount:,}円"


def day(value: date) -> str:
    """「日」 2026年11月25日."""
    return f"{value.year}年{value.month}月{value.day}日"


def percent(basis_points: int) -> str:
    """「税率」 10% from 1000 basis points."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}%" if not rest else f"{whole}.{rest:02}".rstrip("0") + "%"


def edition(slug: str) -> str:
    """「版の名」 サービス基準 2.0版 from otasuke/2.0."""
    family, _, version = slug.partition("/")
    return f"{FAMILIES.get(family, family)} {version}{'版' if version[:1].isdigit() else ''}"


def size(value: Size) -> str:
    """「規模」 PC 20台・サーバー 1台・拠点 2か所."""
    counted = f"PC {value.pcs}台・サーバー {value.servers}台・拠点 {value.networks}か所"
    return counted if value.staff is None else f"{counted}・従業員 {value.staff}人"


def declared(text: str | None) -> str:
    """「申告」 What was declared: a text, なし, or 不明 where nothing was."""
    return UNKNOWN if text is None else "なし" if text == NONE else text


def name(org: Organisation) -> str:
    """「名前」 With 架空 beside it where the name itself does not say so."""
    marked = not org.fictional or "架空" in org.name
    return org.name if marked else f"{org.name}（架空）"
