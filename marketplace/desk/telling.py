"""「知らせる」 What an act leaves to be told after its commit: an event, and notices by mail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marketplace.domain.certificate import Certificate, Submission
from marketplace.domain.contract import Application, Contract
from marketplace.domain.days import aware
from marketplace.domain.event import Event
from marketplace.domain.invoice import Invoice
from marketplace.domain.organisation import Actor
from marketplace.store import Book, addressees, outbox

EVENT = "event"
NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Deed:
    """「したこと」 An act that was done: its name, subject, token and what came of it."""

    act: str
    ref: str
    token: str
    value: Any


@dataclass(frozen=True, slots=True)
class Notice:
    """「お知らせ」 What has changed for which organisations; its words are mail's own."""

    code: str
    orgs: tuple[str, ...]
    values: Mapping[str, str]


def tell(book: Book, actor: Actor, deed: Deed, now: datetime) -> None:
    """Leave the event of an act, and a notice for everybody whom it concerns."""
    org = actor.org.ref
    event = {"act": deed.act, "subject_ref": deed.ref, "org_ref": org, "at": _spelt(now)}
    outbox.put(book, EVENT, event, org=org, key=f"{EVENT}:{org}:{deed.token}", now=now)
    if deed.act in _NOTICES:
        notice = _NOTICES[deed.act](book, deed.value)
        for concerned in notice.orgs:
            _notify(book, notice, concerned, f"{NOTICE}:{org}:{deed.token}", now=now)


def event_of(payload: Mapping[str, Any]) -> Event:
    """「出来事」 The event that an errand carries."""
    return Event(**{**payload, "at": datetime.fromisoformat(payload["at"])})


def _notify(book: Book, notice: Notice, org: str, key: str, *, now: datetime) -> None:
    """One errand a person: a mail that fails keeps no other back, and none is sent twice."""
    for person in addressees.people_of(book, org):
        payload = {"code": notice.code, "org": org, "person": person, "values": notice.values}
        outbox.put(book, NOTICE, payload, org=org, key=f"{key}:{person}", now=now)


def _spelt(now: datetime) -> str:
    return aware(now).isoformat(timespec="microseconds")


def _submitted(book: Book, made: tuple[Submission, ...]) -> Notice:
    tiers = "、".join(one.tier.label for one in made)
    values = {"offering": made[0].dossier.offering.name, "tier": tiers}
    return Notice("submission_received", addressees.bodies(book), values)


def _taken_back(book: Book, made: Submission) -> Notice:
    return Notice("submission_withdrawn", addressees.bodies(book), _about(made))


def _certified(_book: Book, made: Certificate) -> Notice:
    days = {"valid_from": str(made.valid_from), "valid_until": str(made.valid_until)}
    values = _about(made) | days | {"number": made.number}
    return Notice("submission_certified", (made.provider.ref,), values)


def _suspended(book: Book, made: Certificate) -> Notice:
    return Notice("certificate_suspend", *_measured(book, made))


def _reinstated(book: Book, made: Certificate) -> Notice:
    return Notice("certificate_reinstate", *_measured(book, made))


def _revoked(book: Book, made: Certificate) -> Notice:
    return Notice("certificate_revoke", *_measured(book, made))


def _measured(book: Book, made: Certificate) -> tuple[tuple[str, ...], dict[str, str]]:
    """Whom a decision concerns, the companies with a contract under it too, and what it says."""
    values = {"number": made.number, "since": str(made.measures[-1].since)}
    orgs = (made.provider.ref, *addressees.customers_of(book, made.ref))
    return orgs, _about(made) | values


def _refused(_book: Book, made: Submission) -> Notice:
    return Notice("submission_refused", (made.provider.ref,), _about(made))


def _about(made: Submission | Certificate) -> dict[str, str]:
    return {"offering": made.dossier.offering.name, "tier": made.tier.label}


def _applied(_book: Book, made: Application) -> Notice:
    if made.provisional:
        values = {"offering": made.offering_name}
        return Notice("provisional_received", (made.provider.ref,), values)
    values = {"offering": made.offering_name, "answer_by": str(made.answer_by)}
    return Notice("application_received", (made.provider.ref,), values)


def _withdrawn(_book: Book, made: Application) -> Notice:
    values = {"offering": made.offering_name}
    return Notice("application_withdrawn", (made.provider.ref,), values)


def _accepted(_book: Book, made: Contract) -> Notice:
    agreed = made.application
    values = {"offering": agreed.offering_name, "starts_on": str(made.starts_on)}
    return Notice("application_accepted", (agreed.company.ref,), values)


def _declined(_book: Book, made: Application) -> Notice:
    return Notice("application_declined", (made.company.ref,), {"offering": made.offering_name})


def tell_started(book: Book, contract: Contract, deposit_ref: str, now: datetime) -> None:
    """「提供の開始」 The first invoice of a contract is paid, whoever told of it; told once."""
    agreed = contract.application
    values = {"offering": agreed.offering_name, "starts_on": str(contract.starts_on)}
    notice = Notice("contract_started", (agreed.company.ref, agreed.provider.ref), values)
    for org in notice.orgs:
        _notify(book, notice, org, f"{NOTICE}:{contract.ref}:{deposit_ref}", now=now)


def _ending(_book: Book, made: Contract) -> Notice:
    return Notice("contract_ending", (made.application.provider.ref,), _end_of(made))


def _kept_on(_book: Book, made: Contract) -> Notice:
    values = {"offering": made.application.offering_name}
    return Notice("contract_kept_on", (made.application.provider.ref,), values)


def _called_off(_book: Book, made: Contract) -> Notice:
    agreed = made.application
    orgs = (agreed.company.ref, agreed.provider.ref)
    return Notice("contract_withdrawn", orgs, {"offering": agreed.offering_name})


def _end_of(made: Contract) -> dict[str, str]:
    return {"offering": made.application.offering_name, "ends_on": str(made.last_day)}


def _invoiced(_book: Book, made: Invoice) -> Notice:
    values = {"number": made.number, "due_on": str(made.due_on)}
    return Notice("invoice_issued", (made.recipient.ref,), values)


_NOTICES: dict[str, Callable[[Book, Any], Notice]] = {
    "submit": _submitted,
    "withdraw_submission": _taken_back,
    "certify": _certified,
    "refuse": _refused,
    "suspend": _suspended,
    "reinstate": _reinstated,
    "revoke": _revoked,
    "sign": _applied,
    "withdraw_application": _withdrawn,
    "accept": _accepted,
    "decline": _declined,
    "issue_invoice": _invoiced,
    "request_end": _ending,
    "withdraw_end": _kept_on,
    "withdraw_contract": _called_off,
}
