"""「最新の申請書一式」 The last version of every offering, and its fact row where one was kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, func, select

from marketplace.domain.offering import Dossier
from marketplace.store.access import found
from marketplace.store.book import Book
from marketplace.store.dossiers import dossier_of
from marketplace.store.rows import DossierRow, FactsRow, OfferingRow, OrganisationRow


@dataclass(frozen=True, slots=True)
class Newest:
    """「最新の版」 Whose it is, its digest, and the kept facts or None."""

    ref: str
    provider: str
    offering: str
    digest: str
    facts: str | None


def newest(book: Book, fact_sets: tuple[str, ...]) -> tuple[Newest, ...]:
    """Every offering's last version with its row of one of these fact sets, by their codes."""
    last = select(func.max(DossierRow.key)).group_by(DossierRow.offering_key)
    kept = and_(FactsRow.dossier_key == DossierRow.key, FactsRow.fact_set_digest.in_(fact_sets))
    rows = book.session.execute(
        select(
            DossierRow.ref,
            OrganisationRow.code,
            OfferingRow.code,
            DossierRow.digest,
            FactsRow.facts,
        )
        .join(OfferingRow, OfferingRow.key == DossierRow.offering_key)
        .join(OrganisationRow, OrganisationRow.key == OfferingRow.org_key)
        .outerjoin(FactsRow, kept)
        .where(DossierRow.key.in_(last))
    )
    found_once = {ref: Newest(ref, str(code), *others) for ref, code, *others in rows}
    return tuple(sorted(found_once.values(), key=lambda one: (one.provider, one.offering)))


def dossier_for_judging(book: Book, ref: str) -> Dossier:
    """A version by its reference, for the judgement itself."""
    row = book.session.scalar(select(DossierRow).where(DossierRow.ref == ref))
    return dossier_of(found(row, "dossier", ref))
