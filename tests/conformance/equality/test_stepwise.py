"""A hundred thousand generated dossiers: the compiled engine and the stepwise one are equal.

Compared is every answer to every clause of every tier: verdict, reason, what lies beneath an unread
text, and the plan that decides. Both are given the same fact rows; the stepwise one looks the
evidence up in the dossier, the compiled one in the proofs of the row.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from conformance import codes, trial
from conformance.clause import Clause
from conformance.compiler import Program, compile_tier
from conformance.edition import load_edition
from conformance.phrase import bind
from conformance.trial import Trial
from marketplace.domain.phrase import Phrase

DAY = date(2026, 11, 25)
SLUGS = ("otasuke/2.0", "otasuke-sc/draft")
BOUND = [
    (s, tag) for s in SLUGS for tag in sorted({t for c in load_edition(s).clauses for t in c.tiers})
]
DOSSIERS = 100_000
EACH = -(-DOSSIERS // len(BOUND))
FEW = 300
SEED = 5


@pytest.fixture(autouse=True)
def _bound_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bind a sentence once instead of at every step; nothing else is made faster."""
    monkeypatch.setattr(trial, "bind", cache(bind))


def walked(clause: Clause, case: Any) -> tuple[Any, ...]:
    """Give the answer of the stepwise engine: plan, verdict with reason, the same beneath."""
    steps = Trial(clause, case.dossier, case.rows, DAY)
    if all(steps.filter(sentence.text) for sentence in clause.filters):
        steps.oblige(clause.obligation.text)
    return steps.conclude()


def differing(program: Program, cases: Any) -> dict[str, set[int]]:
    """Give for every clause the codes that the stepwise engine answers otherwise."""
    found: dict[str, set[int]] = defaultdict(set)
    for case in cases:
        judged = program.batch(case.rows, DAY.toordinal())
        for clause, *given in zip(program.clauses, *judged, strict=True):
            pairs = zip(case.rows, given, strict=True)
            row, worst = max(pairs, key=lambda pair: codes.beneath(pair[1]))
            told = (row.plan, codes.answered(worst), codes.answered(codes.beneath(worst)))
            found[clause.key].update([] if walked(clause, case) == told else [worst])
    return {key: seen for key, seen in found.items() if seen}


@pytest.mark.parametrize(("slug", "tag"), BOUND)
def test_compiled_and_stepwise_answers_are_equal(slug: str, tag: str, make_cases: Any) -> None:
    """Whatever is declared, both sides of every number, and of the wrong type now and then."""
    program = compile_tier(load_edition(slug), tag)
    assert differing(program, make_cases(slug, SEED, EACH)) == {}


@pytest.mark.parametrize(("slug", "tag"), BOUND)
def test_the_generated_rows_reach_every_kind_of_answer(
    slug: str, tag: str, make_cases: Any
) -> None:
    """Each clause is answered, left open, a fault; with evidence strong, weak and lapsed."""
    program = compile_tier(load_edition(slug), tag)
    rows = [case.rows[0] for case in make_cases(slug, SEED, EACH)]
    reached = [set(column) for column in zip(*program.batch(rows, DAY.toordinal()), strict=True)]
    for clause, seen in zip(program.clauses, reached, strict=True):
        beneath = {codes.beneath(code) for code in seen}
        always = {
            codes.MISSING,
            codes.FAULT,
            codes.JUDGEMENT if _person(clause) else codes.CONFORMS,
        }
        proven = {codes.WEAK, codes.LAPSED} if int(clause.evidence) > 1 else set()
        lacks = set() if clause.person_only else {codes.FAILS}
        assert beneath >= always | proven | lacks | ({0} if clause.filters else set()), clause.key


def _person(clause: Clause) -> bool:
    return clause.person or clause.person_only


def swapped(program: Program, index: int, before: int, after: int) -> Program:
    """Change one answer code of one clause in what the compiler made."""

    def run(*given: Any) -> tuple[int, ...]:
        found = list(program.run(*given))
        found[index] = after if found[index] == before else found[index]
        return tuple(found)

    return replace(program, run=run)


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("OTK-02-1", codes.WEAK, codes.LAPSED),
        ("OTK-02-1", codes.LAPSED, codes.CONFORMS),
        ("OTK-02-3", codes.NOT_APPLICABLE, codes.CONFORMS),
        ("OTK-05-6", codes.UNVERIFIED_FAILS, codes.UNVERIFIED_CONFORMS),
        ("OTK-06-3", codes.MISSING, codes.NOT_APPLICABLE),
        ("OTK-02-4", codes.JUDGEMENT, codes.CONFORMS),
    ],
)
def test_a_changed_answer_code_is_found(key: str, before: int, after: int, make_cases: Any) -> None:
    """At its clause and nowhere else."""
    program = compile_tier(load_edition("otasuke/2.0"), "class1")
    index = [clause.key for clause in program.clauses].index(key)
    planted = swapped(program, index, before, after)
    found = differing(planted, make_cases("otasuke/2.0", SEED, FEW))
    assert set(found) == {key}
    assert after in found[key]


@pytest.mark.parametrize(
    ("slug", "tag"), [("otasuke/2.0", "class2"), ("otasuke-sc/draft", "SCstar4")]
)
def test_a_phrase_that_answers_otherwise_in_one_engine_is_found(
    slug: str, tag: str, make_cases: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Phrase after phrase, turned round in the stepwise engine alone; each clause of it differs."""
    program, cases = compile_tier(load_edition(slug), tag), list(make_cases(slug, SEED, FEW))
    asked = {c.obligation.phrase.pattern: c for c in program.clauses if not c.person_only}
    for pattern in asked:
        monkeypatch.setattr(trial, "bind", cache(lambda text, p=pattern: _turned(text, p)))
        assert set(differing(program, cases)) >= {
            c.key for c in program.clauses if c.obligation.phrase.pattern == pattern
        }


def _turned(text: str, pattern: str) -> Any:
    sentence = bind(text)
    phrase = sentence.phrase
    return replace(sentence, phrase=_opposite(phrase)) if phrase.pattern == pattern else sentence


def _opposite(phrase: Phrase) -> Phrase:
    return replace(phrase, answer=lambda *facts, **said: not phrase.answer(*facts, **said))
