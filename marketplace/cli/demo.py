"""「見本の市場」 What the demo holds on its first day, brought about by the ordinary acts."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import plugins
from marketplace.cli.demo_examination import confirm_all, rule_all
from marketplace.cli.demo_parties import SIZES, Cast, enter
from marketplace.desk.contracts.contracting import Apply, apply
from marketplace.desk.review import Certify, certify
from marketplace.desk.submission import Submit, submit
from marketplace.domain.certificate import Certificate, Submission
from marketplace.domain.days import JST, japan_day, last_day_of_months
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


def _play(book: Book, cast: Cast, now: datetime) -> None:
    """Two listed services, one with an open question, one application to be answered."""
    confirm_all(book, cast["body"], now)
    _listed(book, cast, "hinata", now)
    certificate = _listed(book, cast, "tsubasa", now)
    _examined(book, cast, "kasane", now)
    size, (aoba, *_) = SIZES["aoba"], cast["aoba"]
    listed = (certificate.ref, certificate.dossier_ref, "standard")
    order = Apply("demo-aoba-apply", *listed, size, TERM_MONTHS, agreed=True)
    apply(book, aoba, order, now)


def _listed(book: Book, cast: Cast, code: str, now: datetime) -> Certificate:
    submission = _examined(book, cast, code, now)
    day = japan_day(now)
    until = last_day_of_months(day, VALID_MONTHS)
    order = Certify(f"demo-{code}-certify", submission.ref, day, until)
    return certify(book, cast["body"][0], order, now)


def _examined(book: Book, cast: Cast, code: str, now: datetime) -> Submission:
    order = Submit(f"demo-{code}-submit", _manifest(code), f"{code}.yaml")
    (submission,) = submit(book, cast[code][0], order, now)
    rule_all(book, cast["body"][0], submission.ref, now)
    return submission


def _manifest(code: str) -> bytes:
    return (MANIFESTS / f"{code}.yaml").read_bytes()
