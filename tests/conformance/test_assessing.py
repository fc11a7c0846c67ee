"""The numbers of the SCS scheme, asked of companies: findings, both engines, proposals."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from conformance.assessing import CompanyPaper, criterion_of, findings, propose, questions, row_of
from conformance.edition import FEATURES, edition_for, in_force, load_edition
from conformance.facts import COMPANY_FACTS, FACTS, facts_digest
from conformance.formal import run_formal, run_together
from conformance.illtyped import IllTyped
from conformance.mutate.examples import ASSESSMENTS, read_expectations
from conformance.mutate.running import check_original
from conformance.reference import requirements
from conformance.trial import Trial
from marketplace.cli.criteria.mutating import score_of
from marketplace.codec.assessment import read_assessment
from marketplace.domain.assessment import Answer, Assessment
from marketplace.domain.errors import Missing, Unavailable
from marketplace.domain.practice import Lock, LockWay, Patching, Practice
from marketplace.domain.tier import Star
from marketplace.domain.verdict import Finding, Grade, Verdict

SLUG = "scs/2026-03-27"
DAY = date(2026, 11, 25)
EDITION = load_edition(SLUG)
FILES = {path.stem: path for path in sorted(ASSESSMENTS.glob("*.yaml"))}
EXPECTED = {e.name: e for e in read_expectations(EDITION, ASSESSMENTS).examples}
STARS = {
    "SCS-4-1-3-3": "3 4",
    "SCS-4-1-3-4": "3 4",
    "SCS-4-1-4-1.way": "3 4",
    "SCS-4-1-4-1.most": "3 4",
    "SCS-4-1-4-1.least": "3 4",
    "SCS-4-1-4-2": "3 4",
    "SCS-4-1-5-3.guarded": "3 4",
    "SCS-4-1-5-3.alone": "3 4",
    "SCS-4-1-5-3.kinds": "3 4",
    "SCS-4-1-8-4": "4",
    "SCS-4-4-3-1.firewall": "4",
    "SCS-4-4-3-1.proxy": "4",
    "SCS-4-4-3-1.authentication": "4",
    "SCS-4-4-4-2.days": "3 4",
    "SCS-4-4-4-2.score": "3 4",
    "SCS-4-4-4-2.undisclosed": "3 4",
    "SCS-4-4-4-3": "4",
}
"""Every clause and the stars it binds, by hand."""
REACHABLE = {
    "SCS-4-1-3-3": "pass fail na person",
    "SCS-4-1-3-4": "pass fail na person",
    "SCS-4-1-4-1.way": "pass fail person",
    "SCS-4-1-4-1.most": "na person",
    "SCS-4-1-4-1.least": "na person",
    "SCS-4-1-4-2": "pass fail person",
    "SCS-4-1-5-3.guarded": "pass fail na person",
    "SCS-4-1-5-3.alone": "pass fail na person",
    "SCS-4-1-5-3.kinds": "pass fail na person",
    "SCS-4-1-8-4": "pass fail person",
    "SCS-4-4-3-1.firewall": "pass fail person",
    "SCS-4-4-3-1.proxy": "pass fail person",
    "SCS-4-4-3-1.authentication": "pass fail person",
    "SCS-4-4-4-2.days": "pass fail person",
    "SCS-4-4-4-2.score": "pass fail na person",
    "SCS-4-4-4-2.undisclosed": "pass fail na person",
    "SCS-4-4-4-3": "pass fail person",
}
"""The verdicts that each can reach, by hand; each has an example."""
PREFIXES = {
    "pass": Verdict.CONFORMS,
    "fail": Verdict.FAILS,
    "na": Verdict.NOT_APPLICABLE,
    "person": Verdict.NEEDS_PERSON,
}


def read(stem: str) -> Assessment:
    """One example."""
    return read_assessment(FILES[stem].read_bytes(), f"{stem}.yaml")


def shown(stem: str) -> tuple[str, str]:
    """What an example shows, and of which clause."""
    prefix, rest = stem.split("-", 1)
    return prefix, max((key for key in STARS if rest.startswith(f"{key}-")), key=len)


def told(found: tuple[Finding, ...]) -> dict[str, tuple[str, str | None, str]]:
    """Each clause with verdict, reason and the verdict beneath."""
    return {f.clause: (f.answered.verdict, f.answered.reason, f.beneath.verdict) for f in found}


def test_the_edition_is_a_draft_until_the_scheme_begins() -> None:
    """And it judges companies from the day of the official text on."""
    assert edition_for("scs", date(2026, 3, 27)).digest == EDITION.digest
    with pytest.raises(Missing):
        in_force("scs", DAY)


def test_the_clauses_bind_the_stars_of_the_paper() -> None:
    """Clause by clause; a criterion of ★4 is asked at ★4 only."""
    found = {c.key: " ".join(sorted(tag[-1] for tag in c.tiers)) for c in EDITION.clauses}
    assert found == STARS
    level_of = {one.id: one.star for item in requirements(SLUG) for one in item.criteria}
    for clause in EDITION.clauses:
        assert (f"star{level_of[criterion_of(clause.key)].value}" in clause.tiers) is True
        assert {"V", "A"}.isdisjoint({clause.grade.value})


def test_every_number_of_the_data_stands_in_a_clause_and_no_other() -> None:
    """The parameters of the items are the numbers of the text."""
    data = json.loads((FEATURES / SLUG / "items.json").read_bytes())
    wanted = {
        one["id"]: {value for value in one["params"].values() if not isinstance(value, str)}
        for item in data
        for one in item["criteria"]
        if any(not isinstance(value, str) for value in one.get("params", {}).values())
    }
    said: dict[str, set[float]] = {}
    for clause in EDITION.clauses:
        numbers = re.findall(r"(?<!\S)[0-9.]+(?!\S)", " ".join(clause.steps))
        said.setdefault(criterion_of(clause.key), set()).update(map(float, numbers))
    assert {key: {float(n) for n in own} for key, own in wanted.items()} == said


def test_the_facts_of_companies_and_of_services_never_mix() -> None:
    """Two tables without a common name; each clause asks one of them."""
    own, other = ({fact.name for fact in table} for table in (COMPANY_FACTS, FACTS))
    assert not own & other
    assert {name for clause in EDITION.clauses for name in clause.facts} == own
    for slug in ("otasuke/2.0", "otasuke-sc/draft"):
        assert {n for c in load_edition(slug).clauses for n in c.facts} <= other


def test_the_table_of_company_facts_is_locked() -> None:
    """A renamed or retyped fact is a change of the document's format and must be meant."""
    assert (
        facts_digest(COMPANY_FACTS)
        == "72351c282e82dcfa576e63510b14acb6fd28708e520105a0e5bc3286eec591f4"
    )


