"""「組織の届け出」 What an organisation says of itself: its ADMIN changes it, no contract does."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.desk.order import MOST_NAME
from marketplace.domain.codes import is_corporate_number, is_invoice_number
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.organisation import Actor, BankAccount, Organisation, OrgKind
from marketplace.store import Book, organisations

MOST_ADDRESS = 300
ACCOUNT_DIGITS = 7
ACCOUNT_KINDS = ("普通", "当座", "貯蓄")
MOST_HOLDER = 48
"""Characters of the name of an account (全銀協 record format: 預金者名 30, with room to spare)."""

_KANA = re.compile(r"[ァ-ヴー・＝ 0-9A-Za-z&.,'\-]+\Z")
_HOLDER = re.compile(r"[ァ-ヴー・ 0-9A-Za-z()（）.\-/「」,]+\Z")
_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3095)}


@dataclass(frozen=True, slots=True)
class ChangeOrganisation:
    """「届け出を改める」 Everything that an organisation says of itself; "" where it has none."""

    token: str
    name: str
    reading: str
    address: str
    corporate_number: str
    invoice_number: str
    account: BankAccount | None


@act(again=lambda book, actor, _ref: organisations.organisation(book, actor.org.ref))
def change_organisation(
    book: Book, actor: Actor, order: ChangeOrganisation, _now: datetime
) -> Organisation:
    """「届け出を改める」 Of one's own organisation; what was signed and invoiced is not touched."""
    number = corporate_number(order.corporate_number)
    if number and organisations.is_number_taken(book, actor, number):
        raise Conflict("corporate_number_taken", kind=actor.kind)
    wanted = replace(
        organisations.organisation(book, actor.org.ref),
        name=given.words(order.name, "name", MOST_NAME),
        reading=kana(order.reading, "reading"),
        address=_optional(order.address, "address", MOST_ADDRESS),
        corporate_number=number,
        invoice_number=invoice_number(order.invoice_number, number),
        bank_account=_account(actor, order.account),
    )
    return organisations.change_organisation(book, actor, wanted)


def corporate_number(value: object) -> str | None:
    """「法人番号」 Thirteen digits with the right check digit, or none."""
    text = _plain(value)
    if text and not is_corporate_number(text):
        raise Refused("bad_corporate_number")
    return text or None


def kana(value: object, field: str) -> str:
    """「読み」 A reading in katakana; hiragana is turned into it."""
    text = given.words(value, field, MOST_NAME)
    spelt = unicodedata.normalize("NFKC", text).translate(_HIRAGANA)
    if not _KANA.match(spelt):
        raise Refused("reading_not_kana", field=field)
    return spelt


def invoice_number(value: object, corporate: str | None) -> str | None:
    """「登録番号」 T and 13 digits; a corporation's are its 法人番号 (国税庁「登録番号の構成」)."""
    text = _plain(value).upper()
    if text and not is_invoice_number(text):
        raise Refused("bad_invoice_number")
    if text and corporate and text != f"T{corporate}":
        raise Refused("invoice_number_differs", wanted=f"T{corporate}")
    return text or None


def _account(actor: Actor, account: object) -> BankAccount | None:
    """「振込先」 A provider's only; all of it or nothing."""
    if account is None:
        return None
    if not isinstance(account, BankAccount) or actor.kind is not OrgKind.PROVIDER:
        raise Refused("no_account_here", kind=actor.kind)
    if account.kind not in ACCOUNT_KINDS:
        raise Refused("bad_account_kind", kinds=ACCOUNT_KINDS)
    return BankAccount(
        bank=given.words(account.bank, "bank", MOST_NAME),
        branch=given.words(account.branch, "branch", MOST_NAME),
        kind=account.kind,
        number=_account_number(account.number),
        holder=_holder(account.holder),
    )


def _account_number(value: object) -> str:
    text = _plain(value)
    if not (text.isascii() and text.isdigit() and len(text) == ACCOUNT_DIGITS):
        raise Refused("bad_account_number", digits=ACCOUNT_DIGITS)
    return text


def _holder(value: object) -> str:
    text = given.words(value, "holder", MOST_HOLDER)
    spelt = unicodedata.normalize("NFKC", text).translate(_HIRAGANA)
    if not _HOLDER.match(spelt):
        raise Refused("holder_not_kana")
    return spelt


def _optional(value: object, field: str, most: int) -> str:
    return given.words(value, field, most) if value else ""


def _plain(value: object) -> str:
    """A number as it was meant: half-width, without blanks and strokes."""
    text = unicodedata.normalize("NFKC", value) if isinstance(value, str) else ""
    return "".join(ch for ch in text if not ch.isspace() and ch not in "-‐‑–—−ー")
