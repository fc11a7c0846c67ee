"""「紙面」 Data and a template become the bytes of a PDF, the same ones every time."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from functools import cache
from typing import Any

import typst

from marketplace.domain.days import JST
from marketplace.print.letters import MISSING, clean, lost
from marketplace.print.place import FONTS, TEMPLATES

NOON = time(12)
"""The same day in Japan and in the UTC that the file is dated in."""

STANDARDS: list[typst.PDFStandard] = ["a-2b", "ua-1"]
"""To be kept for years (PDF/A-2b), and to be read aloud (PDF/UA-1)."""


def pdf(template: str, data: dict[str, Any], made_on: date) -> bytes:
    """Print the data; the day stands in the file as its date, so no clock is read."""
    shown = {**clean(data), "missing": _missing(data)}
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(shown, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(made_on, NOON, JST),
    )


@cache
def _fonts() -> typst.Fonts:
    """Our own font and no other, neither the system's nor those inside typst."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _missing(data: dict[str, Any]) -> str:
    codes = "、".join(f"U+{ord(ch):04X}" for ch in sorted(lost(data)))
    return f"{MISSING} は、この書面の書体にない文字です（{codes}）。" if codes else ""
