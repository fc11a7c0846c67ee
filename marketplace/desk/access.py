"""「権限」 Who may do what, act by act; whose things they are is asked by the queries.

One line an act or a view: the kinds of organisation that have a part in it, and the least role that
a person needs there. Whoever may see what an organisation has is a VIEWER; what binds it is done by
a MEMBER; who belongs to it, and how it is called and paid, is for an ADMIN.
"""

from __future__ import annotations

from typing import TypeAlias

from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Actor, OrgKind, Role

Line: TypeAlias = tuple[frozenset[OrgKind], Role]

_SME = frozenset({OrgKind.SME})
_PROVIDER = frozenset({OrgKind.PROVIDER})
_CERTIFIER = frozenset({OrgKind.CERTIFIER})
_OPERATOR = frozenset({OrgKind.OPERATOR})
_ALL = frozenset(OrgKind)

_VIEWER, _MEMBER, _ADMIN = Role.VIEWER, Role.MEMBER, Role.ADMIN

ACTS: dict[str, Line] = {
    "pre_check": (_PROVIDER, _VIEWER),
    "submit": (_PROVIDER, _MEMBER),
    "withdraw_submission": (_PROVIDER, _MEMBER),
    "review": (_PROVIDER | _CERTIFIER, _VIEWER),
    "open_evidence": (_PROVIDER | _CERTIFIER, _VIEWER),
    "rule": (_CERTIFIER, _MEMBER),
    "confirm": (_CERTIFIER, _MEMBER),
    "withdraw_confirmation": (_CERTIFIER, _MEMBER),
    "confirmations_of": (_CERTIFIER, _VIEWER),
    "put_edition": (_CERTIFIER, _MEMBER),
    "withdraw_edition_proposal": (_CERTIFIER, _MEMBER),
    "editions_of": (_CERTIFIER, _VIEWER),
    "attestation": (_CERTIFIER, _VIEWER),
    "certify": (_CERTIFIER, _MEMBER),
    "refuse": (_CERTIFIER, _MEMBER),
    "suspend": (_CERTIFIER, _MEMBER),
    "reinstate": (_CERTIFIER, _MEMBER),
    "revoke": (_CERTIFIER, _MEMBER),
    "status_of": (_CERTIFIER, _VIEWER),
    "withdraw_listing": (_PROVIDER, _MEMBER),
    "change_offering": (_PROVIDER, _MEMBER),
    "ask_trial": (_PROVIDER, _MEMBER),
    "withdraw_trial": (_PROVIDER, _MEMBER),
    "start_checkout": (_SME, _MEMBER),
    "quote": (_SME, _MEMBER),
    "sign": (_SME, _MEMBER),
    "withdraw_application": (_SME, _MEMBER),
    "accept": (_PROVIDER, _MEMBER),
    "decline": (_PROVIDER, _MEMBER),
    "issue_invoice": (_PROVIDER, _MEMBER),
    "record_deposit": (_PROVIDER, _MEMBER),
    "reverse_deposit": (_PROVIDER, _MEMBER),
    "request_end": (_SME, _MEMBER),
    "withdraw_end": (_SME, _MEMBER),
    "withdraw_contract": (_SME | _PROVIDER, _MEMBER),
    "records": (_SME | _PROVIDER, _VIEWER),
    "start_diagnosis": (_SME, _MEMBER),
    "state_profile": (_SME, _MEMBER),
    "reply": (_SME, _MEMBER),
    "reply_item": (_SME, _MEMBER),
    "assign_tasks": (_SME, _MEMBER),
    "finish_diagnosis": (_SME, _MEMBER),
    "diagnosis": (_SME, _VIEWER),
    "diagnoses": (_SME, _VIEWER),
    "plan": (_SME, _VIEWER),
    "import_answers": (_SME, _MEMBER),
    "import_preview": (_SME, _MEMBER),
    "confirm_previous": (_SME, _MEMBER),
    "compared": (_SME, _VIEWER),
    "attach_file": (_SME, _MEMBER),
    "open_file": (_SME, _VIEWER),
    "remove_file": (_SME, _MEMBER),
    "waiting": (_SME | _PROVIDER | _CERTIFIER, _VIEWER),
    "home_of_company": (_SME, _VIEWER),
    "home_of_provider": (_PROVIDER, _VIEWER),
    "home_of_body": (_CERTIFIER, _VIEWER),
    "state_of_market": (_OPERATOR, _VIEWER),
    "write_page": (_OPERATOR, _MEMBER),
    "invite": (_ALL, _ADMIN),
    "resend_invitation": (_ALL, _ADMIN),
    "withdraw_invitation": (_ALL, _ADMIN),
    "change_role": (_ALL, _ADMIN),
    "remove_member": (_ALL, _ADMIN),
    "leave": (_ALL, _VIEWER),
    "change_organisation": (_ALL, _ADMIN),
    "members": (_ALL, _VIEWER),
    "journal_of": (_ALL, _VIEWER),
    "organisations_of": (_OPERATOR, _VIEWER),
    "invite_body": (_OPERATOR, _ADMIN),
    "invite_admin": (_OPERATOR, _ADMIN),
    "remove_person": (_OPERATOR, _ADMIN),
    "reset_second": (_OPERATOR, _ADMIN),
}

