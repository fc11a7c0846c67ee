"""「証跡のファイル」 The papers themselves, beside what a dossier says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Arrived:
    """「届いたファイル」 Where it belongs in a dossier, what it is, and its bytes as they came."""

    path: str
    media_type: str
    raw: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """「証跡のファイル」 A kept file without its bytes; its digest is the declared one."""

    ref: str
    path: str
    media_type: str
    size: int
    digest: str
    received_at: datetime

    @property
    def name(self) -> str:
        """The name to save it under."""
        return PurePosixPath(self.path).name


@dataclass(frozen=True, slots=True)
class Opened:
    """「開いた証跡」 A kept file with its bytes, for somebody whose opening is written down."""

    file: EvidenceFile
    raw: bytes

    @property
    def ref(self) -> str:
        """What was opened."""
        return self.file.ref
