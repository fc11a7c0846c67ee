"""「証跡を開く」 Who opened which file is written down, so a file is opened by an act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.domain.evidence_file import Opened
from marketplace.domain.organisation import Actor
from marketplace.store import Book, evidence_files


@dataclass(frozen=True, slots=True)
class OpenEvidence:
    """「証跡を開く」 One file, by the provider or by an examiner."""

    token: str
    ref: str


@act(again=evidence_files.with_bytes)
def open_evidence(book: Book, actor: Actor, order: OpenEvidence, now: datetime) -> Opened:  # noqa: ARG001 - an act
    """「証跡を開く」 The bytes as they came; the journal keeps who and when."""
    return evidence_files.with_bytes(book, actor, given.ref(order.ref, "evidence_file"))
