"""「定型文」 The sentences of the criteria language, by subject. No numbers stand here."""

from __future__ import annotations

from conformance.phrases import dispatch, monitoring, price
from marketplace.domain.phrase import Phrase

PHRASES: tuple[Phrase, ...] = (*monitoring.PHRASES, *dispatch.PHRASES, *price.PHRASES)
