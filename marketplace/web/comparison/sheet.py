"""「表計算用のファイル」 The rows of a comparison as CSV that a spreadsheet opens and never runs.

UTF-8 with a byte order mark and CRLF (RFC 4180), because that is what Excel reads as Japanese.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from marketplace.desk.catalogue.comparing import Gone
from marketplace.web.comparison.cells import NOT_APPLICABLE, NOT_LISTED, UNKNOWN, Row
from marketplace.web.comparison.table import Head, Table
from marketplace.web.comparison.term import Course, Step, steps

BOM = "\ufeff"
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters after which a spreadsheet takes a cell for a formula (OWASP, CSV Injection)."""


def sheet(shown: Table, found: tuple[Course, ...], conditions: Iterable[str]) -> bytes:
    """The whole comparison: its conditions, every row, and the costs by month."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([safe(one)] for one in conditions)
    writer.writerow(map(safe, ("項目の組", "項目", "違い", *_names(shown))))
    for group in shown.all_groups:
        writer.writerows(map(safe, _line(shown, group.title, row)) for row in group.rows)
    writer.writerows(map(safe, _months(shown, found, step)) for step in steps(found))
    return (BOM + out.getvalue()).encode()


def safe(text: str) -> str:
    """A cell that is text in every spreadsheet: an apostrophe before what would be run."""
    return f"'{text}" if text.startswith(RUNS) else text


def _names(shown: Table) -> Iterable[str]:
    for head in shown.heads:
        offering, plan, provider = head.names
        yield f"{head.letter} {offering} {plan}（{provider}）"


def _line(shown: Table, title: str, row: Row) -> tuple[str, ...]:
    mark = "違い" if row.differs else "不明あり" if row.partly_unknown else ""
    values = (
        NOT_LISTED if head.place is None else str(row.cells[head.place]) for head in shown.heads
    )
    return (title, f"{row.key} {row.label}".strip(), mark, *values)


def _months(shown: Table, found: tuple[Course, ...], step: Step) -> tuple[str, ...]:
    totals = dict(zip((one.head.letter for one in found), step.totals, strict=True))
    values = (_total(head, totals.get(head.letter)) for head in shown.heads)
    return ("費用の積み上がり（税抜）", f"{step.month}か月目まで", "", *values)


def _total(head: Head, total: int | None) -> str:
    if isinstance(head.column, Gone):
        return NOT_LISTED
    if not head.column.sold:
        return NOT_APPLICABLE
    return UNKNOWN if total is None else f"{total:,}円"
