"""「見本の登場者」 The fictional organisations and people of the demo.

Their 法人番号 carry a right check digit over a registration office that does not exist (9999), so
that no real company is named; mail addresses end in example.jp, which nobody can own (JPRS).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import plugins
from marketplace.codec.text import parse
from marketplace.domain.codes import check_digit, new_ref
from marketplace.domain.organisation import Actor, BankAccount, Organisation, OrgKind, Person, Role
from marketplace.domain.price import Size
from marketplace.store import Book, organisations

MANIFESTS = Path(plugins.__file__ or "").parent / "demo"
OFFICE = "9999"
BODY = "body"
OPERATOR = "operator"
BUYER = "buyer"
EXAMINERS = (("高橋 誠", "takahashi"), ("木村 由紀", "kimura"))
ALONE: dict[str, tuple[OrgKind, str, Mapping[str, str], tuple[tuple[str, str], ...]]] = {
    BODY: (
        OrgKind.CERTIFIER,
        "03000001",
        {
            "name": "架空適合確認機構",
            "reading": "かくうてきごうかくにんきこう",
            "address": "東京都千代田区架空町一丁目1番1号",
        },
        EXAMINERS,
    ),
    OPERATOR: (
        OrgKind.OPERATOR,
        "04000001",
        {
            "name": "お助け市場運営（架空）",
            "reading": "おたすけいちばうんえい",
            "address": "東京都千代田区架空町一丁目2番3号",
        },
        (("石川 遥", "ishikawa"), ("岡田 誠一", "okada")),
    ),
    BUYER: (
        OrgKind.BUYER,
        "05000001",
        {
            "name": "大空電機工業（架空）",
            "reading": "おおぞらでんきこうぎょう",
            "address": "愛知県名古屋市架空町7番1号",
        },
        (("野村 千尋", "nomura"),),
    ),
}
"""Kind, number at the registration office, how it is called, and who acts for it."""

Cast = dict[str, tuple[Actor, ...]]
"""「配役」 Who acts for each organisation, by the provider's code or the company's key."""


@dataclass(frozen=True, slots=True)
class Party:
    """「登場者」 An organisation, who acts for it, and of a company its size and where it is.

    ``people`` are names with their addresses; ``prefectures`` are JIS X 0401.
    """

    org: Organisation
    people: tuple[tuple[str, str], ...]
    size: Size | None = None
    prefectures: tuple[str, ...] = ()


def enter(book: Book) -> Cast:
    """Enter everybody."""
    return {key: _enter(book, party) for key, party in parties().items()}


def parties() -> dict[str, Party]:
    """Everybody of the demo: providers, companies, and one body, operator and buyer each."""
    providers = {one["code"]: _provider(one) for one in _written("providers")}
    companies = {one["key"]: _company(one) for one in _written("companies")}
    return providers | companies | {key: _alone(key) for key in ALONE}


def size_of(key: str) -> Size:
    """What a company of the demo counts."""
    return {one["key"]: _size(one) for one in _written("companies")}[key]


def _written(noun: str) -> tuple[Mapping[str, Any], ...]:
    found = cast("Any", parse((MANIFESTS / f"{noun}.yaml").read_bytes()).value)
    return tuple(found[noun])


def _provider(one: Mapping[str, Any]) -> Party:
    account = BankAccount(**one["bank_account"])
    own = {"code": one["code"], "invoice_number": one["invoice_number"], "bank_account": account}
    return Party(_organisation(one, OrgKind.PROVIDER, **own), _people(one))


def _company(one: Mapping[str, Any]) -> Party:
    prefectures = tuple(site["prefecture"] for site in one["sites"])
    return Party(_organisation(one, OrgKind.SME), _people(one), _size(one), prefectures)


def _size(one: Mapping[str, Any]) -> Size:
    return Size(one["pcs"], one["servers"], len(one["sites"]), one["staff"])


def _alone(key: str) -> Party:
    """Of which the demo has one only."""
    kind, number, one, people = ALONE[key]
    twelve = f"{OFFICE}{number}"
    named = {**one, "corporate_number": f"{check_digit(twelve)}{twelve}"}
    mails = tuple((name, f"{local}@{key}.example.jp") for name, local in people)
    return Party(_organisation(named, kind), mails)


def _organisation(one: Mapping[str, Any], kind: OrgKind, **own: Any) -> Organisation:
    same = {name: one[name] for name in ("name", "reading", "address", "corporate_number")}
    return Organisation(new_ref("og"), kind, **same, **own, fictional=True)


def _people(one: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((person["name"], person["mail"]) for person in one["people"])


def _enter(book: Book, party: Party) -> tuple[Actor, ...]:
    organisations.add_organisation(book, party.org)
    people = [Person(new_ref("ps"), name, mail) for name, mail in party.people]
    roles = (Role.ADMIN, *(Role.MEMBER for _ in people[1:]))
    actors = tuple(Actor(one, party.org, role) for one, role in zip(people, roles, strict=True))
    for one in actors:
        organisations.add_person(book, one.person)
        organisations.add_membership(book, one.person.ref, party.org.ref, one.role)
    if party.size:
        organisations.set_company_size(book, actors[0], party.size, party.prefectures)
    return actors
