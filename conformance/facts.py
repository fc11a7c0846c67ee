"""「申告事実」 The locked table of what the criteria may ask: names, kinds, paths, questions.

The table stands in ``facts.toml``. A declared fact is a key of the manifest at its path (public
API); a derived one is computed from the path it names. ``rows.py`` reads the facts of a dossier.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from conformance.reference import data_digest
from marketplace.domain.canonical import digest
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.offering import Dossier


class FactKind(StrEnum):
    """「事実の型」 What a declared value must be."""

    YES_NO = "yes_no"
    HOURS = "hours"
    COUNT = "count"
    MONTHS = "months"
    WORD = "word"
    WORDS = "words"
    TEXT = "text"
    AREA = "area"
    IDS = "ids"
    FEES = "fees"
    SUPPLY = "supply"


@dataclass(frozen=True, slots=True)
class Fact:
    """「申告事実」 A named value a phrase asks for, and the question put to the provider.

    ``uses`` names the reference data that a derived fact is computed with.
    """

    name: str
    label: str
    kind: FactKind
    path: str
    question: str
    derived: bool = False
    uses: str = ""

    @property
    def is_of_plan(self) -> bool:
        """Whether each plan answers for itself."""
        return self.name.startswith("plan.")


def _read() -> tuple[Fact, ...]:
    rows = tomllib.loads(Path(__file__).with_name("facts.toml").read_text("utf-8"))["fact"]
    return tuple(_fact(**row) for row in rows)


def _fact(
    *, name: str, label: str, kind: str, question: str, path: str = "", uses: str = ""
) -> Fact:
    """A row of the table; one that names another path is computed from it."""
    declared = f"plans[].{name.removeprefix('plan.')}" if name.startswith("plan.") else name
    place = path or declared
    return Fact(name, label, FactKind(kind), place, question, derived=bool(path), uses=uses)


FACTS: tuple[Fact, ...] = _read()
INDEX: dict[str, int] = {fact.name: index for index, fact in enumerate(FACTS)}
BY_NAME: dict[str, Fact] = {fact.name: fact for fact in FACTS}


def facts_digest() -> str:
    """「事実の表の指紋」 Of names, kinds, paths and data; a stored fact row names it."""
    data = {slug: data_digest(slug) for slug in {fact.uses for fact in FACTS if fact.uses}}
    return digest([[f.name, f.kind.value, f.path, data.get(f.uses, "")] for f in FACTS])


def check_names(dossier: Dossier) -> None:
    """Refuse evidence that names a fact nobody asks (``BadInput``)."""
    faults = tuple(
        Fault(
            f"evidence[{number}].facts",
            f"「{name}」という申告事実はありません。",
            f"次のどれかを書いてください: {'、'.join(INDEX)}。",
        )
        for number, evidence in enumerate(dossier.evidence)
        for name in evidence.facts
        if name not in INDEX
    )
    if faults:
        raise BadInput(faults)