def test_the_examples_are_those_with_expectations() -> None:
    """None without, and the unchanged text meets them all."""
    assert FILES.keys() == EXPECTED.keys()
    check_original(EDITION, read_expectations(EDITION, ASSESSMENTS))


@pytest.mark.parametrize("stem", FILES)
def test_a_name_says_what_its_file_shows(stem: str) -> None:
    """The verdict of the clause it names, and the same word in its first line."""
    prefix, key = shown(stem)
    answer = EXPECTED[stem].expected[key][0]
    assert answer.split(":")[0] == PREFIXES[prefix]
    words = {"pass": "# 適合", "fail": "# 不適合", "person": "# 要確認", "na": "# 対象外"}
    assert FILES[stem].read_text("utf-8").startswith(words[prefix])


def test_each_clause_shows_every_verdict_that_it_can_reach() -> None:
    """One example at least of each."""
    found: dict[str, set[str]] = {key: set() for key in STARS}
    for stem in FILES:
        prefix, key = shown(stem)
        found[key].add(prefix)
    assert found == {key: set(words.split()) for key, words in REACHABLE.items()}


@pytest.mark.parametrize("star", list(Star))
def test_the_formal_run_finds_the_same(star: Star) -> None:
    """pytest-bdd over every example of the star in one child."""
    stems = [stem for stem, example in EXPECTED.items() if example.tier == star.tag]
    paths = [FILES[stem] for stem in stems]
    records = run_together(paths, folder=FEATURES / SLUG, tier=star.tag, day=DAY)
    for stem, record in zip(stems, records, strict=True):
        formal = {
            f["clause"]: (f["verdict"], f["reason"], f["beneath"]["verdict"])
            for f in record["findings"]
        }
        assert formal == told(findings(EDITION, read(stem).facts, star)), stem


def test_a_service_is_no_company() -> None:
    """A manifest is refused where a star is asked, and a company's answers for a class."""
    manifest = ASSESSMENTS.with_name("clauses") / "pass-OTK-05-1-10000.yaml"
    with pytest.raises(Unavailable):
        run_formal(manifest, edition=SLUG, tier="star3", day=DAY)
    company = FILES["pass-SCS-4-1-3-3-2"]
    with pytest.raises(Unavailable):
        run_formal(company, edition="otasuke/2.0", tier="class1", day=DAY)


def test_every_mutant_of_the_text_is_killed() -> None:
    """Numbers and scores one step off, comparators, words, tags, filters, rows."""
    score = score_of(EDITION, FEATURES / SLUG, ASSESSMENTS)
    assert (score.unexplained, score.idle, score.is_clean) == ((), (), True)
    assert any("7.0" in number for number in score.by_number)


def proposed(stem: str, criterion: str) -> Answer | None:
    """The answer proposed for a criterion by an example, or none."""
    own = read(stem)
    found = propose(EDITION, own.facts, own.star).get(criterion)
    return found and found.answer


