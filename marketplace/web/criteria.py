"""「基準の見せかた」 Editions by chapter and grade, and what the tags of a clause say in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from conformance.clause import Clause
from conformance.edition import FEATURES, Edition, load_edition
from conformance.facts import BY_NAME, Fact, FactKind
from marketplace.domain.offering import EvidenceKind
from marketplace.domain.tier import TAGGED
from marketplace.domain.verdict import Confirmation, Force, Grade, Verdict
from marketplace.store import Book, rulings

TWO = 2
"""People who must have recorded the same (原文照合)."""

GRADES = {
    Grade.V: ("公式の文を見た", "公式の文書を見て書き起こしました。"),
    Grade.P: ("報道・写し", "報道か、公式の文の写しから書き起こしました。"),
    Grade.R: ("原文は未見", "公式の原文をまだ見ずに、概要資料などから書き起こしました。"),
    Grade.A: ("仮の置きかた", "原文がないため、仮に置きました。施行までに照合するか、外します。"),
}
FORCES = {
    Force.MUST: ("必須", "満たさないと、全体が適合になりません。"),
    Force.SHOULD: ("推奨", "満たさなくても、全体の適合を妨げません。"),
    Force.INFO: ("情報", "審査員への問いです。全体の適合を妨げません。"),
}
_MARKS = {
    "guidance": "FAQ などの手引きから引いた条項です。"
    "機械が不適合としても、審査員二人の一致した判断で改められます。",
    "person": "機械が「はい」としたあとも、審査員が確かめます。",
    "personOnly": "機械は決めません。いつも審査員が確かめます。",
}
_TWO_WAYS = (FactKind.FEES, FactKind.SUPPLY)


@dataclass(frozen=True, slots=True)
class Chapter:
    """「章」 A chapter of an edition with those of its clauses that are shown."""

    number: str
    name: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """「原文照合の状態」 Of every clause as it reads now: the newest record, if there is one."""

    made: dict[str, Confirmation]

    def of(self, clause: Clause) -> Confirmation | None:
        """What two people recorded of a clause; half of it does not count."""
        found = self.made.get(clause.key)
        return found if found and len(set(found.by)) >= TWO else None

    def half(self, clause: Clause) -> Confirmation | None:
        """What one person recorded and nobody else has yet."""
        found = self.made.get(clause.key)
        return found if found and len(set(found.by)) == 1 else None

    def count(self, clauses: tuple[Clause, ...]) -> int:
        """How many of these clauses were compared by two people."""
        return sum(1 for clause in clauses if self.of(clause))


def compared(book: Book, edition: Edition) -> Compared:
    """「原文照合」 What any certifying body recorded of the clauses as they read now."""
    digests = {clause.key: clause.text_digest for clause in edition.clauses}
    made = (one for one in rulings.confirmations(book, edition.slug) if one.by)
    fitting = [one for one in made if digests.get(one.clause) == one.text_digest]
    return Compared({one.clause: one for one in sorted(fitting, key=lambda one: len(one.by))})


def grades(edition: Edition) -> Counter[Grade]:
    """How many clauses stand on what."""
    return Counter(clause.grade for clause in edition.clauses)


def chapters(edition: Edition) -> tuple[Chapter, ...]:
    """「章」 In the order of the text."""
    found = groupby(edition.clauses, lambda clause: clause.file)
    return tuple(_chapter(edition.slug, file, tuple(clauses)) for file, clauses in found)


def tags(clause: Clause) -> Iterator[tuple[str, str]]:
    """「札」 Every tag of a clause as written, and what it says in words."""
    tiers = [tag for tag in clause.tags if tag in TAGGED]
    yield " ".join(f"@{tag}" for tag in tiers), "・".join(TAGGED[tag].label for tag in tiers)
    yield f"@grade{clause.grade.value}", f"{GRADES[clause.grade][0]}。{GRADES[clause.grade][1]}"
    yield f"@{clause.force.value}", f"{FORCES[clause.force][0]}。{FORCES[clause.force][1]}"
    yield from ((f"@{tag}", _MARKS[tag]) for tag in clause.tags if tag in _MARKS)
    if clause.evidence > EvidenceKind.DECLARED:
        tag = f"@ev{clause.evidence.name.capitalize()}"
        yield tag, f"証跡は「{clause.evidence.label}」以上の強さが要ります。"


def facts(clause: Clause) -> tuple[Fact, ...]:
    """「聞くこと」 The facts that a clause asks of the provider."""
    return tuple(BY_NAME[name] for name in clause.facts)


def reachable(clause: Clause) -> Iterator[tuple[Verdict, str]]:
    """「出うる判定」 Every verdict that a clause can reach, and when."""
    person = clause.person or clause.person_only
    if person:
        yield Verdict.CONFORMS, "審査員が、証跡を見て適合と判断したとき"
    else:
        yield Verdict.CONFORMS, "申告が文のとおりで、証跡も足りているとき"
    if not clause.person_only:
        yield Verdict.FAILS, "申告が、文に反するとき"
    if person:
        yield Verdict.FAILS, "審査員が、不適合と判断したとき"
    yield from ((Verdict.NEEDS_PERSON, words) for words in _open(clause))
    if clause.filters:
        yield Verdict.NOT_APPLICABLE, "「もし」の文に当てはまらないとき"
    yield Verdict.FAULT, "計算の途中で不具合が起きたとき（適合とは扱いません）"


def clause_of(edition: Edition, key: str) -> Clause | None:
    """A clause by its key."""
    return next((clause for clause in edition.clauses if clause.key == key), None)


def _open(clause: Clause) -> Iterator[str]:
    yield "聞いていることの申告が、一つでもないとき"
    if any(BY_NAME[name].kind in _TWO_WAYS for name in clause.facts):
        yield "申告が二通りに読めて、答えが分かれるとき"
    if clause.grade is Grade.R:
        yield "原文照合がまだのとき"
    if clause.evidence > EvidenceKind.DECLARED:
        yield f"「{clause.evidence.label}」以上の証跡がないか、期限が切れているとき"
    if clause.person or clause.person_only:
        yield "審査員の判断がまだのとき"


def _chapter(slug: str, file: str, clauses: tuple[Clause, ...]) -> Chapter:
    number, _, name = _title(slug, file).partition(" ")
    return Chapter(number, name, clauses)


@cache
def _title(slug: str, file: str) -> str:
    """The title of a chapter: what stands after 機能 in its file."""
    text = (FEATURES / load_edition(slug).slug / file).read_text("utf-8")
    return next(line.partition(":")[2] for line in text.splitlines() if "機能:" in line).strip()
