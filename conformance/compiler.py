"""「組み立て」 The clauses of a tier → straight-line Python over a tuple of facts.

The generated function makes one conditional expression a clause, in the order of DESIGN §3.5:
filter false → filter fact missing → obligation fact missing → (unverified) → lacks → evidence too
weak → lapsed → judgement → holds. Two readings are compared by the judge, who calls it once each.
An answer function that is a single ``return`` is inlined from its own source.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from conformance import codes
from conformance.clause import Clause
from conformance.edition import Edition
from conformance.facts import INDEX, TABLES
from conformance.phrase import Sentence
from conformance.premise import Premise
from conformance.rows import FactRow, Proof, span_index
from marketplace.domain.offering import EvidenceKind
from marketplace.domain.phrase import Bound, holds_bound
from marketplace.domain.verdict import Grade

Codes = tuple[int, ...]
_FACT = re.compile(r"\bf([0-9]+)\b")


@dataclass(frozen=True, slots=True)
class Program:
    """「組み立てた基準」 The clauses of one tier and the functions that judge them.

    ``run(facts, spans, proofs, day)`` gives one code a clause; ``alone[i]`` judges clause ``i`` by
    itself. The arguments are those of ``FactRow``, the day is an ordinal.
    """

    edition: Edition
    clauses: tuple[Clause, ...]
    run: Callable[..., Codes]
    alone: tuple[Callable[..., int], ...]
    source: str

    def batch(self, rows: Sequence[FactRow], day: int) -> list[Codes]:
        """The codes of many rows; one row that faults costs only speed."""
        run = self.run
        try:
            return [
                self.codes(r, day) if r.alternatives else run(r.values, r.spans, r.proofs, day)
                for r in rows
            ]
        except Exception:  # noqa: BLE001 - judged again one by one, where faults are confined
            return [self.codes(row, day) for row in rows]

    def codes(self, row: FactRow, day: int) -> Codes:
        """The codes of a row: one reading at full speed, several compared, faults confined."""
        first = self._reading(row.values, row, day)
        if not row.alternatives:
            return first
        all_codes = [first, *(self._reading(values, row, day) for values in row.alternatives)]
        together = zip(*all_codes, strict=True)
        return tuple(c[0] if len(set(c)) == 1 else codes.TWO_READINGS for c in together)

    def _reading(self, values: tuple[Any, ...], row: FactRow, day: int) -> Codes:
        try:
            return self.run(values, row.spans, row.proofs, day)
        except Exception:  # noqa: BLE001 - whatever a clause raises is that clause's 障害
            return tuple(_alone(one, values, row, day) for one in self.alone)


def _alone(one: Callable[..., int], values: tuple[Any, ...], row: FactRow, day: int) -> int:
    try:
        return one(values, row.spans, row.proofs, day)
    except Exception:  # noqa: BLE001 - fails closed
        return codes.FAULT


_PROGRAMS: dict[tuple[str, str], Program] = {}


def compile_tier(edition: Edition, tier_tag: str) -> Program:
    """The program of a tier; generated once for an edition's digest, editions are immutable."""
    key = (edition.digest, tier_tag)
    if key not in _PROGRAMS:
        _PROGRAMS[key] = generate(edition, tier_tag)
    return _PROGRAMS[key]


def generate(edition: Edition, tier_tag: str) -> Program:
    """The program of a tier, made anew: for text that is tried once and thrown away."""
    clauses = edition.clauses_of(tier_tag)
    writer = _Writer()
    expressions = [writer.clause(clause) for clause in clauses]
    table = TABLES[clauses[0].premise if clauses else Premise.OFFERING]
    unpack = f"    {', '.join(f'f{i}' for i in range(len(table)))}, = f\n"
    lines = [f"def run(f, s, p, day):\n{unpack}    return ({', '.join(expressions)},)\n"]
    lines += [
        f"def c{i}(f, s, p, day):\n{_unpacked(e)}    return {e}\n"
        for i, e in enumerate(expressions)
    ]
    source = "\n".join(lines)
    space: dict[str, Any] = dict(writer.names)
    exec(compile(source, f"<{edition.slug} {tier_tag}>", "exec"), space)  # noqa: S102 - own source
    alone = tuple(space[f"c{i}"] for i in range(len(clauses)))
    return Program(edition, clauses, space["run"], alone, source)


def _unpacked(expression: str) -> str:
    """Lines that name the facts of one expression; a clause by itself needs no others."""
    numbers = dict.fromkeys(_FACT.findall(expression))
    return "".join(f"    f{number} = f[{number}]\n" for number in numbers)


def proven(proofs: tuple[tuple[Proof, ...], ...], least: int, day: int) -> int:
    """0 proven, 1 too weak, 2 lapsed: the weakest fact's strongest evidence in force decides."""
    worst = 0
    for evidence in proofs:
        strong = [last for kind, first, last in evidence if kind >= least and first <= day]
        if not strong:
            return 1
        if max(strong) < day:
            worst = 2
    return worst


