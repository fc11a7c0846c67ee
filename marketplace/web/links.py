"""「行き先」 Addresses within this site, and the menu of each audience."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlsplit

from flask import Response, flash, redirect, request, url_for

from marketplace.domain.organisation import Actor, OrgKind

MENUS: dict[OrgKind | None, tuple[tuple[str, str], ...]] = {
    None: (
        ("サービスを探す", "public.catalogue"),
        ("基準を読む", "public.editions"),
        ("適合確認書を確かめる", "public.certificate_check"),
    ),
    OrgKind.SME: (
        ("待っていること", "sme.home"),
        ("診断する", "sme.diagnoses"),
        ("サービスを探す", "public.catalogue"),
        ("見積り", "sme.quotes"),
        ("申込み", "sme.applications"),
        ("契約", "sme.contracts"),
        ("請求書", "sme.invoices"),
        ("取引の記録", "sme.records"),
    ),
    OrgKind.PROVIDER: (
        ("待っていること", "provider.home"),
        ("事前確認・申請", "provider.check"),
        ("申請の一覧", "provider.submissions"),
        ("適合確認書", "provider.certificates"),
        ("申込み", "provider.applications"),
        ("契約・請求書", "provider.contracts"),
        ("取引の記録", "provider.records"),
    ),
    OrgKind.CERTIFIER: (
        ("審査の一覧", "certifier.home"),
        ("原文照合", "certifier.confirmations"),
        ("基準の版", "certifier.editions"),
        ("発行した適合確認書", "certifier.certificates"),
        ("基準を読む", "public.editions"),
    ),
}
HOMES: dict[OrgKind, str] = {
    OrgKind.SME: "sme.home",
    OrgKind.PROVIDER: "provider.home",
    OrgKind.CERTIFIER: "certifier.home",
}


def menu(actor: Actor | None) -> tuple[tuple[str, str], ...]:
    """What the head of every page offers: (label, endpoint)."""
    return MENUS.get(actor.kind if actor else None, MENUS[None])


def home(actor: Actor) -> str:
    """Where an actor begins."""
    return url_for(HOMES.get(actor.kind, "public.home"))


def switcher() -> str:
    """The demo's choice of persons, coming back to where we are."""
    return url_for("demo.people", next=here())


def here() -> str:
    """The address of this page, for coming back; a page that was posted has none."""
    return request.full_path.rstrip("?") if request.method == "GET" else url_for("public.home")


def inside(address: str) -> str:
    """The address if it is a path of this site, else the home page."""
    parts = urlsplit(address)
    foreign = parts.scheme or parts.netloc or "\\" in address or not address.startswith("/")
    return url_for("public.home") if foreign or address.startswith("//") else address


def path_of(address: str) -> str:
    """The path of a full address of this site, under whatever name the site was opened."""
    parts = urlsplit(address)
    return inside(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def after_sign_in(actor: Actor, address: str) -> str:
    """Where to go on as this actor: back, unless that page is for another audience."""
    wanted = inside(address or "/")
    house = wanted.split("/")[1].partition("?")[0]
    others = {kind.value for kind in HOMES if kind is not actor.kind}
    return home(actor) if house in {"", "demo", *others} else wanted


def done(message: str, endpoint: str, **values: Any) -> Response:
    """Say that it is done, on the page that shows the result."""
    flash(message)
    return cast("Response", redirect(url_for(endpoint, **values), 303))
