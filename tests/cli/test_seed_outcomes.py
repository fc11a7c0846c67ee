"""What came of every manifest by the demo's first day: listed, waiting, turned down, ended, kept.

What is expected is written by hand from the manifests, ``expected.toml`` and the calendar.
"""

from datetime import date, timedelta

import pytest

from marketplace.cli.demo.parties import MANIFESTS
from marketplace.cli.demo.stage import manifest_file
from marketplace.desk.catalogue.listing import current
from marketplace.desk.editions import in_force, timeline
from marketplace.desk.judging import open_clauses
from marketplace.desk.review import review
from marketplace.desk.submission import Submit, submit
from marketplace.desk.trials import listed_trials
from marketplace.desk.versions import versions
from marketplace.domain.certificate import ListingBasis, SubmissionState
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Refused
from marketplace.domain.verdict import Verdict
from marketplace.host import read_manifest
from marketplace.store import certificates, organisations, submissions

DAY = date(2026, 11, 25)


@pytest.fixture
def book(demo_store):
    with demo_store.read() as book:
        yield book


@pytest.fixture
def actors(book):
    return organisations.actors(book)


@pytest.fixture
def act_as(actors):
    """Give the first actor of an organisation by a part of its name."""
    return lambda name: next(actor for actor in actors if name in actor.org.name)


LISTED = {
    ("hinata", "class1", "basic plus", date(2028, 11, 24)),
    ("tsubasa", "class1", "standard light", date(2028, 11, 24)),
    ("semiyama", "class1", "kihon teigaku", date(2028, 9, 23)),
    ("kogarashi", "class1", "ninzu nenbarai", date(2028, 9, 23)),
    ("sumihashi", "class1", "muryo hangaku tsukigime", date(2028, 9, 27)),
    ("namikoshi", "class1", "kaisen kaisha", date(2028, 9, 27)),
    ("semiyama", "class2", "pro", date(2028, 9, 30)),
    ("budouzaka", "class1", "kisetsu mimawari", date(2028, 9, 30)),
    ("iwakine", "class1", "hitotsu matomete", date(2028, 9, 30)),
    ("ushionada", "class1", "shima ninzu", date(2028, 10, 4)),
    ("ushionada", "class2", "oki", date(2028, 10, 4)),
    ("iwakine", "class2", "oku", date(2028, 10, 4)),
    ("mitsuwatari", "class1", "kihon teigaku", date(2028, 10, 7)),
    ("mitsuwatari", "class2", "pro", date(2028, 10, 7)),
}

WAITING = {
    ("tonegishi", "PC当番 上"): ("05-2", "05-4"),
    ("amatsubo", "PC守り"): ("05-2", "05-5"),
    ("yuzukawa", "門守り"): ("06-2",),
    ("hizenya", "門番"): ("05-1",),
    ("kogarashi", "番屋 大"): ("02-4",),
    ("kasane", "まるごと見守り"): ("02-4",),
}
"""Provider and a part of the name → what is open but the clauses that a person always looks at."""

UNLOOKED = {"OTK-02-6", "OTK-04-1", "OTK-06-4", "OTK-08-1", "OTK-09-1", "OTK-10-1"}
"""What examiners have not yet looked at in three of those that wait."""

TURNED_DOWN = {
    "yukishiro": "OTK-05-6",
    "tonegishi": "OTK-05-4",
    "mikawane": "OTK-05-5",
    "chanoha": "自社の基金",
    "sorahashi": "OTK-03-1",
}

LAPSED, TAKEN_DOWN = {"otowabori", "minaminohama"}, "kamosaki"

DRAFTS = {
    "kawachine": {"OTK-05-1"},
    "kawachine-pc": {"OTK-05-5"},
    "kirishimo": {"OTK-05-2"},
    "hizenya-o": {"OTK-20-3"},
    "budouzaka-oku": {"OTK-20-2"},
}
"""What its provider only has in a drawer: the desk takes no submission with such a fault.

What two examiners could overrule (手引き) is handed in: OTK-03-1, OTK-06-2, OTK-06-3.
"""


TRIALS = {
    ("semiyama", "SCstar3", "kyoten"),
    ("sumihashi", "SCstar3", "nenkan"),
    ("iwakine", "SCstar3plus", "dandan"),
    ("mitsuwatari", "SCstar4", "bansou"),
    ("kawachine", "SCstar3", "deiriguchi"),
    ("otowabori", "SCstar3plus", "tanmatsu"),
    ("mitsuwatari", "SCstar3plus", "marugoto"),
    ("budouzaka", "SCstar4", "mon"),
}
"""Listed by the draft's leave: provider, tier, and the one plan of each."""


def test_these_are_listed_on_trial(book):
    """From the first day, 180 days long, for what the machine leaves to people."""
    found = listed_trials(book, DAY)
    named = {(o.provider.code, o.tier.tag, o.dossier.offering.plans[0].code) for o in found}
    assert named == TRIALS
    assert {(one.since, one.until) for one in found} == {(DAY, date(2027, 5, 23))}
    assert {one.verdict for one in found} == {Verdict.NEEDS_PERSON}
    assert {one.edition.slug for one in found} == {"otasuke-sc/draft"}
    assert listed_trials(book, date(2027, 5, 24)) == ()


