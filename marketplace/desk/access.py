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
    "put_edition": _CERTIFIER,
    "withdraw_edition_proposal": _CERTIFIER,
    "editions_of": _CERTIFIER,
    "attestation": _CERTIFIER,
    "certify": _CERTIFIER,
    "refuse": _CERTIFIER,
    "suspend": _CERTIFIER,
    "reinstate": _CERTIFIER,
    "revoke": _CERTIFIER,
    "status_of": _CERTIFIER,
    "withdraw_listing": _PROVIDER,
    "change_offering": _PROVIDER,
    "ask_trial": _PROVIDER,
    "withdraw_trial": _PROVIDER,
    "start_checkout": _SME,
    "quote": _SME,
    "sign": _SME,
    "withdraw_application": _SME,
    "accept": _PROVIDER,
    "decline": _PROVIDER,
    "issue_invoice": _PROVIDER,
    "record_deposit": _PROVIDER,
    "reverse_deposit": _PROVIDER,
    "request_end": _SME,
    "withdraw_end": _SME,
    "withdraw_contract": _SME | _PROVIDER,
    "records": _SME | _PROVIDER,
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
