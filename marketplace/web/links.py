"""「行き先」 Addresses within this site, and the menu of each audience."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Response, flash, g, redirect, request, url_for

from marketplace.desk.accounts.sessions import Lacking
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store.accounts import people
from marketplace.web import visit


@dataclass(frozen=True, slots=True)
class Entry:
    """「メニューの一項目」 Words, address, and the value of aria-current on this page.

    An entry with others under it has no address of its own.
    """

    label: str
    address: str
    mark: str
    under: tuple[Entry, ...] = ()

    @property
    def places(self) -> tuple[Entry, ...]:
        """The entry itself, or the ones under it."""
        return self.under or (self,)


Leaf = tuple[str, str]
"""What people read, and the endpoint that it leads to."""

Row = tuple[str, str | tuple[Leaf, ...]]
"""An entry of a menu: a place, or several under one word so that the head stays one row."""

MENUS: dict[OrgKind | None, tuple[Row, ...]] = {
    None: (
        ("サービスを探す", "public.catalogue"),
        ("★3・★4を読む", "public.scs"),
        ("基準を読む", "public.editions"),
        ("適合確認書を確かめる", "public.certificate_check"),
    ),
    OrgKind.SME: (
        ("待っていること", "sme.home"),
        ("診断する", "sme.diagnoses"),
        ("サービスを探す", "public.catalogue"),
        (
            "申込み・契約",
            (
                ("見積り", "sme.quotes"),
                ("申込み", "sme.applications"),
                ("契約", "sme.contracts"),
                ("請求書", "sme.invoices"),
                ("取引の記録", "sme.records"),
            ),
        ),
    ),
    OrgKind.PROVIDER: (
        ("待っていること", "provider.home"),
        ("事前確認・申請", "provider.check"),
        ("申請の一覧", "provider.submissions"),
        ("適合確認書", "provider.certificates"),
        (
            "申込み・契約",
            (
                ("申込み", "provider.applications"),
                ("契約・請求書", "provider.contracts"),
                ("取引の記録", "provider.records"),
            ),
        ),
    ),
    OrgKind.CERTIFIER: (
        ("審査の一覧", "certifier.home"),
        ("原文照合", "certifier.confirmations"),
        ("基準の版", "certifier.editions"),
        ("発行した適合確認書", "certifier.certificates"),
        ("基準を読む", "public.editions"),
    ),
    OrgKind.BUYER: (
        ("はじめに", "buyer.home"),
        ("★3・★4を読む", "public.scs"),
        ("サービスを探す", "public.catalogue"),
        ("適合確認書を確かめる", "public.certificate_check"),
    ),
    OrgKind.OPERATOR: (
        ("運営の様子", "operator.home"),
        ("組織の一覧", "operator.organisations"),
        ("掲示の頁", "operator.pages"),
    ),
}
HOMES: dict[OrgKind, str] = {
    OrgKind.SME: "sme.home",
    OrgKind.PROVIDER: "provider.home",
    OrgKind.CERTIFIER: "certifier.home",
    OrgKind.BUYER: "buyer.home",
    OrgKind.OPERATOR: "operator.home",
}


LACKING: dict[Lacking, str] = {
    Lacking.ORGANISATION: "account.organisations",
    Lacking.SECOND: "account.second_factors",
}
BEFORE = ("demo", "signin", "signout", "signup", "reset", "invite", "address")
"""Nobody is led back here after signing in."""


def at(endpoint: str, **values: str) -> str:
    """The address of a page that every page leads to: made once, because each is on all pages."""
    return _address(request.script_root, endpoint, **values)


@cache
def _address(root: str, endpoint: str, **values: str) -> str:  # noqa: ARG001 - part of the key
    return url_for(endpoint, **dict[str, Any](values))


def menu(actor: Actor | None) -> tuple[Entry, ...]:
    """What the head and the foot of every page offer, the place of this page marked."""
    if "menu" not in g:
        g.menu = _menu(MENUS.get(actor.kind if actor else None, MENUS[None]))
    return cast("tuple[Entry, ...]", g.menu)


def _menu(rows: tuple[Row, ...]) -> tuple[Entry, ...]:
    leaves = [leaf for row in rows for leaf in _leaves(row)]
    addresses = {endpoint: at(endpoint) for _, endpoint in leaves}
    here = _nearest(addresses)
    return tuple(_entry(row, addresses, here) for row in rows)


def _leaves(row: Row) -> tuple[Leaf, ...]:
    label, place = row
    return ((label, place),) if isinstance(place, str) else place


def _nearest(addresses: dict[str, str]) -> str:
    """The endpoint whose address this page stands under; a home is only ever itself."""
    path = request.path
    above = [
        (len(address), endpoint)
        for endpoint, address in addresses.items()
        if path == address or path.startswith(f"{address}/")
    ]
    return max(above, default=(0, ""))[1]


def _entry(row: Row, addresses: dict[str, str], here: str) -> Entry:
    label, place = row
    if isinstance(place, str):
        mark = ("page" if addresses[place] == request.path else "true") if place == here else ""
        return Entry(label, addresses[place], mark)
    under = tuple(_entry(leaf, addresses, here) for leaf in place)
    return Entry(label, "", "true" if any(one.mark for one in under) else "", under)


def acting() -> tuple[Actor, ...]:
    """Everybody whom the person of this request may act as, once a request."""
    me = visit.person()
    if me is None:
        return ()
    with visit.store().read() as book:
        return people.acting_as(book, me.ref)


def own(actor: Actor | None) -> tuple[Leaf, ...]:
    """What the head offers about oneself: words and address."""
    found = (("組織の情報と人", "organisation.home"), ("自分のアカウント", "account.home"))
    return tuple((words, at(to)) for words, to in (found if actor else found[1:]))


def home(actor: Actor | None) -> str:
    """Where an actor begins; a person who acts for nobody yet begins with the own account."""
    return url_for(HOMES[actor.kind] if actor else "account.home")


def sign_in() -> str:
    """The page for signing in, coming back to where we are."""
    return url_for("public.sign_in", next=here())


def lacking(what: Lacking) -> str:
    """The page that makes up for what is lacking, coming back to where we are."""
    return url_for(LACKING[what], next=here())


def here() -> str:
    """The address of this page, for coming back; a page that was posted has none."""
    return request.full_path.rstrip("?") if request.method == "GET" else url_for("public.home")


def inside(address: str) -> str:
    """The address if it is a path of this site, else the home page."""
    return address if _INSIDE.fullmatch(address) else url_for("public.home")


# One slash and not two, and nothing that a browser reads as one (\) or leaves out (controls).
_INSIDE = re.compile(r"/(?!/)[^\x00-\x1f\x7f-\x9f\\]{0,2000}")


def path_of(address: str) -> str:
    """The path of a full address of this site, under whatever name the site was opened."""
    parts = urlsplit(address)
    return inside(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def after_sign_in(actor: Actor | None, address: str) -> str:
    """Where to go on as this actor: back, unless that page is for another audience."""
    wanted = inside(address or "/")
    house = wanted.split("/")[1].partition("?")[0]
    own = actor.kind.value if actor else ""
    others = {kind.value for kind in HOMES if kind.value != own}
    return home(actor) if house in {"", *BEFORE, *others} else wanted


def onward(address: str) -> str:
    """Where whoever has just signed in goes on: what is lacking first, then back or home."""
    wanting = visit.lacking()
    if wanting is not None:
        return url_for(LACKING[wanting], next=inside(address or "/"))
    return after_sign_in(visit.actor(), address)


def done(message: str, endpoint: str, **values: Any) -> Response:
    """Say that it is done, on the page that shows the result."""
    flash(message)
    return cast("Response", redirect(url_for(endpoint, **values), 303))
