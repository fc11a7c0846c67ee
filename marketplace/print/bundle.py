"""「まとめて保存」 Papers and the list of them in one ZIP: the same bytes for the same papers."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable

from marketplace.domain.canonical import digest_bytes
from marketplace.domain.record import Record

LIST = "index.csv"
HEADS = ("日付", "金額（税込）", "取引先", "種類", "番号", "内容", "ファイル", "sha256")
NO_CLOCK = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP can say; no clock is read."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula."""


def bundle(papers: Iterable[tuple[Record, bytes]]) -> bytes:
    """「まとめ」 Every paper under its file name, and a list with the digest of each."""
    kept, made = [], io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        for record, raw in papers:
            put(folder, record.file_name, raw)
            kept.append((record, digest_bytes(raw)))
        put(folder, LIST, index(kept))
    return made.getvalue()


def index(kept: Iterable[tuple[Record, str]]) -> bytes:
    """「一覧」 CSV in UTF-8 with the mark that spreadsheets look for (BOM)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    for one, digest in kept:
        words = (one.other, one.kind.label, one.number, one.about, one.file_name, digest)
        writer.writerow([one.day.isoformat(), one.amount_in_tax, *map(unreckoned, words)])
    return text.getvalue().encode("utf-8-sig")


def unreckoned(words: str) -> str:
    """「計算されない文字」 Words that no spreadsheet reckons with."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def put(folder: zipfile.ZipFile, name: str, raw: bytes) -> None:
    """「入れる」 A file into a ZIP, without the clock of the machine."""
    entry = zipfile.ZipInfo(name, NO_CLOCK)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    entry.create_system = 3  # Unix, wherever it is made
    folder.writestr(entry, raw)
