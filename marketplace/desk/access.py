"""「権限」 Who may do what, act by act; whose things they are is asked by the queries."""

from __future__ import annotations

from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Actor, OrgKind

_SME = frozenset({OrgKind.SME})
_PROVIDER = frozenset({OrgKind.PROVIDER})
_CERTIFIER = frozenset({OrgKind.CERTIFIER})

ACTS: dict[str, frozenset[OrgKind]] = {
    "pre_check": _PROVIDER,
    "submit": _PROVIDER,
    "withdraw_submission": _PROVIDER,
    "review": _PROVIDER | _CERTIFIER,
    "rule": _CERTIFIER,
    "confirm": _CERTIFIER,
    "withdraw_confirmation": _CERTIFIER,
    "confirmations_of": _CERTIFIER,
    "attestation": _CERTIFIER,
    "certify": _CERTIFIER,
    "refuse": _CERTIFIER,
    "withdraw_listing": _PROVIDER,
    "change_offering": _PROVIDER,
    "apply": _SME,
    "withdraw_application": _SME,
    "accept": _PROVIDER,
    "decline": _PROVIDER,
    "issue_invoice": _PROVIDER,
    "start_diagnosis": _SME,
    "state_profile": _SME,
    "reply": _SME,
    "reply_item": _SME,
    "finish_diagnosis": _SME,
    "diagnosis": _SME,
    "diagnoses": _SME,
    "waiting": _SME | _PROVIDER | _CERTIFIER,
}


def require(actor: Actor, act: str) -> None:
    """Refuse an act that this audience has no part in."""
    if actor.kind not in ACTS[act]:
        raise Refused("not_allowed", act=act, kind=actor.kind)
