"""「PDF」 Papers that only show: nothing runs, starts, sends or hides in them.

Names are searched as ISO 32000-1 spells them (``#4A`` stands for J), in the file and in its object
streams (§7.5.7), where most writers put them; what cannot be looked into is not taken.
"""

from __future__ import annotations

import re
import zlib

LAST = 2048
"""Bytes in which the end of a file has to stand; a second file behind it has more."""

MOST_INFLATED = 32 * 1024 * 1024
"""Bytes that the object streams of one file may come to."""

ACTIVE: dict[bytes, str] = {
    b"JavaScript": "JavaScript",
    b"JS": "JavaScript",
    b"Launch": "ほかのプログラムを起動する操作",
    b"SubmitForm": "入力を送信する操作",
    b"ImportData": "データを取り込む操作",
    b"RichMedia": "動画などの部品",
    b"EmbeddedFile": "ファイルの添付",
    b"EmbeddedFiles": "ファイルの添付",
    b"XFA": "動く入力欄（XFA）",
}
CARRIES = "「{{name}}」の PDF に、{what}があります。"
PRINT_IT = "「PDF として印刷」などで、見るだけの PDF にしてから選んでください。"
LOCKED = "「{name}」の PDF は、暗号化されていて中を確かめられません。"
UNLOCK = "パスワードと保護を外してから選んでください。"
BROKEN = "「{name}」の PDF は、中を確かめられません。"

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
# "JS" is so short that compressed bytes hold it by chance; a script always says JavaScript, too.
_LONG = re.compile(
    rb"/(" + b"|".join(name for name in ACTIVE if name != b"JS") + rb")(?![A-Za-z0-9])"
)
_ALL = re.compile(rb"/(" + b"|".join(ACTIVE) + rb")(?![A-Za-z0-9])")


class _Unread(Exception):
    """An object stream that cannot be looked into."""


def trouble(raw: bytes) -> tuple[str, str] | None:
    """What a PDF carries besides what it shows."""
    if b"%%EOF" not in raw[-LAST:]:
        return BROKEN, PRINT_IT
    if found := _LONG.search(_spelt(raw)):
        return CARRIES.format(what=ACTIVE[found[1]]), PRINT_IT
    if re.search(rb"/Encrypt(?![A-Za-z0-9])", _spelt(raw)):
        return LOCKED, UNLOCK
    try:
        found = _ALL.search(_spelt(_objects(raw)))
    except _Unread:
        return BROKEN, PRINT_IT
    return (CARRIES.format(what=ACTIVE[found[1]]), PRINT_IT) if found else None


def _spelt(raw: bytes) -> bytes:
    """With the escapes of names resolved."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), raw) if b"#" in raw else raw


def _objects(raw: bytes) -> bytes:
    """The contents of all object streams; each byte of the file is looked at once."""
    contents, left, at = [], MOST_INFLATED, 0
    for found in _STREAM.finditer(raw):
        head, at = raw[at : found.start()], found.end()
        if b"/ObjStm" in _spelt(head):
            contents.append(_inflated(raw, at, left))
            left -= len(contents[-1])
    return b"\n".join(contents)


def _inflated(raw: bytes, start: int, most: int) -> bytes:
    end = raw.find(b"endstream", start)
    if end < 0:
        raise _Unread
    opened = zlib.decompressobj()
    try:
        made = opened.decompress(raw[start:end], most)
    except zlib.error:
        raise _Unread from None
    if not opened.eof:
        raise _Unread
    return made