@pytest.mark.parametrize(
    ("stem", "criterion", "answer"),
    [
        ("pass-SCS-4-1-3-3-2", "4-1-3-3", Answer.MET),
        ("fail-SCS-4-1-3-3-1", "4-1-3-3", Answer.UNMET),
        ("na-SCS-4-1-3-3-not-used", "4-1-3-3", None),
        ("person-SCS-4-1-3-3-missing", "4-1-3-3", None),
        ("person-SCS-4-1-4-1.most-10", "4-1-4-1", Answer.MET),
        ("person-SCS-4-1-4-1.most-11", "4-1-4-1", None),
        ("person-SCS-4-1-4-1.least-9", "4-1-4-1", None),
        ("person-SCS-4-1-4-1.most-missing", "4-1-4-1", None),
        ("pass-SCS-4-1-4-1.way-delay", "4-1-4-1", Answer.MET),
        ("fail-SCS-4-1-4-1.way-nothing", "4-1-4-1", Answer.UNMET),
        ("pass-SCS-4-1-5-3.guarded-8", "4-1-5-3", Answer.MET),
        ("fail-SCS-4-1-5-3.alone-9", "4-1-5-3", Answer.UNMET),
        ("fail-SCS-4-1-5-3.kinds-no-digit", "4-1-5-3", Answer.UNMET),
        ("person-SCS-4-1-5-3.kinds-missing", "4-1-5-3", None),
        ("fail-SCS-4-4-3-1.proxy-5", "4-4-3-1", Answer.UNMET),
        ("person-SCS-4-4-3-1.proxy-missing", "4-4-3-1", None),
        ("pass-SCS-4-4-4-2.days-15-instead", "4-4-4-2", Answer.MET),
        ("fail-SCS-4-4-4-2.days-15", "4-4-4-2", Answer.UNMET),
        ("pass-SCS-4-4-4-3-6.9", "4-4-4-3", Answer.MET),
        ("fail-SCS-4-4-4-3-7.0", "4-4-4-3", Answer.UNMET),
    ],
)
def test_a_clause_proposes_an_answer(stem: str, criterion: str, answer: Answer | None) -> None:
    """達成 where the machine holds, 未達成 where it lacks, none where it is not known."""
    assert proposed(stem, criterion) is answer


def test_a_star_asks_only_its_own_numbers() -> None:
    """★3 proposes nothing for the logs of ★4."""
    facts = read("pass-SCS-4-1-3-3-2").facts
    three, four = (propose(EDITION, facts, star) for star in Star)
    assert four.keys() - three.keys() == {"4-1-8-4", "4-4-3-1", "4-4-4-3"}
    assert propose(EDITION, Practice(), Star.FOUR) == {}


def test_a_proposal_says_why() -> None:
    """The sentence and the value seen; an unread sentence says that it is one."""
    facts = read("fail-SCS-4-4-4-2.days-15").facts
    made = propose(EDITION, facts, Star.FOUR)
    assert made["4-4-4-2"].reason.startswith("満たしていません: 深刻な更新の適用は公開から 14 日")
    assert "15 日、代わりの対策はない" in made["4-4-4-2"].reason
    assert made["4-4-4-2"].clauses == ("SCS-4-4-4-2.days",)
    assert (made["4-4-4-2"].unread, made["4-1-4-1"].unread) == (False, True)
    assert made["4-1-4-1"].reason.endswith("参考です。")


@pytest.mark.parametrize("instead", [True, False])
def test_a_wrong_fact_is_a_fault_and_never_an_answer(*, instead: bool) -> None:
    """True is no number of days, whatever stands beside it; nothing is proposed then."""
    facts = replace(
        read("pass-SCS-4-1-3-3-2").facts, patch=Patching(days=True, other_measure=instead)
    )
    assert any(isinstance(value, IllTyped) for value in row_of(facts).values)
    found = {f.clause: f.answered.verdict for f in findings(EDITION, facts, Star.FOUR)}
    assert found["SCS-4-4-4-2.days"] is Verdict.FAULT
    assert "4-4-4-2" not in propose(EDITION, facts, Star.FOUR)


def test_the_stepwise_engine_agrees_on_a_clause_in_process() -> None:
    """The same row, walked sentence by sentence."""
    facts = Practice(lock=Lock(LockWay.LOCK, 11))
    clause = next(c for c in EDITION.clauses if c.key == "SCS-4-1-4-1.most")
    trial = Trial(clause, CompanyPaper(facts), [row_of(facts)], DAY)
    assert trial.filter(clause.filters[0].text)
    trial.oblige(clause.sentence)
    _, answered, beneath = trial.conclude()
    compiled = next(f for f in findings(EDITION, facts, Star.THREE) if f.clause == clause.key)
    assert (answered, beneath) == (compiled.answered, compiled.beneath)
    assert (clause.grade, beneath.verdict) == (Grade.R, Verdict.FAILS)


def test_each_criterion_knows_what_it_asks() -> None:
    """So that a form shows the number beside the criterion."""
    asked = questions(EDITION, Star.THREE)
    assert asked["4-1-4-1"] == ("facts.lock.way", "facts.lock.attempts")
    assert "4-4-4-3" not in asked
