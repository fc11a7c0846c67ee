"""「xlsx と docx」 Read from the list of a ZIP alone: nothing is unpacked but two small parts.

The list itself is measured before it is read (APPNOTE.TXT §4.3.16), so that no ZIP bomb is opened.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO

MEGABYTE = 1024 * 1024
MOST_LISTED = MEGABYTE
MOST_PARTS = 3_000
MOST_UNPACKED = 200 * MEGABYTE
MOST_READ = 64 * 1024
END, END_SIZE = b"PK\x05\x06", 22
LARGE = b"PK\x06\x07"
"""ZIP64 is for what is far beyond the limit of a file."""

TYPES = "[Content_Types].xml"
LINKS = "word/_rels/settings.xml.rels"
RUNS = ("vbaproject", "vbadata", "activex/", "embeddings/", "macrosheets/", "dialogsheets/")

BROKEN = "「{name}」は、xlsx や docx として読めません。"
SAVE_AGAIN = "Office で開き、同じ種類で保存し直してください。"
BOMB = "「{name}」は、開くと大きくなりすぎるため、受け取りません。"
SMALLER = "要る部分だけのファイルにしてください。"
MACRO = "「{name}」に、マクロか埋め込みの部品があります。"
NO_MACRO = "マクロと埋め込みを外し、xlsx か docx で保存し直してください。"

Trouble = tuple[str, str]


def trouble_of(main: str) -> Callable[[bytes], Trouble | None]:
    """What to look for in a document whose main part has this name."""
    return partial(_trouble, main)


def _trouble(main: str, raw: bytes) -> Trouble | None:
    if not _is_small_list(raw):
        return BOMB, SMALLER
    try:
        with zipfile.ZipFile(BytesIO(raw)) as folder:
            return _of_parts(folder, main, len(raw))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        return BROKEN, SAVE_AGAIN


def _is_small_list(raw: bytes) -> bool:
    """Whether the list at the end is short, by what the end itself says."""
    at = raw.rfind(END, max(0, len(raw) - END_SIZE - 0xFFFF))
    if at < 0 or LARGE in raw[max(0, at - END_SIZE) : at]:
        return False
    return int.from_bytes(raw[at + 12 : at + 16], "little") <= MOST_LISTED


def _of_parts(folder: zipfile.ZipFile, main: str, weight: int) -> Trouble | None:
    parts = folder.infolist()
    packed, unpacked = sum(p.compress_size for p in parts), sum(p.file_size for p in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or packed > weight:
        return BOMB, SMALLER
    names = {part.filename for part in parts}
    if (
        len(names) != len(parts)
        or not {TYPES, main} <= names
        or any(p.flag_bits & 1 for p in parts)
    ):
        return BROKEN, SAVE_AGAIN
    return (MACRO, NO_MACRO) if _runs(folder, names) else None


def _runs(folder: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether anything in it runs, or is fetched from elsewhere as a template that may."""
    if any(word in name.lower() for name in names for word in RUNS):
        return True
    if b"macroenabled" in _part(folder, TYPES).lower():
        return True
    return LINKS in names and b"attachedtemplate" in _part(folder, LINKS).lower()


def _part(folder: zipfile.ZipFile, name: str) -> bytes:
    """A small part; a longer one than such parts are is none of ours."""
    with folder.open(name) as opened:
        found = opened.read(MOST_READ + 1)
    if len(found) > MOST_READ:
        raise ValueError(name)
    return found
