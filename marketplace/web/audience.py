"""「利用者の区分」 For whom a route is, and the door that lets only them in.

Routes exist only on doors: ``create_app`` refuses to start with a route that has no audience.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial, wraps
from typing import Any

from flask import Blueprint, Flask

from marketplace.domain.errors import MarketError
from marketplace.domain.organisation import OrgKind
from marketplace.web import errors, visit

View = Callable[..., Any]


class Audience(StrEnum):
    """「利用者の区分」 Everybody, their programs, one kind of organisation, or a demo's guests.

    An account is any person's who is signed in; an organisation's pages are any member's.
    """

    PUBLIC = "public"
    SME = "sme"
    PROVIDER = "provider"
    CERTIFIER = "certifier"
    BUYER = "buyer"
    OPERATOR = "operator"
    ACCOUNT = "account"
    ORGANISATION = "organisation"
    API = "api"
    COMPANY_API = "company-api"
    WEBHOOKS = "webhooks"
    DEMO = "demo"

    @property
    def kind(self) -> OrgKind | None:
        """The kind of organisation that may enter; None where it is not asked for."""
        if self is Audience.COMPANY_API:
            return OrgKind.SME
        return None if self in (*_OPEN, *_ENTRANTS) else OrgKind(self.value)


_OPEN = (Audience.PUBLIC, Audience.API, Audience.WEBHOOKS, Audience.DEMO)
_ENTRANTS: dict[Audience, Callable[[], Any]] = {
    Audience.ACCOUNT: visit.person_inside,
    Audience.ORGANISATION: visit.actor_inside,
}


class Door(Blueprint):
    """「入口」 The routes of one audience.

    A view behind a guarded door takes the actor first, that of an account the person. ``shows``
    names the view of this door that is shown again, with the refusal and what was entered, when a
    POST is refused.
    """

    def __init__(self, audience: Audience, prefix: str | None = None) -> None:
        """Name the blueprint after its audience."""
        super().__init__(audience.value, __name__, url_prefix=prefix)
        self.audience = audience

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: View | None = None,
        provide_automatic_options: bool | None = None,  # noqa: FBT001 - Flask's signature
        **options: Any,
    ) -> None:
        """Put the guard, and the form to show again, around every view."""
        if view_func is None:
            raise TypeError("a door opens to a view")
        view = _showing_again(_guarded(view_func, self.audience), options.pop("shows", None))
        super().add_url_rule(rule, endpoint, view, provide_automatic_options, **options)


def declare(app: Flask, *doors: Any) -> None:
    """Register doors and note the audience of every endpoint; a route without one is refused."""
    audiences: dict[str, str] = app.extensions.setdefault("audiences", {"static": "public"})
    for door in doors:
        app.register_blueprint(door)
    houses = {door.name: door.audience.value for door in doors}
    for rule in app.url_map.iter_rules():
        house = rule.endpoint.partition(".")[0]
        audiences.setdefault(rule.endpoint, houses.get(house, ""))
    if open_routes := [endpoint for endpoint, audience in audiences.items() if not audience]:
        raise RuntimeError(f"routes without an audience: {open_routes}")


def _guarded(view: View, audience: Audience) -> View:
    if audience in _OPEN:
        return view
    kind = audience.kind
    entrant = partial(visit.actor_of, kind) if kind else _ENTRANTS[audience]

    @wraps(view)
    def enter(**kwargs: Any) -> Any:
        return view(entrant(), **kwargs)

    return enter


def _showing_again(view: View, shows: str | None) -> View:
    if shows is None:
        return view

    @wraps(view)
    def enter(**kwargs: Any) -> Any:
        try:
            return view(**kwargs)
        except MarketError as error:
            return errors.shown_again(error, shows, kwargs)

    return enter
