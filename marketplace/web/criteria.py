"""「基準の状態」 Which criteria stand on a day, one state an edition."""

from __future__ import annotations

from datetime import date

from conformance.edition import EditionState, editions, state_on

IN_FORCE = "in_force"


def standing(day: date) -> tuple[EditionState, ...]:
    """The state of every edition that exists on a day, those in force first."""
    slugs = dict.fromkeys(event.slug for event in editions())
    states = [state for slug in slugs if (state := state_on(slug, day))]
    return tuple(sorted(states, key=lambda state: (state.state != IN_FORCE, state.slug)))


def events(slug: str) -> tuple[EditionState, ...]:
    """Everything that happened to an edition, oldest first."""
    return tuple(event for event in editions() if event.slug == slug)
