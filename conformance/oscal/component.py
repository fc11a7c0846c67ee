"""「サービスの申告」 An offering as an OSCAL component-definition: what its provider declares.

It says what was declared for each clause, never whether that conforms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from conformance.clause import Clause
from conformance.edition import Edition
from conformance.facts import BY_NAME, INDEX
from conformance.illtyped import IllTyped
from conformance.oscal.writing import (
    Part,
    catalog_resource,
    edition_props,
    head,
    identify,
    line,
    props,
    prose,
    title,
)
from conformance.phrase import Sentence
from conformance.rows import FactRow, show
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import AnyTier

Declared = tuple[Edition, AnyTier, list[FactRow]]
"""「申告」 An edition, a tier of it, and the fact rows of the offering's plans for that tier."""


def component_uuid(dossier_digest: str) -> str:
    """「サービスの識別子」 Of the component that a version of an offering is."""
    return identify("component", dossier_digest)


def definition_uuid(dossier_digest: str) -> str:
    """「申告の識別子」 Of the document that describes it."""
    return identify("component-definition", dossier_digest)


def component_definition(dossier: Dossier, declared: Iterable[Declared], at: datetime) -> Part:
    """The definition of one offering: one control-implementation a tier."""
    known = list(declared)
    offering, provider = dossier.offering, dossier.provider
    party = identify("provider", provider.code)
    metadata = head(f"{offering.name}の申告", offering.as_of.isoformat(), at) | {
        "roles": [{"id": "provider", "title": "提供事業者"}],
        "parties": [{"uuid": party, "type": "organization", "name": line(provider.name)}],
    }
    component = _component(dossier) | {
        "responsible-roles": [{"role-id": "provider", "party-uuids": [party]}],
        "control-implementations": [_implementation(dossier, one) for one in known],
    }
    editions = {edition.slug: edition.ref for edition, _, _ in known}
    made: Part = {
        "uuid": definition_uuid(dossier.digest),
        "metadata": metadata,
        "components": [component],
        "back-matter": {"resources": [catalog_resource(ref) for ref in editions.values()]},
    }
    return {"component-definition": made}


def _component(dossier: Dossier) -> Part:
    offering = dossier.offering
    return {
        "uuid": component_uuid(dossier.digest),
        "type": "service",
        "title": title(offering.name),
        "description": prose(offering.summary),
        "props": props(
            ("provider", dossier.provider.code),
            ("offering", offering.code),
            ("dossier-digest", dossier.digest),
            ("declared-as-of", offering.as_of.isoformat()),
            ("declared-source", offering.source),
        ),
    }


def _implementation(dossier: Dossier, declared: Declared) -> Part:
    edition, tier, rows = declared
    named = (dossier.digest, edition.digest, tier.tag)
    return {
        "uuid": identify("implementation", *named),
        "source": f"#{catalog_resource(edition.ref)['uuid']}",
        "description": f"{title(tier.label)}としての申告",
        "props": [*props(("tier", tier.tag)), *edition_props(edition.ref)],
        "implemented-requirements": [
            {
                "uuid": identify("requirement", *named, clause.key),
                "control-id": clause.key,
                "description": prose("\n\n".join(_told(clause, rows))),
            }
            for clause in edition.clauses_of(tier.tag)
        ],
    }


def _told(clause: Clause, rows: list[FactRow]) -> Iterator[str]:
    """What every plan declares; said once where they say the same."""
    told = {row.plan: "。".join(_facts(clause, row)) for row in rows}
    if len(set(told.values())) == 1:
        yield next(iter(told.values()))
        return
    yield from (f"{plan}: {text}" for plan, text in told.items())


def _facts(clause: Clause, row: FactRow) -> list[str]:
    asked = {
        name: sentence
        for sentence in (*clause.filters, clause.obligation)
        for name in sentence.phrase.facts
    }
    return [f"{BY_NAME[name].label}: {_value(name, s, row)}" for name, s in asked.items()]


def _value(name: str, sentence: Sentence, row: FactRow) -> str:
    seen = (_shown(name, sentence, values) for values in row.readings)
    return " または ".join(dict.fromkeys(seen))


def _shown(name: str, sentence: Sentence, values: tuple[Any, ...]) -> str:
    """A value as people read it; one that needs its phrase to be read is worded by it."""
    worded, facts = sentence.phrase.seen, sentence.phrase.facts
    value = values[INDEX[name]]
    alone = worded is not None and facts == (name,)
    if alone and worded and value is not None and not isinstance(value, IllTyped):
        return worded(value, **sentence.arguments)
    return show(BY_NAME[name], value)
