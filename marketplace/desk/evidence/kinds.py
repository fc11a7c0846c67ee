"""「ファイルの種類」 A file is what its bytes say; its name has to say the same.

What is taken: papers, pictures, tables. What is not: whatever could run where it is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from marketplace.desk.evidence import office, pdf, plain
from marketplace.domain.errors import Fault

PLACE = "files"
ZIP, TEXT = "ZIP", "テキスト"
PROGRAM = "実行できるファイル"
ARCHIVE = "書庫（圧縮ファイル）"
MARKUP = "HTML か XML"
OLD_OFFICE = "古い形式の Office 文書"

NOT_TAKEN = "「{name}」の種類のファイルは受け取りません。"
TAKEN = "PDF、PNG、JPEG、テキスト、CSV、xlsx、docx のどれかにしてください。"
DISAGREES = "「{name}」の中身は{seen}で、名前の終わり（{suffix}）と合いません。"
RENAME = "正しい種類で保存し直してください。"
NOTHING = "「{name}」は空のファイルです。"
CHOOSE = "中身のあるファイルを選んでください。"

SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"PK\x03\x04", ZIP),
    (b"PK", ARCHIVE),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"#!", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xfe\xed\xfa\xce", PROGRAM),
    (b"\x00asm", PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "ショートカット"),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ\x00", ARCHIVE),
    (b"\x28\xb5\x2f\xfd", ARCHIVE),
    (b"MSCF", ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (b"GIF8", "GIF"),
    (b"RIFF", "動画か音声"),
    (b"{\\rtf", "RTF"),
)
TAR_AT, TAR = 257, b"ustar"


@dataclass(frozen=True, slots=True)
class Kind:
    """「種類」 What the bytes have to be, how it is served, and what else is looked for in it.

    ``trouble`` gives the pattern of a message, with ``{name}``, and what to do.
    """

    seen: str
    media_type: str
    trouble: Callable[[bytes], tuple[str, str] | None]


def _none(_: bytes) -> None:
    return None


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: dict[str, Kind] = {
    ".pdf": Kind("PDF", "application/pdf", pdf.trouble),
    ".png": Kind("PNG", "image/png", _none),
    ".jpg": Kind("JPEG", "image/jpeg", _none),
    ".jpeg": Kind("JPEG", "image/jpeg", _none),
    ".txt": Kind(TEXT, "text/plain", plain.trouble),
    ".csv": Kind(TEXT, "text/csv", plain.trouble_of_table),
    ".xlsx": Kind(ZIP, f"{_OFFICE}spreadsheetml.sheet", office.trouble_of("xl/workbook.xml")),
    ".docx": Kind(
        ZIP, f"{_OFFICE}wordprocessingml.document", office.trouble_of("word/document.xml")
    ),
}


def recognised(name: str, raw: bytes) -> Kind | Fault:
    """The kind of a file; what is wrong with it where it cannot be taken."""
    suffix = PurePosixPath(name).suffix.lower()
    kind = KINDS.get(suffix)
    if kind is None:
        return Fault(PLACE, NOT_TAKEN.format(name=name), TAKEN)
    if not raw.strip():
        return Fault(PLACE, NOTHING.format(name=name), CHOOSE)
    seen = looks_like(raw)
    if seen != kind.seen:
        return Fault(PLACE, DISAGREES.format(name=name, seen=seen, suffix=suffix), RENAME)
    wrong = kind.trouble(raw)
    return Fault(PLACE, wrong[0].format(name=name), wrong[1]) if wrong else kind


def looks_like(raw: bytes) -> str:
    """What the first bytes say, whatever the name says."""
    for sign, seen in SIGNS:
        if raw.startswith(sign):
            return seen
    if raw[TAR_AT : TAR_AT + len(TAR)] == TAR:
        return ARCHIVE
    return MARKUP if plain.is_markup(raw) else TEXT