_ANYBODY = "anybody may ask, and is answered the same whoever has the address"
_KNOWN = "the password, the key of a device or the other issuer's answer is the proof"
_LINK = "the link of a letter is the proof: only its address got it, and it is good once"
_SESSION = "the session is the proof; it reaches the own account and nothing of others"
_SHELL = "the shell of the machine is the proof: whoever is there may read the secret key"

OPEN_ACTS: dict[str, str] = {
    "asking.ask_sign_up": _ANYBODY,
    "asking.ask_reset": _ANYBODY,
    "signing_in.sign_in": _KNOWN,
    "passkeys.use_passkey": _KNOWN,
    "identities.enter": _KNOWN,
    "second_factors.shows_second": _KNOWN,
    "proving.show_second": _KNOWN,
    "sessions.begin": "after one of the proofs above; it gives a token and opens no door by itself",
    "signing_up.sign_up": _LINK,
    "resetting.reset": _LINK,
    "changing.confirm_address": _LINK,
    "members.join_as_new": _LINK,
    "members.accept_invitation": f"{_LINK}; whoever is signed in must have that address",
    "sessions.choose": f"{_SESSION}; only an organisation one belongs to can be chosen",
    "sessions.end": _SESSION,
    "sessions.end_others": _SESSION,
    "changing.rename": _SESSION,
    "changing.ask_address": _SESSION,
    "changing.change_password": f"{_SESSION}; the old password is asked for",
    "passkeys.add_passkey": _SESSION,
    "identities.link": f"{_SESSION}; it has to be new or proved once more",
    "identities.unlink": f"{_SESSION}; another way in has to be left",
    "passkeys.remove_passkey": f"{_SESSION}; another way in has to be left",
    "second_factors.confirm_second": _SESSION,
    "proving.renewed_codes": f"{_SESSION}; a code is asked for",
    "proving.turn_off": f"{_SESSION}; password and code are asked for",
    "operating.create_operator": _SHELL,
    "operating.invite_operator": _SHELL,
    "erasing.close_account": f"{_SESSION}; the password is asked for where there is one",
}
"""「組織のない行為」 What a person does for nobody but themselves → why no line above guards it."""


def require(actor: Actor, act: str) -> None:
    """Refuse an act that this audience has no part in, or that this role does not cover."""
    kinds, least = ACTS[act]
    if actor.kind not in kinds:
        raise Refused("not_allowed", act=act, kind=actor.kind)
    if not actor.role.covers(least):
        raise Refused("role_too_low", act=act, role=actor.role, least=least)
