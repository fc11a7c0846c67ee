"""「案による確認」 What is judged under a draft, while no edition of the family is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conformance.edition import Edition, load_edition
from conformance.judge import judge
from conformance.settle import settle
from marketplace.desk.editions import timeline, unedited
from marketplace.desk.judging import decisions, judged
from marketplace.domain.certificate import Entry, TrialListing
from marketplace.domain.edition import BEFORE_FORCE, EditionState, Stage, Timeline
from marketplace.domain.errors import Refused
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import Outcome
from marketplace.store import Book


@dataclass(frozen=True, slots=True)
class Drafts:
    """「その日の案」 Which draft speaks for a family on a day."""

    timeline: Timeline
    day: date

    def of(self, family: str) -> EditionState | None:
        """The newest draft; None where there is none, or where an edition is in force."""
        if self.is_in_force(family):
            return None
        return self.timeline.newest(family, self.day, BEFORE_FORCE)

    def is_in_force(self, family: str) -> bool:
        """Whether certificates count, and nothing else."""
        return self.timeline.newest(family, self.day, (Stage.IN_FORCE,)) is not None


def drafts_on(book: Book, day: date) -> Drafts:
    """The newest drafts of a day, as far as nothing of their family is in force."""
    return Drafts(timeline(book), day)


def require_draft(book: Book, tier: AnyTier, day: date) -> Edition:
    """The draft that judges a tier on a day, where a trial listing is possible at all."""
    found = drafts_on(book, day)
    if found.is_in_force(tier.family):
        raise Refused("trial_not_needed", tier=tier.label)
    state = found.of(tier.family)
    if state is None:
        raise Refused("no_draft", tier=tier.label)
    return unedited(state)


def judged_under(
    book: Book, edition: Edition, dossier: Dossier, *, tier: AnyTier, day: date
) -> Outcome:
    """The outcome under an edition, in force or not, settled with what people decided."""
    return settle(judge(edition, dossier, tier, day), decisions(book, dossier, edition), day)


def judged_entry(book: Book, entry: Entry, day: date) -> Outcome:
    """What was found of a listed version on a day, under what it is listed by."""
    if not isinstance(entry, TrialListing):
        return judged(book, entry.dossier, entry.tier, day)
    draft = load_edition(entry.edition.slug)
    return judged_under(book, draft, entry.dossier, tier=entry.tier, day=day)
