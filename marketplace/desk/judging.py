"""「審査の計算」 A dossier judged under the edition in force, settled with what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from conformance.edition import Edition
from conformance.judge import judge
from conformance.settle import settle
from marketplace.desk.editions import in_force
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import (
    Confirmation,
    Decisions,
    Force,
    Outcome,
    Report,
    Ruling,
    Settled,
    Verdict,
)
from marketplace.store import Book, rulings

_CALM = (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)


def judged(book: Book | None, dossier: Dossier, tier: AnyTier, day: date) -> Outcome:
    """The outcome on a day; without a book nothing that people decided is known."""
    edition = edition_in_force(book, tier, day)
    decided = decisions(book, dossier, edition) if book else Decisions()
    return settle(judge(edition, dossier, tier, day), decided, day)


@dataclass(frozen=True, slots=True)
class Asked:
    """「問い」 One version of a dossier for one tier; it never changes, so its ref names it."""

    dossier_ref: str
    tier: AnyTier
    dossier: Dossier = field(compare=False, repr=False)


def judged_each(book: Book, asked: Iterable[Asked], day: date) -> tuple[Outcome | None, ...]:
    """Many at once, what people decided being read once; None where no edition is in force."""
    ruled = rulings.rulings(book)
    editions = EditionsInForce(book, day)
    return tuple(_judged_of(editions, ruled, one, day) for one in asked)


class EditionsInForce:
    """「施行中の版」 Of each family, read from the book when it is first asked for."""

    def __init__(self, book: Book, day: date) -> None:
        """Read nothing yet."""
        self._book, self._day = book, day
        self._read: dict[str, tuple[Edition, tuple[Confirmation, ...]] | None] = {}

    def of(self, tier: AnyTier) -> tuple[Edition, tuple[Confirmation, ...]] | None:
        """The edition that judges a tier with its confirmations, None where there is none."""
        if tier.family not in self._read:
            self._read[tier.family] = self._find(tier)
        return self._read[tier.family]

    def _find(self, tier: AnyTier) -> tuple[Edition, tuple[Confirmation, ...]] | None:
        try:
            edition = edition_in_force(self._book, tier, self._day)
        except Refused:
            return None
        return edition, rulings.confirmations(self._book, edition.slug)


def _judged_of(
    editions: EditionsInForce,
    ruled: Mapping[tuple[str, str], tuple[Ruling, ...]],
    asked: Asked,
    day: date,
) -> Outcome | None:
    found = editions.of(asked.tier)
    if found is None:
        return None
    edition, confirmed = found
    dossier = asked.dossier
    own = ruled.get((dossier.provider.code, dossier.offering.code), ())
    report = _report(asked, _Text(edition.slug, edition.digest, edition), day)
    return settle(report, Decisions(confirmed, own), day)


@dataclass(frozen=True, slots=True)
class _Text:
    slug: str
    digest: str
    edition: Edition = field(compare=False, repr=False)


@lru_cache(maxsize=1024)
def _report(asked: Asked, text: _Text, day: date) -> Report:
    # The same version under the same text on the same day is the same report.
    return judge(text.edition, asked.dossier, asked.tier, day)


def edition_in_force(book: Book | None, tier: AnyTier, day: date) -> Edition:
    """The edition that judges a tier on a day, by the repository and by what was decided here."""
    try:
        return in_force(book, tier.family, day)
    except Missing:
        raise Refused("no_edition_in_force", tier=tier.label) from None


def decisions(book: Book, dossier: Dossier, edition: Edition) -> Decisions:
    """Confirmations of the edition and rulings on the offering, whatever version it had then."""
    return Decisions(
        rulings.confirmations(book, edition.slug),
        rulings.rulings_for(book, dossier.provider.code, dossier.offering.code),
    )


def blocking(outcome: Outcome) -> tuple[Settled, ...]:
    """What no submission may carry: 障害, and 不適合 that two examiners could not overrule."""
    return tuple(settled for settled in outcome.clauses if _blocks(settled))


def unsettled(outcome: Outcome) -> tuple[str, ...]:
    """「未決の条項」 The keys of the clauses that keep an outcome from 適合."""
    return tuple(one.finding.clause for one in open_clauses(outcome))


def open_clauses(outcome: Outcome) -> tuple[Settled, ...]:
    """What keeps an outcome from 適合."""
    binding = (one for one in outcome.clauses if one.waiver is None)
    must = (one for one in binding if one.finding.force is Force.MUST)
    return tuple(one for one in must if one.answered.verdict not in _CALM)


def _blocks(settled: Settled) -> bool:
    finding, verdict = settled.finding, settled.answered.verdict
    if settled.waiver:
        return False
    if verdict is Verdict.FAULT:
        return True
    return verdict is Verdict.FAILS and finding.force is Force.MUST and not finding.guidance
