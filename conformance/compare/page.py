"""「新旧対照表」 Two editions side by side as one page that needs nothing else and prints on A4."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from conformance.compare.differing import Change, ClauseDifference, Difference, Row
from conformance.compare.marking import Pieces
from conformance.edition import Edition

_STYLE = Path(__file__).with_name("page.css")
_NOTE = (
    "取り消し線は新しい版にない語、下線は古い版にない語です。変わらない行と条項は省いています。"
    "公式の新旧対照表ではありません。"
)


def page(difference: Difference) -> str:
    """The whole document."""
    return "\n".join(_page(difference)) + "\n"


def _page(difference: Difference) -> Iterator[str]:
    old, new = difference.old, difference.new
    title = f"新旧対照表 {old.slug} → {new.slug}"
    yield '<!doctype html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>"
    yield f"<style>\n{_STYLE.read_text('utf-8')}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{escape(title)}</h1>"
    yield f'<p class="meta">旧: {_named(old)}<br>新: {_named(new)}</p>'
    yield '<dl class="counts">'
    for change in Change:
        yield f"<div><dt>{change.label}</dt><dd>{len(difference.of(change)):,}</dd></div>"
    yield f'</dl>\n<p class="meta">{_NOTE}</p>'
    shown = [clause for clause in difference.clauses if clause.change is not Change.SAME]
    for clause in shown:
        yield from _clause(clause)
    yield '<p class="none">違う条項はありません。</p>' if not shown else ""
    yield "</main>\n</body>\n</html>"


def _named(edition: Edition) -> str:
    revision = f" 第{edition.revision}訳" if edition.revision else "（記録にないフォルダー）"
    return f"{escape(edition.slug)}{revision}、指紋 {edition.digest}"


def _clause(clause: ClauseDifference) -> Iterator[str]:
    head = f'<span class="key">{escape(clause.key)}</span>{escape(clause.title)}'
    yield f'<section>\n<h2>{head}<span class="change">{clause.change.label}</span></h2>'
    if clause.numbers:
        yield f'<p class="meta">数: {escape("、".join(clause.numbers))}</p>'
    yield '<table>\n<thead><tr><th scope="col">項目</th>'
    yield '<th scope="col">旧</th><th scope="col">新</th></tr></thead>\n<tbody>'
    yield from map(_row, clause.changed_rows)
    yield "</tbody>\n</table>\n</section>"


def _row(row: Row) -> str:
    old, new = _cell(row.old, "旧", "del"), _cell(row.new, "新", "ins")
    return f'<tr><th scope="row">{escape(row.name)}</th>{old}{new}</tr>'


def _cell(pieces: Pieces, side: str, element: str) -> str:
    parts = (
        f"<{element}>{escape(p.text)}</{element}>" if p.marked else escape(p.text) for p in pieces
    )
    text = "".join(parts) or '<span class="none">なし</span>'
    return f'<td data-side="{side}">{text}</td>'
