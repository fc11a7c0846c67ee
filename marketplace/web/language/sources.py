"""「訳すもの」 Every Japanese sentence that a page can show, read from templates and from code."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, nodes

from marketplace.web.language.letters import has_letters
from marketplace.web.language.runs import NOTHING, What, runs, spaced, spoken

MARKET = Path(__file__).parents[2]
TEMPLATES = MARKET / "web" / "templates"
CODE = ("web", "desk", "domain", "codec", "payments", "print/conditions.py", "print/insured.py")
"""Where the words of pages are written; the other packages write papers, mails and commands."""
JAPANESE_ONLY = (
    "web/api",  # answers to programs
    "web/helps",  # texts about the criteria
    "web/language",
    "web/legal",  # texts of the operator
)
PUT_TOGETHER = ("1回",)
"""Words that stand nowhere as such: a number of ours before a unit, said otherwise in English."""
_READING = Environment(autoescape=True, extensions=["jinja2.ext.do"])


def templates() -> Iterator[Path]:
    """Every template of a page."""
    yield from sorted(TEMPLATES.rglob("*.html"))


def code() -> Iterator[Path]:
    """Every file of Python that holds words of pages."""
    found = (file for house in CODE for file in _files(MARKET / house))
    return (
        file for file in found if not file.relative_to(MARKET).as_posix().startswith(JAPANESE_ONLY)
    )


def _files(place: Path) -> list[Path]:
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


def of_template(source: str, macros: Mapping[str, str] = NOTHING) -> Iterator[str]:
    """「画面の文」 The sentences of a template, then the words in its code."""
    for run in (*spoken(source, macros), *runs(source, macros)):
        if run.what is What.MESSAGE:
            yield run.key
    tree = _READING.parse(source)
    glued = [_glued(one) for one in tree.find_all(nodes.Concat)]
    parts = {id(part) for one in tree.find_all(nodes.Concat) for part in one.nodes}
    yield from (key for key in glued if has_letters(key))
    for one in tree.find_all(nodes.Const):
        if isinstance(one.value, str) and has_letters(one.value) and id(one) not in parts:
            yield one.value


def _glued(one: nodes.Concat) -> str:
    """The shape of ``title ~ "：すべて同じ"``."""
    words = (
        part.value if isinstance(part, nodes.Const) else f"{{{_named(part, i)}}}"
        for i, part in enumerate(one.nodes)
    )
    return "".join(map(str, words))


def _named(part: nodes.Expr, i: int) -> str:
    if isinstance(part, nodes.Name):
        return part.name
    return part.attr if isinstance(part, nodes.Getattr) else str(i)


def of_code(source: str) -> Iterator[str]:
    """「コードの文」 Texts and the shapes of texts with values; docstrings are none."""
    tree = ast.parse(source)
    silent = {id(part) for one in ast.walk(tree) for part in _silent(one)}
    for one in ast.walk(tree):
        if id(one) in silent:
            continue
        key = _key(one)
        if key and has_letters(key):
            silent.update(id(part) for part in ast.walk(one) if _is_piece(one, part))
            yield key


def _silent(one: ast.AST) -> Iterator[ast.AST]:
    if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant):
        yield one.value
    if isinstance(one, ast.Call) and ast.unparse(one.func) == "re.compile":
        yield from ast.walk(one)


def _is_piece(whole: ast.AST, part: ast.AST) -> bool:
    """A literal of a shape is no text of its own; what is computed inside a value is."""
    return part is not whole and part in _pieces(whole)


def _key(one: ast.AST) -> str:
    if isinstance(one, ast.Constant) and isinstance(one.value, str):
        return one.value
    pieces = _pieces(one)
    if not any(isinstance(piece, ast.Constant) for piece in pieces):
        return ""
    return "".join(_piece(piece, i) for i, piece in enumerate(pieces))


def _pieces(one: ast.AST) -> list[ast.AST]:
    """What a text with values is made of, in order."""
    if isinstance(one, ast.JoinedStr):
        return list(one.values)
    if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Add):
        sides = (one.left, one.right)
        return [piece for side in sides for piece in (_pieces(side) or [side])]
    return []


def _piece(piece: ast.AST, i: int) -> str:
    if isinstance(piece, ast.Constant):
        return str(piece.value)
    value = piece.value if isinstance(piece, ast.FormattedValue) else piece
    name = ast.unparse(value) if isinstance(value, ast.Name | ast.Attribute) else str(i)
    is_number = isinstance(piece, ast.FormattedValue) and piece.format_spec is not None
    return f"{{{spaced(name)}:,}}" if is_number else f"{{{spaced(name)}}}"
