"""The example dossiers show every verdict a clause can reach, and both engines see it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from conformance.edition import FEATURES, load_edition
from conformance.judge import judge
from marketplace.codec.dossier import read_dossier
from marketplace.domain.tier import TIERS

DAY = date(2026, 11, 25)
FOLDER = Path(__file__).resolve().parents[1] / "clauses"
FILES = {path.stem: path for path in sorted(FOLDER.glob("*.yaml"))}
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
BASELINE, OUTSIDE, BENEATH = (EXPECTED.pop(name) for name in ("baseline", "outside", "beneath"))
YES, NO, NA, UNREAD = "conforms", "fails", "not_applicable", "needs_person:unverified_criterion"
WORDS = {
    "yes": YES,
    "no": NO,
    "na": NA,
    "missing": "needs_person:missing_fact",
    "two": "needs_person:two_readings",
    "weak": "needs_person:evidence_too_weak",
    "lapsed": "needs_person:evidence_lapsed",
    "unread": UNREAD,
    "ask": "needs_person:judgement",
}

# Which verdicts of the prefix of a file's name.
PREFIXES = {"pass": YES, "fail": NO, "person": "needs_person", "na": NA}

# Every verdict a dossier can bring about, clause by clause, thought out by hand.
PAPER = tomllib.loads((FOLDER / "reachable.toml").read_text(encoding="utf-8"))
TIER_OF = PAPER.pop("tiers")
EDITIONS = tuple(PAPER)
REACHABLE = {
    key: (
        [TIER_OF[tier] for tier in row["tiers"].split()],
        {WORDS[word] for word in row["answers"].split()},
    )
    for slug in EDITIONS
    for key, row in PAPER[slug].items()
}

# What lies beneath a clause whose text nobody has read: the answer when it is confirmed.
CAN_LIE_BENEATH = {
    key: {WORDS[word] for word in row["beneath"].split()}
    for slug in EDITIONS
    for key, row in PAPER[slug].items()
    if "beneath" in row
}
EDITION_OF = {tier: slug for slug in EDITIONS for key in PAPER[slug] for tier in REACHABLE[key][0]}


def shown_by(stem):
    """Split a file's name into what it shows and of which clause; the case is left out."""
    prefix, rest = stem.split("-", 1)
    keys = [key for key in REACHABLE if rest == key or rest.startswith(f"{key}-")]
    return prefix, max(keys, key=len, default="")


def answered(verdict, reason):
    return f"{verdict}:{reason}" if reason else str(verdict)


def day_of(stem):
    return EXPECTED[stem].get("day", DAY)


def own(stem):
    """What a file says beside the baseline of its tier and what its type leaves outside."""
    return EXPECTED[stem].get("findings", {})


def expected(stem):
    """Give the answers written down for an example: baseline, 対象外, and its own over both."""
    entry = EXPECTED[stem]
    outside = [*OUTSIDE.get(entry.get("type"), ()), *entry.get("not_applicable", ())]
    of_tier = [key for key in outside if entry["tier"] in REACHABLE[key][0]]
    return BASELINE[entry["tier"]] | dict.fromkeys(of_tier, NA) | own(stem)


def expected_beneath(stem):
    """Give what must lie beneath each clause of the example that nobody has read."""
    unread = [key for key, answer in expected(stem).items() if answer == UNREAD]
    written = BENEATH | EXPECTED[stem].get("beneath", {})
    return {key: written.get(key, YES) for key in unread}


def told(verdict, beneath, plan):
    return answered(*verdict), answered(*beneath), plan


def compiled(stem):
    """Judge an example; clause → answer, the answer beneath, plan."""
    entry, path = EXPECTED[stem], FILES[stem]
    dossier = read_dossier(path.read_bytes(), path.name)
    edition = load_edition(EDITION_OF[entry["tier"]])
    report = judge(edition, dossier, TIERS[entry["tier"]], day_of(stem))
    return {
        f.clause: told(
            (f.answered.verdict, f.answered.reason), (f.beneath.verdict, f.beneath.reason), f.plan
        )
        for f in report.findings
    }


def together():
    """Sort the examples by what one formal run has in common: tier and day."""
    sorts = {}
    for stem in FILES:
        sorts.setdefault((EXPECTED[stem]["tier"], day_of(stem)), []).append(stem)
    return sorts


