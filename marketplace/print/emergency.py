"""「緊急カード」 Whom to call first and what not to do, on a card beside the computers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from marketplace.domain.organisation import Organisation
from marketplace.print.sheet import pdf
from marketplace.print.spelt import day, name

BLANK, SHORT = "＿＿＿＿＿＿＿＿＿", "＿＿＿＿＿"
TO_BE_CONFIRMED = "番号は要確認"
_PUBLIC = (
    ("都道府県警察のサイバー事案の窓口", "www.npa.go.jp/bureau/cyber/soudan.html"),
    ("IPA 情報セキュリティ安心相談窓口", "www.ipa.go.jp/security/anshin/"),
)
"""The two offices that our page of contacts names too; neither number has been confirmed by us."""

_DO = (
    "さわるのをやめ、通信の線を抜く。無線（Wi-Fi）は切る。",
    "上から順に電話する。メールやチャットは使わない。",
    "気付いた時刻・機器・画面を、紙に書くか写真に撮る。",
)
_DO_NOT = (
    "電源を切らない、再起動しない（手がかりが消えることがあります）。",
    "画面に出た電話番号にかけない。お金を払わない。",
    "自分で消さない、入れ直さない、控え（バックアップ）をつながない。",
    "そのパソコンからパスワードを変えない。",
)
_GENERAL = (
    "上のしかたは一般的な助言です。相談窓口や専門家の指示があるときは、それに従ってください。"
)


class Paper(StrEnum):
    """「用紙」 A card for the wall, or one for the pocket."""

    A4 = "a4"
    A6 = "a6"


@dataclass(frozen=True, slots=True)
class Contact:
    """「連絡先」 Who is called, and how; a number that is None is left to be written in."""

    who: str
    number: str | None = None
    more: str = ""


OWN = (
    Contact("自社の担当"),
    Contact("責任者・代表者"),
    Contact("機器・通信の保守会社"),
    Contact("主な取引先"),
)
"""「自分の連絡先」 Whom a company calls by its own list; names and numbers are its own."""


def emergency_pdf(
    company: Organisation, contacts: Sequence[Contact], on: date, *, paper: Paper
) -> bytes:
    """「緊急カード」 ``contacts`` are called in this order; the public offices come last."""
    return pdf("emergency", _data(company, contacts, on, paper), on)


def _data(
    company: Organisation, contacts: Sequence[Contact], on: date, paper: Paper
) -> dict[str, Any]:
    rows = [[one.who, one.number or BLANK, one.more] for one in contacts]
    offices = [[who, f"{TO_BE_CONFIRMED} {SHORT}", more] for who, more in _PUBLIC]
    return {
        "title": "緊急カード",
        "name": f"緊急カード {name(company)}",
        "company": name(company),
        "number": "",
        "issued": f"作った日 {day(on)}　番号を確かめた日 ＿＿＿＿＿＿",
        "do": list(_DO),
        "do_not": list(_DO_NOT),
        "contacts": [[str(place), *row] for place, row in enumerate([*rows, *offices], 1)],
        "notes": [_GENERAL],
        "paper": paper.value,
        "sample": company.fictional,
    }
