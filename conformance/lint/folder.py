"""「基準の検査」 Every finding of one edition's folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conformance.clause import Clause
from conformance.lint.clauses import lint_clause, lint_keys
from conformance.lint.lines import lint_lines
from conformance.lint.tree import lint_tree
from conformance.reading import parse, read_file
from marketplace.domain.errors import BadInput, Fault


def lint_folder(folder: Path) -> tuple[Fault, ...]:
    """Every finding of one edition's folder, in the order of files and lines."""
    files = sorted(folder.glob("*.feature"))
    if not files:
        return (Fault(folder.as_posix(), "基準の章がありません。", "場所を確かめてください。"),)
    found: list[Fault] = []
    clauses: list[Clause] = []
    for file in files:
        read, faults = _read(file)
        clauses += read
        found += [*faults, *_lint_text(file)]
    found += [fault for clause in clauses for fault in lint_clause(clause)]
    found += lint_keys(clauses, folder / "keys.lock")
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: (fault.place, fault.line or 0)))


def _read(file: Path) -> tuple[list[Clause], list[Fault]]:
    read: list[Clause] = []
    faults: list[Fault] = []
    for made in read_file(file, keep_going=True):
        if isinstance(made, BadInput):
            faults += made.faults
        else:
            read.append(made)
    if not read and not faults:
        faults.append(Fault(file.name, "条項が一つもありません。", "シナリオを書いてください。"))
    return read, faults


def _lint_text(file: Path) -> Iterator[Fault]:
    text = file.read_bytes().decode("utf-8", "replace")
    yield from lint_lines(text, file.name)
    try:
        document = parse(text, file.name)
    except BadInput:  # found by reading, with its line
        return
    yield from lint_tree(document["feature"], text.split("\n"), file.name)
