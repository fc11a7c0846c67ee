"""「パスキー」 A key kept by a device that checked its user: both factors in one.

The rules are those of Web Authentication Level 3, sections 7.1 and 7.2.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from marketplace.desk import order as given
from marketplace.desk.accounts import once, second_factors
from marketplace.desk.accounts.letters import tell_person
from marketplace.desk.accounts.second_factors import Proven
from marketplace.domain.account import Passkey
from marketplace.domain.codes import new_ref
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.organisation import Person
from marketplace.store import Book
from marketplace.store.accounts import passkeys

T = TypeVar("T")

NAME = "お助け隊マーケット"
TIMEOUT_MS = 120_000
MOST_NAME = 40
MOST_KEYS = 10
MOST_ANSWER = 20_000
"""Characters; what devices send is a tenth of it."""

UNREADABLE = (WebAuthnException, ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What the library raises on an answer that no device made."""


@dataclass(frozen=True, slots=True)
class Site:
    """「サイト」 The name that keys are bound to, and the address that pages must come from."""

    rp_id: str
    origin: str


@dataclass(frozen=True, slots=True)
class AddPasskey:
    """「パスキーを追加する」 What the device answered to a challenge, and how it is called."""

    name: str
    answer: str
    challenge: str
    proven: Proven


@dataclass(frozen=True, slots=True)
class UsePasskey:
    """「パスキーで入る」 What the device answered to a challenge."""

    answer: str
    challenge: str


def adding(book: Book, person: Person, challenge: str, *, site: Site) -> str:
    """「追加の問い」 What the browser asks the device for a new key, as JSON."""
    held = passkeys.passkeys(book, person.ref)
    made = webauthn.generate_registration_options(
        rp_id=site.rp_id,
        rp_name=NAME,
        user_name=person.email,
        user_id=person.ref.encode(),
        user_display_name=person.name,
        challenge=base64url_to_bytes(challenge),
        timeout=TIMEOUT_MS,
        exclude_credentials=[PublicKeyCredentialDescriptor(one.credential_id) for one in held],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return webauthn.options_to_json(made)


def asking(challenge: str, *, site: Site) -> str:
    """「サインインの問い」 What the browser asks any device of this site for, as JSON."""
    made = webauthn.generate_authentication_options(
        rp_id=site.rp_id,
        challenge=base64url_to_bytes(challenge),
        timeout=TIMEOUT_MS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(made)


def add_passkey(
    book: Book, person: Person, order: AddPasskey, now: datetime, *, site: Site
) -> Passkey:
    """「パスキーを追加する」 The device checked its user, here and now, for this person."""
    second_factors.require_proven(book, person, order.proven, now)
    name = given.words(order.name, "name", MOST_NAME)
    held = passkeys.passkeys(book, person.ref)
    if len(held) >= MOST_KEYS:
        raise Refused("too_many_passkeys", most=MOST_KEYS)
    once.take(book, order.challenge, now)
    found = _read(lambda: _registered(order, site))
    if passkeys.holder(book, found.credential_id):
        raise Conflict("passkey_known")
    key, count = found.credential_public_key, found.sign_count
    made = Passkey(new_ref("pk"), found.credential_id, key, count, name, now)
    passkeys.add_passkey(book, person.ref, made)
    tell_person(book, "passkey_added", person.ref, now)
    return made


def use_passkey(book: Book, order: UsePasskey, now: datetime, *, site: Site) -> Person:
    """「パスキーで入る」 Whose key answered; a count that went back is of a copied key."""
    once.take(book, order.challenge, now)
    plain = _read(lambda: _plain(order.answer))
    known = passkeys.holder(book, _read(lambda: base64url_to_bytes(plain["id"])))
    if known is None:
        raise Refused("passkey_unknown")
    person, key = known
    found = _read(lambda: _authenticated(plain, order, key, site))
    # Nobody named themselves before, so the device has to (section 7.2, step 6).
    if plain["response"].get("userHandle") != bytes_to_base64url(person.ref.encode()):
        raise Refused("passkey_wrong")
    passkeys.use_passkey(book, key.credential_id, found.new_sign_count, now)
    return person


def remove_passkey(book: Book, person: Person, ref: str, now: datetime, *, shown: bool) -> Passkey:
    """「パスキーを外す」 Not the last proof of somebody whose organisation asks for one."""
    removed = passkeys.remove_passkey(book, person.ref, given.ref(ref, "passkey"))
    if second_factors.is_required(book, person):
        if not shown:
            raise Refused("show_second_first")
        if not second_factors.has_any(book, person):
            raise Refused("last_second_factor")
    tell_person(book, "passkey_removed", person.ref, now)
    return removed


def _registered(order: AddPasskey, site: Site) -> Any:
    return webauthn.verify_registration_response(
        credential=_plain(order.answer),
        expected_challenge=base64url_to_bytes(order.challenge),
        expected_rp_id=site.rp_id,
        expected_origin=site.origin,
        require_user_verification=True,
    )


def _authenticated(plain: dict[str, Any], order: UsePasskey, key: Passkey, site: Site) -> Any:
    return webauthn.verify_authentication_response(
        credential=plain,
        expected_challenge=base64url_to_bytes(order.challenge),
        expected_rp_id=site.rp_id,
        expected_origin=site.origin,
        credential_public_key=key.public_key,
        credential_current_sign_count=key.sign_count,
        require_user_verification=True,
    )


def _plain(answer: str) -> dict[str, Any]:
    found = json.loads(answer) if len(answer) <= MOST_ANSWER else None
    if not isinstance(found, dict):
        raise TypeError("an answer is an object")
    return found


def _read(look: Callable[[], T]) -> T:
    try:
        return look()
    except (*UNREADABLE, RecursionError):
        raise Refused("passkey_wrong") from None