def test_these_are_listed(book):
    """Fourteen certificates with 25 plans, of eleven providers."""
    found = {
        (
            one.provider.code,
            one.tier.tag,
            " ".join(sorted(plan.code for plan in one.dossier.plans_of(one.tier))),
            one.valid_until,
        )
        for one in certificates.public_listed(book, DAY)
    }
    assert found == {(a, b, " ".join(sorted(plans.split())), c) for a, b, plans, c in LISTED}
    listings = current(book, DAY).listings
    certified = [one for one in listings if one.basis is ListingBasis.CERTIFICATE]
    assert len(certified) == sum(len(one[2].split()) for one in LISTED) == 25
    assert len(listings) == 25 + len(TRIALS)


def of_state(book, examiner, state):
    return [one for one in submissions.submissions(book, examiner) if one.state is state]


def test_these_wait_for_an_examiner(book, act_as):
    examiner = act_as("適合確認機構")
    found = {}
    for one in of_state(book, examiner, SubmissionState.SUBMITTED):
        left = open_clauses(review(book, examiner, one.ref, DAY).outcome)
        keys = {settled.finding.clause for settled in left} - UNLOOKED
        found[one.provider.code, one.dossier.offering.name] = tuple(sorted(keys))
    assert len(found) == len(WAITING)
    for (code, part), clauses in WAITING.items():
        (named,) = [keys for (of, name), keys in found.items() if of == code and part in name]
        assert named == tuple(f"OTK-{number}" for number in clauses), code


def test_the_newest_that_waits_has_one_question_open(book, act_as):
    """It is the visitor's."""
    examiner = act_as("適合確認機構")
    newest = of_state(book, examiner, SubmissionState.SUBMITTED)[0]
    outcome = review(book, examiner, newest.ref, DAY).outcome
    assert (newest.provider.code, outcome.verdict) == ("kasane", Verdict.NEEDS_PERSON)
    assert [one.finding.clause for one in open_clauses(outcome)] == ["OTK-02-4"]


def test_these_were_turned_down_with_a_reason(book, act_as):
    examiner = act_as("適合確認機構")
    found = of_state(book, examiner, SubmissionState.REFUSED)
    assert {one.provider.code for one in found} == set(TURNED_DOWN)
    for one in found:
        assert TURNED_DOWN[one.provider.code] in one.decision_reason
        assert review(book, examiner, one.ref, DAY).outcome.verdict is Verdict.FAILS


def test_two_certificates_lapsed_and_one_listing_was_withdrawn(book, act_as):
    made = certificates.certificates(book, act_as("適合確認機構"))
    assert len(made) == len(LISTED) + 3
    assert {one.provider.code for one in made if one.valid_until < DAY} == LAPSED
    ends = {one.valid_until for one in made if one.provider.code in LAPSED}
    assert ends == {date(2026, 10, 31)}
    taken = {(one.provider.code, one.delisted_on) for one in made if one.delisted_on}
    assert taken == {(TAKEN_DOWN, date(2026, 10, 22))}
    numbers = [one.number for one in reversed(made)]
    assert numbers == [f"2026-{number:04}" for number in range(1, len(made) + 1)]


def test_one_service_has_two_price_versions(book):
    """400 yen and more came later; everything else has one."""
    history = {
        one.provider.code: [
            (japan_day(since.since), [price.amount for price in plan.prices])
            for since in versions(book, one.ref)
            for plan in since.plans
            if plan.code == "nenbarai"
        ]
        for one in certificates.public_listed(book, DAY)
        if one.tier.tag == "class1"
    }
    assert history.pop("kogarashi") == [
        (date(2026, 9, 24), [8_400, 22_000]),
        (date(2026, 10, 26), [8_900, 22_000]),
    ]
    assert not any(history.values())


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", DRAFTS)
def test_a_failing_manifest_stays_a_draft(demo_store, act_as, now, name):
    """Nothing of it is in the store, and its provider could not hand it in."""
    raw = manifest_file(name).read_bytes()
    dossier = read_manifest(raw, f"{name}.yaml")
    actor = act_as(dossier.provider.name)
    with demo_store.read() as book:
        own = submissions.submissions(book, actor)
        assert dossier.offering.code not in {one.dossier.offering.code for one in own}
    with pytest.raises(Refused, match="has_fails") as refused, demo_store.act() as book:
        submit(book, actor, Submit(f"try-{name}", raw, f"{name}.yaml"), now)
    assert {one.finding.clause for one in refused.value.values["findings"]} == DRAFTS[name]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_manifest_is_handed_in_or_a_draft(book, act_as):
    """All 32 of 24 providers, 61 plans: none is forgotten."""
    files = [*MANIFESTS.glob("*.yaml"), *MANIFESTS.glob("world/*.yaml")]
    names = {file.stem for file in files} - {"providers", "companies"}
    read = [read_manifest(manifest_file(name).read_bytes(), f"{name}.yaml") for name in names]
    made = submissions.submissions(book, act_as("適合確認機構"))
    handed_in = {(one.provider.code, one.dossier.offering.code) for one in made}
    drafts = {
        (one.provider.code, one.offering.code)
        for name, one in zip(names, read, strict=True)
        if name in DRAFTS
    }
    assert {(one.provider.code, one.offering.code) for one in read} == handed_in | drafts
    assert (len(read), len(handed_in), len(drafts)) == (32, 27, 5)
    assert sum(len(one.offering.plans) for one in read) == 61


def test_the_draft_is_in_force_three_weeks_later(book):
    """Decided on the first day by both examiners; until then it stays a draft."""
    known = timeline(book)
    days = (DAY, DAY + timedelta(days=20), DAY + timedelta(days=21))
    assert [known.state_on("otasuke-sc/draft", day).state for day in days] == [
        "draft",
        "draft",
        "in_force",
    ]
    assert in_force(book, "otasuke-sc", days[-1]).slug == "otasuke-sc/draft"
