"""「事実を集める」 The stored fact rows of every offering; what is missing is made on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conformance.judge import Subject
from conformance.rows import FactRow
from conformance.stored import depends_on_day, fact_set_of, rows_of_json, rows_to_json
from marketplace.domain.tier import TIERS
from marketplace.domain.verdict import Confirmation, Ruling
from marketplace.store import Book, Store, dossiers, rulings
from marketplace.store.newest import Newest, dossier_for_judging, newest

Rulings = dict[tuple[str, str], tuple[Ruling, ...]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """「集めたもの」 What is judged, its rows, and what people ruled on it."""

    subject: Subject
    rows: list[FactRow]
    rulings: tuple[Ruling, ...]


def gather(store: Store, day: date) -> list[Gathered]:
    """Every tier of every offering's newest version, by their codes."""
    sets = (fact_set_of(), fact_set_of(day))
    with store.read() as book:
        found = newest(book, sets)
    if any(one.facts is None for one in found):
        store.run(_fill, found, day)
    with store.read() as book:
        ruled = rulings.rulings(book)
        return [made for one in newest(book, sets) for made in _of(one, ruled)]


def confirmations(store: Store, edition: str) -> tuple[Confirmation, ...]:
    """「原文照合」 Of one edition."""
    with store.read() as book:
        return rulings.confirmations(book, edition)


def _fill(book: Book, found: tuple[Newest, ...], day: date) -> None:
    for one in found:
        if one.facts is not None:
            continue
        dossier = dossier_for_judging(book, one.ref)
        facts = fact_set_of(day if depends_on_day(dossier) else None)
        dossiers.keep_facts(book, one.ref, facts, rows_to_json(dossier, day))


def _of(one: Newest, ruled: Rulings) -> list[Gathered]:
    decided = ruled.get((one.provider, one.offering), ())
    tiers = rows_of_json(one.facts or "")
    return [
        Gathered(Subject(one.provider, one.offering, one.digest, tier), tiers[tag], decided)
        for tag, tier in TIERS.items()
        if tag in tiers
    ]
