"""「訳の一覧」 The English of every sentence and label, as the translators' file has it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.messages.mofile import read_mo

FOLDER = Path(__file__).parent.parent / "translations"
PO = FOLDER / "en" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")


@cache
def messages() -> dict[str, str]:
    """「訳の一覧」 Japanese → English, read once a process from the compiled file."""
    if not MO.exists():
        return {}
    with MO.open("rb") as file:
        found = read_mo(file)
    return {str(one.id): str(one.string) for one in found if one.id and one.string}