@pytest.fixture(scope="module", name="formal")
def _formal(run_in_chunks):
    """Run every example through pytest-bdd; clause → answer, the answer beneath, plan."""
    found = {}
    for (tier, day), stems in together().items():
        paths = [FILES[stem] for stem in stems]
        records = run_in_chunks(FEATURES / EDITION_OF[tier], tier, day, paths)
        found |= dict(zip(stems, map(read, records), strict=True))
    return found


def read(record):
    return {
        row["clause"]: told(
            (row["verdict"], row["reason"]),
            (row["beneath"]["verdict"], row["beneath"].get("reason")),
            row["plan"],
        )
        for row in record["findings"]
    }


def test_every_example_has_its_entry():
    """No file without expectations, no expectations without a file."""
    assert set(FILES) == set(EXPECTED)


@pytest.mark.parametrize("slug", EDITIONS)
def test_every_clause_is_thought_out(slug):
    """The table names the clauses of the edition, no more and no fewer."""
    assert set(PAPER[slug]) == {clause.key for clause in load_edition(slug).clauses}


@pytest.mark.parametrize("tier", BASELINE)
def test_a_tier_has_the_clauses_of_the_paper(tier):
    """Clause by clause."""
    by_paper = {key for key, (tiers, _) in REACHABLE.items() if tier in tiers}
    found = {clause.key for clause in load_edition(EDITION_OF[tier]).clauses_of(tier)}
    assert found == by_paper


@pytest.mark.parametrize("stem", FILES)
def test_a_name_says_what_its_file_shows(stem):
    """pass-, fail-, person- or na-, and the clause it is about."""
    prefix, key = shown_by(stem)
    answer = expected(stem).get(key, YES)
    assert answer.split(":")[0] == PREFIXES[prefix]


@pytest.mark.parametrize("key", REACHABLE)
def test_a_clause_shows_every_verdict_it_can_reach(key):
    """The examples named for a clause show all its verdicts and reasons, and no others."""
    named = [stem for stem in FILES if shown_by(stem)[1] == key]
    assert {expected(stem).get(key, YES) for stem in named} == REACHABLE[key][1]


@pytest.mark.parametrize("key", CAN_LIE_BENEATH)
def test_an_unread_clause_shows_everything_that_can_lie_beneath(key):
    """What a confirmation of the official text would uncover."""
    named = [expected_beneath(stem) for stem in FILES if shown_by(stem)[1] == key]
    assert {beneath[key] for beneath in named if key in beneath} == CAN_LIE_BENEATH[key]


@pytest.mark.parametrize("stem", FILES)
def test_an_example_has_exactly_the_findings_written_down(stem):
    """Nothing more is found than what was thought out by hand, and nothing less."""
    found = {key: answer for key, (answer, _, _) in compiled(stem).items() if answer != YES}
    assert found == expected(stem)


@pytest.mark.parametrize("stem", FILES)
def test_an_example_has_beneath_its_unread_clauses_what_was_written_down(stem):
    """The machine's own answer, which a confirmation would uncover."""
    found = {key: below for key, (answer, below, _) in compiled(stem).items() if answer == UNREAD}
    assert found == expected_beneath(stem)


@pytest.mark.parametrize("stem", FILES)
def test_an_example_shows_one_thing(stem):
    """Beside what is common to all one answer, or what hangs on one missing value."""
    deep = EXPECTED[stem].get("beneath", {})
    assert len({*own(stem).values(), *deep.values()}) <= 1
    assert all(expected_beneath(stem)[key] == answer for key, answer in deep.items())
    assert all(BASELINE[EXPECTED[stem]["tier"]].get(key) != own(stem)[key] for key in own(stem))


@pytest.mark.parametrize("stem", FILES)
def test_an_example_says_in_japanese_what_it_shows(stem):
    """The first line is a comment that begins with the verdict."""
    words = {"pass": "適合", "fail": "不適合", "person": "要確認", "na": "対象外"}
    first = FILES[stem].read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(f"# {words[shown_by(stem)[0]]}")


@pytest.mark.parametrize("stem", FILES)
def test_the_formal_run_finds_the_same(stem, formal):
    """Clause by clause the same verdict, reason, answer beneath and plan from pytest-bdd."""
    assert formal[stem] == compiled(stem)


def test_the_findings_name_the_plan_that_decides():
    """Of two plans the dearer one is named."""
    assert compiled("fail-OTK-05-1-two-plans")["OTK-05-1"] == (NO, NO, "premium")
