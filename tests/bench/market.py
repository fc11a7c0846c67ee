"""「見本の市場を大きくしたもの」 240 plans in a store: the demo's manifests under other codes.

For every bench that lists. The rows are put down as acts would leave them, without judging, for
time: a listing does not depend on how its entry was judged.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from marketplace.domain.certificate import SubmissionState
from marketplace.domain.codes import new_ref
from marketplace.domain.offering import Dossier, Provider
from marketplace.domain.organisation import Actor, Organisation, OrgKind, Person
from marketplace.domain.verdict import EditionRef
from marketplace.host import read_manifest
from marketplace.store import (
    Book,
    Store,
    certificates,
    dossiers,
    migrate,
    organisations,
    submissions,
)

WORLD = Path(__file__).parents[2] / "plugins" / "demo" / "world"
PLANS = 240
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
DAY, UNTIL = date(2026, 11, 25), date(2028, 11, 24)
EDITION = EditionRef("otasuke/2.0", 1, "0" * 64)


@dataclass(frozen=True, slots=True)
class Market:
    """「大きな市場」 A store with exactly so many listed plans, and who acts in it."""

    store: Store
    body: Actor
    providers: dict[str, Actor]
    dossiers: tuple[Dossier, ...]


def world() -> tuple[Dossier, ...]:
    """The demo's manifests as they stand, in the order of their files."""
    files = sorted(WORLD.glob("*.yaml"))
    return tuple(read_manifest(file.read_bytes(), file.name) for file in files)


def copies(plans: int = PLANS) -> Iterator[Dossier]:
    """The manifests again and again under other codes, until there are so many plans."""
    left, read = plans, world()
    for turn, one in ((turn, one) for turn in itertools.count(1) for one in read):
        kept = one.offering.plans[:left]
        provider = Provider(f"{one.provider.code}-{turn}", f"{one.provider.name}{turn}")
        offering = replace(one.offering, name=f"{one.offering.name}{turn}", plans=kept)
        yield replace(one, provider=provider, offering=offering, coverage=())
        left -= len(kept)
        if not left:
            return


def seeded(url: str, plans: int = PLANS) -> Market:
    """Migrate a fresh database and list so many plans."""
    migrate.upgrade(url)
    return filled(Store(url), tuple(copies(plans)))


def filled(store: Store, made: tuple[Dossier, ...]) -> Market:
    """List dossiers in a store that has nobody yet."""
    body = _actor("body", OrgKind.CERTIFIER, "審査機関（架空）")
    providers = {one.provider.code: _provider(one.provider) for one in made}
    with store.act() as book:
        for actor in (body, *providers.values()):
            _enter(book, actor)
        for one in made:
            list_dossier(book, body, providers[one.provider.code], one)
    return Market(store, body, providers, made)


def list_dossier(book: Book, body: Actor, provider: Actor, dossier: Dossier) -> None:
    """List every tier of a dossier."""
    raw = dossier.digest.encode()
    ref = dossiers.receive_dossier(
        book, provider, dossier, raw, media_type="application/yaml", now=NOW
    )
    for tier in dossier.offering.tiers:
        made = submissions.add_submission(book, provider, ref, tier, now=NOW)
        certificates.add_certificate(
            book, body, made, EDITION, valid_from=DAY, valid_until=UNTIL, now=NOW
        )
        done = SubmissionState.CERTIFIED
        submissions.decide_submission(book, body, made.ref, done, reason="", now=NOW)


def _provider(one: Provider) -> Actor:
    return _actor(one.code, OrgKind.PROVIDER, one.name, code=one.code)


def _actor(name: str, kind: OrgKind, japanese: str, code: str = "") -> Actor:
    org = Organisation(new_ref("og"), kind, japanese, name, code=code or None, fictional=True)
    return Actor(Person(new_ref("ps"), "架空の人", f"{name}@example.jp"), org)


def _enter(book: Book, actor: Actor) -> None:
    organisations.add_organisation(book, actor.org)
    organisations.add_person(book, actor.person)
    organisations.add_membership(book, actor.person.ref, actor.org.ref)