@dataclass(slots=True)
class _Writer:
    """Writes expressions and remembers the objects they name."""

    names: dict[str, Any] = field(default_factory=lambda: {"proven": proven})

    def clause(self, clause: Clause) -> str:
        """One conditional expression that gives the clause's code."""
        holds = f"({self._holds(clause)})"
        lacks = self._code(clause, codes.FAILS)
        asked_now = self._ask(clause.obligation)
        obliges = f"({holds} if {asked_now} else {lacks})"
        if clause.person_only:  # asked for its faults only; the answer is a person's
            obliges = f"({asked_now}, {holds})[-1]"
        asked = {name for s in clause.filters for name in s.phrase.facts}
        facts = tuple(name for name in clause.obligation.phrase.facts if name not in asked)
        inner = _unless_missing(facts, obliges)
        if not clause.filters:
            return inner
        if len(clause.filters) == 1:
            only = clause.filters[0]
            return _unless_missing(only.phrase.facts, f"({inner} if {self._ask(only)} else 0)")
        false = " or ".join(f"({_known(s)} and not {self._ask(s)})" for s in clause.filters)
        facts = tuple(name for s in clause.filters for name in s.phrase.facts)
        return f"(0 if {false} else {_unless_missing(facts, inner)})"

    def _holds(self, clause: Clause) -> str:
        judged = clause.person or clause.person_only
        code = self._code(clause, codes.JUDGEMENT if judged else codes.CONFORMS)
        if clause.evidence is EvidenceKind.DECLARED:
            return str(code)
        weak, lapsed = (self._code(clause, c) for c in (codes.WEAK, codes.LAPSED))
        names = clause.obligation.phrase.facts
        spans = [span_index(name, clause.evidence) for name in names]
        quick = " and ".join(f"s[{i}] <= day <= s[{i + 1}]" for i in spans)
        proofs = ", ".join(f"p[{INDEX[name]}]" for name in names)
        slow = f"({code}, {weak}, {lapsed})[proven(({proofs},), {int(clause.evidence)}, day)]"
        return f"{code} if {quick} else {slow}"

    def _code(self, clause: Clause, code: int) -> int:
        return codes.unverified(code) if clause.grade is Grade.R else code

    def _ask(self, sentence: Sentence) -> str:
        body = _single_return(sentence.phrase.answer)
        facts = [f"f{INDEX[name]}" for name in sentence.phrase.facts]
        kept = {name: self._keep(value) for name, value in sentence.arguments.items()}
        if body is None:
            arguments = ", ".join([*facts, *(f"{name}={spelt}" for name, spelt in kept.items())])
            return f"{self._keep(sentence.phrase.answer)}({arguments})"
        text, parameters, space = body
        expression = ast.parse(text, mode="eval").body
        renamed = dict(zip(parameters, facts, strict=False)) | kept
        folded = _Folder(sentence.arguments).visit(expression)
        return f"({ast.unparse(_Renamer(renamed, space, self._keep).visit(folded))})"

    def _keep(self, value: Any) -> str:
        if type(value) in (int, str) or value is True or value is False:
            return repr(value)
        name = next((n for n, kept in self.names.items() if kept is value), f"k{len(self.names)}")
        self.names[name] = value
        return name


def _known(sentence: Sentence) -> str:
    return " and ".join(f"f{INDEX[name]} is not None" for name in sentence.phrase.facts)


def _unless_missing(facts: tuple[str, ...], expression: str) -> str:
    missing = " or ".join(f"f{INDEX[name]} is None" for name in facts)
    return f"({codes.MISSING} if {missing} else {expression})" if facts else expression


@cache
def _single_return(answer: Callable[..., Any]) -> tuple[str, list[str], dict[str, Any]] | None:
    """The expression of a function that is one ``return``, its parameters and its globals."""
    definition = ast.parse(textwrap.dedent(inspect.getsource(answer))).body[0]
    if not isinstance(definition, ast.FunctionDef):
        return None
    body = [node for node in definition.body if not _is_docstring(node)]
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        return None
    if any(isinstance(node, ast.comprehension | ast.Lambda) for node in ast.walk(body[0])):
        return None
    parameters = [a.arg for a in definition.args.args]
    return ast.unparse(body[0].value), parameters, vars(inspect.getmodule(answer))


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


_OPERATORS: dict[Bound, type[ast.cmpop]] = {
    Bound.AT_MOST: ast.LtE,
    Bound.UNDER: ast.Lt,
    Bound.AT_LEAST: ast.GtE,
    Bound.OVER: ast.Gt,
}


class _Folder(ast.NodeTransformer):
    """Works out what a sentence's arguments already decide: their attributes and its bound."""

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        self.arguments = arguments

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Write ``holds_bound(value, bound, limit)`` as the comparison that the bound is."""
        self.generic_visit(node)
        if not isinstance(node.func, ast.Name) or node.func.id != holds_bound.__name__:
            return node
        value, named, limit = node.args
        bound = self.arguments.get(named.id) if isinstance(named, ast.Name) else None
        return ast.Compare(value, [_OPERATORS[bound]()], [limit]) if bound else node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Write a number that is part of an argument as the number."""
        if isinstance(node.value, ast.Name) and node.value.id in self.arguments:
            value = getattr(self.arguments[node.value.id], node.attr)
            return ast.Constant(value) if type(value) is int else node
        return node


class _Renamer(ast.NodeTransformer):
    """Puts facts and constants in place of an answer function's parameters and globals."""

    def __init__(
        self, renamed: dict[str, str], space: dict[str, Any], keep: Callable[[Any], str]
    ) -> None:
        self.renamed, self.space, self.keep = renamed, space, keep

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Rename one name; a built-in stays."""
        if node.id in self.renamed:
            return ast.parse(self.renamed[node.id], mode="eval").body
        if node.id in self.space:
            return ast.Name(self.keep(self.space[node.id]), node.ctx)
        return node
