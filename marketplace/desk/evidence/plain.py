"""「文字のファイル」 Text and tables that every editor and spreadsheet opens as nothing else."""

from __future__ import annotations

import re

UNREADABLE = "「{name}」は、文字のファイルとして読めません。"
SAVE_AS_TEXT = "UTF-8 か Shift_JIS のテキストで保存し直してください。"
FORMULA = "「{name}」に、表計算の式になる欄があります。"
NO_FORMULA = "「=」や「@」で始まる欄を、値にしてから保存し直してください。"

ENCODINGS = ("utf-8-sig", "cp932")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|\?xml|\?php|%|html|head|body|script|svg|iframe|style)",
    re.IGNORECASE,
)
# A cell that a spreadsheet reckons with: = and @ always, a sign only before what is no number.
_CELL = re.compile(r"(?:^|[,;\t])[ \"]*(?:[=@]|[+-][A-Za-z(@=])", re.MULTILINE)


def is_markup(raw: bytes) -> bool:
    """Whether a browser would take it for a page or a picture with scripts."""
    return MARKUP.match(raw) is not None


def trouble(raw: bytes) -> tuple[str, str] | None:
    """What is wrong with a text; None for one that can be read."""
    return (UNREADABLE, SAVE_AS_TEXT) if _text(raw) is None else None


def trouble_of_table(raw: bytes) -> tuple[str, str] | None:
    """What is wrong with a table of values separated by commas."""
    text = _text(raw)
    if text is None:
        return UNREADABLE, SAVE_AS_TEXT
    return (FORMULA, NO_FORMULA) if _CELL.search(text) else None


def _text(raw: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if CONTROL.search(text) else text
    return None
