"""「申告事実」 The locked tables of what the criteria may ask: names, kinds, paths, questions.

The table of an offering stands in ``facts.toml``. A declared fact is a key of the manifest at its
path (public API); a derived one is computed from the path it names; ``rows.py`` reads the facts of
a dossier. The table of a company stands in ``company.toml``; ``assessing.py`` reads its facts from
an assessment. No name stands in both, and a fact row has the facts of one table only.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from conformance.premise import Premise
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
    SCORE = "score"
    AREA = "area"
    IDS = "ids"
    FEES = "fees"
    SUPPLY = "supply"


@dataclass(frozen=True, slots=True)
class Fact:
    """「申告事実」 A named value a phrase asks for, and the question put to whom it concerns.

    ``uses`` names the reference data that a derived fact is computed with.
    """

    name: str
    label: str
    kind: FactKind
    path: str
    question: str
    derived: bool = False
    uses: str = ""
    premise: Premise = Premise.OFFERING

    @property
    def is_of_plan(self) -> bool:
        """Whether each plan answers for itself."""
        return self.name.startswith("plan.")


def _read(file: str, premise: Premise) -> tuple[Fact, ...]:
    rows = tomllib.loads(Path(__file__).with_name(file).read_text("utf-8"))["fact"]
    return tuple(replace(_fact(**row), premise=premise) for row in rows)


def _fact(
    *, name: str, label: str, kind: str, question: str, path: str = "", uses: str = ""
) -> Fact:
    """A row of the table; one that names another path is computed from it."""
    declared = f"plans[].{name.removeprefix('plan.')}" if name.startswith("plan.") else name
    place = path or declared
    return Fact(name, label, FactKind(kind), place, question, derived=bool(path), uses=uses)


FACTS: tuple[Fact, ...] = _read("facts.toml", Premise.OFFERING)
"""What a manifest declares of an offering; stored rows and evidence know these only."""
COMPANY_FACTS: tuple[Fact, ...] = _read("company.toml", Premise.COMPANY)
TABLES: dict[Premise, tuple[Fact, ...]] = {
    Premise.OFFERING: FACTS,
    Premise.COMPANY: COMPANY_FACTS,
}
INDEX: dict[str, int] = {
    fact.name: index for table in TABLES.values() for index, fact in enumerate(table)
}
"""Where a fact stands in a row of its own table."""
BY_NAME: dict[str, Fact] = {fact.name: fact for table in TABLES.values() for fact in table}


def facts_digest(facts: tuple[Fact, ...] = FACTS) -> str:
    """「事実の表の指紋」 Of names, kinds, paths and data; a stored fact row names it."""
    data = {slug: data_digest(slug) for slug in {fact.uses for fact in facts if fact.uses}}
    return digest([[f.name, f.kind.value, f.path, data.get(f.uses, "")] for f in facts])


def premises_of(names: Iterable[str]) -> frozenset[Premise]:
    """The subjects that these facts belong to; a sentence or a clause has exactly one."""
    return frozenset(BY_NAME[name].premise for name in names)


def check_names(dossier: Dossier) -> None:
    """Refuse evidence that names a fact nobody asks (``BadInput``)."""
    known = [fact.name for fact in FACTS]
    faults = tuple(
        Fault(
            f"evidence[{number}].facts",
            f"「{name}」という申告事実はありません。",
            f"次のどれかを書いてください: {'、'.join(known)}。",
        )
        for number, evidence in enumerate(dossier.evidence)
        for name in evidence.facts
        if name not in known
    )
    if faults:
        raise BadInput(faults)
