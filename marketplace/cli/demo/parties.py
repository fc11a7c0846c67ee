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
EXAMINERS = (("高橋 誠", "takahashi"), ("木村 由紀", "kimura"))

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
    """Everybody of the demo: providers, companies, and the certifying body."""
    providers = {one["code"]: _provider(one) for one in _written("providers")}
    companies = {one["key"]: _company(one) for one in _written("companies")}
    return providers | companies | {BODY: _body()}


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


def _body() -> Party:
    twelve = f"{OFFICE}03000001"
    one = {
        "name": "架空適合確認機構",
        "reading": "かくうてきごうかくにんきこう",
        "address": "東京都千代田区架空町一丁目1番1号",
        "corporate_number": f"{check_digit(twelve)}{twelve}",
    }
    people = tuple((name, f"{local}@{BODY}.example.jp") for name, local in EXAMINERS)
    return Party(_organisation(one, OrgKind.CERTIFIER), people)


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
