"""「タグの変異」 What can stand in the place of a tag, and what can be added beside it."""

from __future__ import annotations

from collections.abc import Iterator

from marketplace.domain.offering import EvidenceKind
from marketplace.domain.verdict import Force, Grade

_GRADES = [f"@grade{grade.value}" for grade in Grade]
_FORCES = [f"@{force.value}" for force in Force]
_EVIDENCE = [f"@ev{k.name.capitalize()}" for k in EvidenceKind if k is not EvidenceKind.DECLARED]
_PERSON = ["@person", "@personOnly"]
_GUIDANCE = ["@guidance"]
_FAMILIES = (_GRADES, _FORCES, _EVIDENCE, _PERSON, _GUIDANCE)
_ADDED = (_EVIDENCE, _PERSON, _GUIDANCE)
"""Families of which a clause may have none; their first tag is the smallest thing to add."""


def changed_tags(tag: str, beside: list[str]) -> Iterator[str]:
    """What a tag becomes: nothing (empty), or each other tag of its family."""
    yield ""
    for family in _FAMILIES:
        if tag in family:
            yield from (other for other in family if other not in beside)


def new_tags(beside: list[str], tiers: frozenset[str]) -> Iterator[str]:
    """What can be added to these tags: a tier of the edition, evidence, a person, a source.

    Tiers stand either on the scenario or on its rows, so they are added where there are some.
    """
    if any(tag.removeprefix("@") in tiers for tag in beside):
        yield from (f"@{tier}" for tier in sorted(tiers) if f"@{tier}" not in beside)
    if any(tag in _GRADES for tag in beside):
        yield from (family[0] for family in _ADDED if not set(family) & set(beside))
