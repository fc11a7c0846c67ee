"""「駆付け」 Sentences about sending technicians."""

from __future__ import annotations

from marketplace.domain.phrase import Phrase


def _can_send(available: bool) -> bool:  # noqa: FBT001 - a declared fact comes by position
    return available


PHRASES = (
    Phrase(
        "技術者を派遣する体制がある",
        ("dispatch.available",),
        _can_send,
        wanted="派遣する体制がある",
        remedy="遠隔の支援だけでは足りません。技術者を派遣する体制を用意してください。",
    ),
)
