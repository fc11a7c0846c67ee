"""「外部のIDの設定」 One issuer whose word for a person this installation takes."""

from __future__ import annotations

from dataclasses import dataclass, field

SCOPES = ("openid", "email")


@dataclass(frozen=True, slots=True)
class Issuer:
    """「発行者」 ``issuer`` is its address, ``name`` is ours for it.

    ``second_acr`` and ``second_amr`` are the words by which it says that the person showed a
    second factor there; without any, its word counts as one factor.
    """

    name: str
    label: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...] = SCOPES
    second_acr: tuple[str, ...] = ()
    second_amr: tuple[str, ...] = ()


PROFILES: dict[str, dict[str, object]] = {
    # For an installation that a public body runs and has registered with デジタル庁. Which claims
    # come, and what they promise, the body has to read in the guide that it gets: an address is
    # not asked for, so an identity is linked by hand only, and its word counts as one factor.
    "gbizid": {"label": "GビズID", "scopes": ("openid",)},
}
"""What a profile fills in where the configuration is silent."""
