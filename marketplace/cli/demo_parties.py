"""「見本の登場者」 The fictional organisations and people of the demo.

Their 法人番号 carry a right check digit over a registration office that does not exist (9999), so
that no real company is named; mail addresses end in example.jp, which nobody can own (JPRS).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from marketplace.domain.codes import check_digit, new_ref
from marketplace.domain.organisation import Actor, BankAccount, Organisation, OrgKind, Person
from marketplace.domain.price import Size
from marketplace.store import Book, organisations

OFFICE = "9999"


@dataclass(frozen=True, slots=True)
class Party:
    """「登場者」 An organisation and who acts for it: name and local part of the address.

    ``prefecture`` of a company is JIS X 0401.
    """

    org: Organisation
    people: tuple[tuple[str, str], ...]
    prefecture: str = ""


def _provider(code: str, name: str, reading: str, address: str) -> Organisation:
    return Organisation("", OrgKind.PROVIDER, name, reading, address, code=code, fictional=True)


def _company(name: str, reading: str, address: str) -> Organisation:
    return Organisation("", OrgKind.SME, name, reading, address, fictional=True)


CERTIFIER = Organisation(
    "",
    OrgKind.CERTIFIER,
    "架空適合確認機構",
    "かくうてきごうかくにんきこう",
    "東京都千代田区架空町一丁目1番1号",
    fictional=True,
)

SIZES: dict[str, Size] = {
    "minato": Size(pcs=24, servers=1, networks=1),
    "aoba": Size(pcs=8, servers=0, networks=3),
}

CAST: dict[str, Party] = {
    "hinata": Party(
        _provider("hinata", "ひなた通信（架空）", "ひなたつうしん", "広島市架空町2番3号"),
        (("岡田 明美", "okada"),),
    ),
    "tsubasa": Party(
        _provider(
            "tsubasa",
            "つばさセキュリティ（架空）",
            "つばさせきゅりてぃ",
            "仙台市架空町4番5号",
        ),
        (("千葉 大輔", "chiba"),),
    ),
    "kasane": Party(
        _provider("kasane", "かさねシステムズ（架空）", "かさねしすてむず", "名古屋市架空町6番7号"),
        (("水野 葵", "mizuno"),),
    ),
    "minato": Party(
        _company("みなと精工（架空）", "みなとせいこう", "大阪市架空町8番9号"),
        (("山本 浩", "yamamoto"),),
        "27",
    ),
    "aoba": Party(
        _company("あおば物流（架空）", "あおばぶつりゅう", "仙台市架空町10番11号"),
        (("佐々木 恵", "sasaki"),),
        "04",
    ),
    "body": Party(CERTIFIER, (("高橋 誠", "takahashi"), ("木村 由紀", "kimura"))),
}


Cast = dict[str, tuple[Actor, ...]]
"""「配役」 Who acts for each organisation."""


def enter(book: Book) -> Cast:
    """Enter everybody."""
    return {key: _enter(book, key, serial) for serial, key in enumerate(CAST, start=1)}


def _enter(book: Book, key: str, serial: int) -> tuple[Actor, ...]:
    party = CAST[key]
    org = _registered(party.org, serial)
    organisations.add_organisation(book, org)
    people = [
        Person(new_ref("ps"), name, f"{local}@{key}.example.jp") for name, local in party.people
    ]
    for person in people:
        organisations.add_person(book, person)
        organisations.add_membership(book, person.ref, org.ref)
    actors = tuple(Actor(person, org) for person in people)
    if key in SIZES:
        organisations.set_company_size(book, actors[0], SIZES[key], party.prefecture)
    return actors


def _registered(org: Organisation, serial: int) -> Organisation:
    """With its reference and numbers, and for a provider an account to be paid on."""
    twelve = f"{OFFICE}01{serial:06d}"
    number = f"{check_digit(twelve)}{twelve}"
    entered = replace(org, ref=new_ref("og"), corporate_number=number)
    if org.kind is not OrgKind.PROVIDER:
        return entered
    account = BankAccount("架空銀行", "見本支店", "普通", f"{serial:07d}", f"{org.name}")
    return replace(entered, invoice_number=f"T{number}", bank_account=account)
