"""「マニフェスト」 A document (YAML or JSON) that speaks as a plugin: no code of the provider runs.

``docs/manifest.md`` describes the document. Its faults leave the hooks as ``BadInput``, with the
place and the line of each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from marketplace.codec.dossier import read_dossier
from marketplace.domain.offering import Coverage, Dossier, Evidence, Offering, Provider
from marketplace.hooks import hookimpl


@dataclass(frozen=True, eq=False)
class ManifestPlugin:
    """「マニフェスト」 The bytes as they came; the name's ending tells JSON from YAML."""

    raw: bytes = field(repr=False)
    name: str

    @cached_property
    def dossier(self) -> Dossier:
        """What the document says, read once."""
        return read_dossier(self.raw, self.name)

    @hookimpl
    def provider(self) -> Provider:
        return self.dossier.provider

    @hookimpl
    def offerings(self) -> tuple[Offering, ...]:
        return (self.dossier.offering,)

    @hookimpl
    def coverage(self) -> tuple[Coverage, ...]:
        return self.dossier.coverage

    @hookimpl
    def evidence(self) -> tuple[Evidence, ...]:
        return self.dossier.evidence
