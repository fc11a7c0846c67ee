"""「見本の市場」 What the demo holds on its first day, brought about by the ordinary acts."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import plugins
from marketplace.cli.demo_parties import SIZES, enter
from marketplace.desk.contracting import Apply, apply
from marketplace.desk.review import Certify, certify
from marketplace.desk.submission import Submit, submit
from marketplace.domain.certificate import Certificate, Submission
from marketplace.domain.days import JST, japan_day, last_day_of_months
from marketplace.domain.organisation import Actor
from marketplace.host import read_manifest
from marketplace.store import Book, Store, business_day, organisations

MANIFESTS = Path(plugins.__file__ or "").parent / "demo"
PROVIDERS = ("hinata", "tsubasa", "kasane")
VALID_MONTHS = 24
"""How long the fictional body certifies: two years, a rule of its own."""
TERM_MONTHS = 12


def seed(store: Store, now: datetime) -> bool:
    """Fill an empty store in one unit of work, all or nothing; False where somebody is in it."""
    return store.run(_seed, now)


def _seed(book: Book, now: datetime) -> bool:
    if organisations.actors(book):
        return False
    cast = enter(book)
    day = first_day(japan_day(now))
    business_day.set_business_day(book, day)
    _play(book, cast, datetime.combine(day, now.astimezone(JST).timetz()))
    return True


def first_day(today: date) -> date:
    """Today, or the last day on which the evidence of all demo manifests counts."""
    dossiers = [read_manifest(_manifest(code), f"{code}.yaml") for code in PROVIDERS]
    lapses = [e.lapses for dossier in dossiers for e in dossier.evidence if e.lapses]
    return min([today, *lapses])


def _play(book: Book, cast: dict[str, Actor], now: datetime) -> None:
    """Two listed services, one that waits for the examiner, one application to be answered."""
    _listed(book, cast, "hinata", now)
    certificate = _listed(book, cast, "tsubasa", now)
    _submitted(book, cast["kasane"], now)
    size = SIZES["aoba"]
    order = Apply("demo-aoba-apply", certificate.ref, "standard", size, TERM_MONTHS, agreed=True)
    apply(book, cast["aoba"], order, now)


def _listed(book: Book, cast: dict[str, Actor], code: str, now: datetime) -> Certificate:
    submission = _submitted(book, cast[code], now)
    day = japan_day(now)
    until = last_day_of_months(day, VALID_MONTHS)
    order = Certify(f"demo-{code}-certify", submission.ref, day, until)
    return certify(book, cast["body"], order, now)


def _submitted(book: Book, actor: Actor, now: datetime) -> Submission:
    code = str(actor.org.code)
    order = Submit(f"demo-{code}-submit", _manifest(code), f"{code}.yaml")
    (submission,) = submit(book, actor, order, now)
    return submission


def _manifest(code: str) -> bytes:
    return (MANIFESTS / f"{code}.yaml").read_bytes()
