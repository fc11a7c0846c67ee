"""「保存した事実の行」 Fact rows as JSON: what was extracted once is judged again and again.

What is read back is checked as if anybody could have written it: a value of the wrong type, or a
row that cannot be read, is ``IllTyped``, so that its clauses end as 障害 and never as an answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from conformance.facts import FACTS, Fact, FactKind, facts_digest
from conformance.illtyped import IllTyped
from conformance.rows import FactRow, Proof, extract, typed
from marketplace.domain.canonical import Json, canonical, digest, plain
from marketplace.domain.envelope import Envelope, EnvelopeLine
from marketplace.domain.offering import Dossier
from marketplace.domain.price import Tax
from marketplace.domain.supply import Supply

ILL_TYPED = "ill_typed"
_UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def fact_set_of(day: date | None = None) -> str:
    """「事実の組」 Under which rows are kept: of every day, or of the one that they depend on."""
    free = facts_digest()
    return free if day is None else digest([free, day])


def depends_on_day(dossier: Dossier) -> bool:
    """Whether another day may give other facts: periods of the 1類, and amounts only known 税込."""
    own = dossier.offering.class1
    taxed = any(price.tax is Tax.INCLUDED for p in dossier.offering.plans for price in p.prices)
    return taxed or own.registered_on is not None or own.customers is not None


def rows_to_json(dossier: Dossier, day: date) -> str:
    """The rows of every plan, by the tag of its tier."""
    tiers: dict[str, list[Json]] = {}
    for plan in dossier.offering.plans:
        tiers.setdefault(plan.tier.tag, []).append(_plain(extract(dossier, plan, day)))
    return canonical(tiers).decode()


def rows_of_json(text: str) -> dict[str, list[FactRow]]:
    """The rows by tier; a text that is none has no tier at all."""
    tiers = _loaded(text)
    if not isinstance(tiers, dict):
        return {}
    return {tag: _rows(rows) for tag, rows in tiers.items()}


def row_to_json(row: FactRow) -> str:
    """One row."""
    return canonical(_plain(row)).decode()


def row_of_json(text: str) -> FactRow:
    """One row; what it cannot say is ``IllTyped``."""
    return _row(_loaded(text))


def _plain(row: FactRow) -> Json:
    readings: list[Json] = [[_spelt(value) for value in values] for values in row.readings]
    return {"plan": row.plan, "readings": readings, "proofs": plain(row.proofs)}


def _spelt(value: Any) -> Json:
    return {ILL_TYPED: repr(value.value)} if isinstance(value, IllTyped) else plain(value)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (RecursionError, ValueError):
        return None


def _rows(made: Any) -> list[FactRow]:
    """At least one row, so that a tier without readable rows is a 障害."""
    return [_row(one) for one in made] if isinstance(made, list) and made else [_row(made)]


def _row(made: Any) -> FactRow:
    try:
        first, *others = [_values(reading) for reading in made["readings"]]
        proofs = [_proofs(one) for one in _all(made["proofs"])]
        plan = made["plan"] if isinstance(made["plan"], str) else ""
    except _UNREADABLE:
        return FactRow("", tuple(IllTyped(made) for _ in FACTS), tuple(() for _ in FACTS))
    return FactRow(
        plan,
        _shadowed(first, proofs),
        tuple(one or () for one in proofs),
        tuple(_shadowed(values, proofs) for values in others),
    )


def _all(made: Any) -> list[Any]:
    """One item a fact."""
    if not isinstance(made, list) or len(made) != len(FACTS):
        raise ValueError("not the facts of this table")
    return made


def _values(reading: Any) -> tuple[Any, ...]:
    return tuple(_value(fact, made) for fact, made in zip(FACTS, _all(reading), strict=True))


def _value(fact: Fact, made: Any) -> Any:
    if isinstance(made, dict) and ILL_TYPED in made:
        return IllTyped(made[ILL_TYPED])
    try:
        return typed(fact, _MADE[fact.kind](made) if fact.kind in _MADE else made)
    except _UNREADABLE:
        return IllTyped(made)


def _proofs(made: Any) -> tuple[Proof, ...] | None:
    """The evidence on a fact, or None where it cannot be read."""
    try:
        return tuple(_proof(one) for one in made)
    except _UNREADABLE:
        return None


def _proof(made: Any) -> Proof:
    kind, first, last = (_whole(number) for number in made)
    return kind, first, last


def _shadowed(
    values: tuple[Any, ...], proofs: Sequence[tuple[Proof, ...] | None]
) -> tuple[Any, ...]:
    """A fact whose evidence cannot be read is not to be answered either."""
    pairs = zip(values, proofs, strict=True)
    return tuple(IllTyped("proofs") if proof is None else value for value, proof in pairs)


def _whole(made: Any) -> int:
    if type(made) is not int:
        raise TypeError(repr(made))
    return made


def _words(made: Any) -> Any:
    return tuple(made) if isinstance(made, list) else made


def _ids(made: Any) -> Any:
    return frozenset(made) if isinstance(made, list) else made


def _fees(made: Any) -> Envelope | None:
    return None if made is None else Envelope(tuple(_line(line) for line in made["lines"]))


def _line(made: Mapping[str, Any]) -> EnvelopeLine:
    slope = made.get("slope")
    subject = made["subject"]
    if not isinstance(subject, str):
        raise TypeError(repr(subject))
    vertices = tuple((_whole(terminals), _whole(yen)) for terminals, yen in made["vertices"])
    return EnvelopeLine(
        subject, vertices, None if slope is None else _whole(slope), _whole(made["networks"])
    )


def _supply(made: Any) -> Supply | None:
    if made is None:
        return None
    if type(made["each"]) is not bool:
        raise TypeError(repr(made))
    return Supply(tuple(_whole(months) for months in made["months"]), made["each"])


_MADE: dict[FactKind, Callable[[Any], Any]] = {
    FactKind.WORDS: _words,
    FactKind.AREA: _words,
    FactKind.IDS: _ids,
    FactKind.FEES: _fees,
    FactKind.SUPPLY: _supply,
}
