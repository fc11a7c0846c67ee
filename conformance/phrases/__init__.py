"""「定型文」 The sentences of the criteria language, by subject. No numbers stand here."""

from __future__ import annotations

from conformance.phrases import (
    company,
    coverage,
    desk,
    dispatch,
    insurance,
    monitoring,
    price,
    provider,
    support,
)
from marketplace.domain.phrase import Phrase

PHRASES: tuple[Phrase, ...] = (
    *desk.PHRASES,
    *monitoring.PHRASES,
    *dispatch.PHRASES,
    *price.PHRASES,
    *insurance.PHRASES,
    *provider.PHRASES,
    *support.PHRASES,
    *coverage.PHRASES,
    *company.PHRASES,
)
