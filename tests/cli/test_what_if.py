"""``otasuke editions what-if``: who would move under another text, and by how much."""

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conformance.edition import FEATURES, load_edition
from conformance.judge import Subject, judge
from conformance.settle import settle
from conformance.stored import rows_of_json, rows_to_json
from conformance.what_if.setting import Asked, set_numbers
from marketplace.cli.judge.gathering import Gathered
from marketplace.cli.judge.judging import Bench, by_tier, lines
from marketplace.cli.what_if.comparing import Move, compare
from marketplace.codec.dossier import read_dossier
from marketplace.domain.verdict import Confirmation, Decisions, Grade, Ruling, Verdict

DAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
FILES = sorted((Path(__file__).resolve().parents[1] / "clauses").glob("*-*.yaml"))
EDITION, DRAFT = load_edition("otasuke/2.0"), load_edition("otasuke-sc/draft")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def bare(store, database_url, monkeypatch, run):
    """Run ``editions what-if`` on a store without any offering."""
    monkeypatch.setenv("OTASUKE_DATABASE_URL", str(database_url))
    return lambda *words: run("editions", "what-if", *words)


@pytest.fixture
def market(bare, store, first_day):
    """Run it on the demo's first day."""
    store.run(first_day, NOW)
    return bare


def gathered(family="otasuke"):
    """Every example of the family, from stored rows."""
    found = []
    for path in FILES:
        dossier = read_dossier(path.read_bytes(), path.name)
        stored = rows_of_json(rows_to_json(dossier, DAY))
        tiers = [tier for tier in dossier.offering.tiers if tier.family == family]
        found += [
            Gathered(Subject("p", path.stem, dossier.digest, tier), stored[tier.tag], ())
            for tier in tiers
        ]
    return found


def confirmed(edition):
    """Everything that was unread is read, of this edition's own words."""
    clauses = [clause for clause in edition.clauses if clause.grade is Grade.R]
    return tuple(
        Confirmation(edition.slug, c.key, c.text_digest, "1", "基準", "2", ("a", "b"), DAY)
        for c in clauses
    )


CHANGES = [
    (EDITION, [Asked("OTK-05-1", None, 9_000)]),
    (EDITION, [Asked("OTK-05-1", None, 20_000), Asked("OTK-05-2", None, 1_500)]),
    (EDITION, [Asked("OTK-05-6", None, 12), Asked("OTK-20-4", None, 60)]),
    (EDITION, []),
    (DRAFT, [Asked("SC-PRICE-2.network", None, 9_000)]),
    (DRAFT, [Asked("SC-PRICE-2.combined", 2, 1_000), Asked("SC-PRICE-6", None, 36)]),
]


@pytest.mark.parametrize(("edition", "asked"), CHANGES)
@pytest.mark.parametrize("read", [True, False], ids=["read", "unread"])
def test_both_results_are_those_of_a_judgement_by_itself(edition, asked, read):
    """All at once, and only where the texts differ; yet the same as twice in full."""
    other, _ = set_numbers(edition, asked)
    benches = [Bench(e, confirmed(e) if read else (), DAY) for e in (edition, other)]
    moved = 0
    for together in by_tier(gathered(edition.slug.split("/")[0])).values():
        made = compare(*benches, together)
        wanted = [[line.verdict for line in lines(bench, together)] for bench in benches]
        for counted, verdicts in zip((made.now, made.then), wanted, strict=True):
            assert dict(counted) == {one: verdicts.count(one) for one in set(verdicts)}
        pairs = zip(together, *wanted, strict=True)
        moves = [(one.subject.offering, a, b) for one, a, b in pairs if a is not b]
        assert [(m.gathered.subject.offering, m.now, m.then) for m in made.moved] == moves
        assert all(m.causes for m in made.moved)
        moved += len(moves)
    assert bool(moved) == bool(asked)


def ruled(edition, ruling_of):
    """One offering with a question to an examiner, answered under the text of today."""
    path = next(one for one in FILES if one.stem == "person-OTK-02-4-ndr")
    dossier = read_dossier(path.read_bytes(), path.name)
    (tier,) = dossier.offering.tiers
    report = judge(edition, dossier, tier, DAY)
    rulings = tuple(
        Ruling(
            report.provider,
            report.offering,
            f.clause,
            f.text_digest,
            f.facts_digest,
            ruling_of,
            "見た",
            ("a", "b"),
            DAY,
        )
        for f in report.findings
        if f.beneath.verdict is Verdict.NEEDS_PERSON
    )
    subject = Subject(report.provider, report.offering, dossier.digest, tier)
    stored = rows_of_json(rows_to_json(dossier, DAY))[tier.tag]
    return report, Gathered(subject, stored, rulings)


@pytest.mark.parametrize("verdict", [Verdict.CONFORMS, Verdict.FAILS])
def test_what_people_ruled_counts_under_both_texts(verdict):
    report, one = ruled(EDITION, verdict)
    other, _ = set_numbers(EDITION, [Asked("OTK-05-1", None, 1)])
    made = compare(
        Bench(EDITION, confirmed(EDITION), DAY), Bench(other, confirmed(other), DAY), [one]
    )
    outcome = settle(report, Decisions(confirmed(EDITION), one.rulings), DAY)
    assert dict(made.now) == {outcome.verdict: 1}
    assert outcome.verdict is verdict
    assert dict(made.then) == {Verdict.FAILS: 1}
    named = [cause.decides.key for moved in made.moved for cause in moved.causes]
    assert named == (["OTK-05-1"] if verdict is Verdict.CONFORMS else [])


def test_who_falls_on_which_clause_by_how_much(market):
    said = market("otasuke/2.0", "--set", "OTK-05-1=9000")
    assert (said.code, said.err) == (0, "")
    assert "■ もしも otasuke/2.0 第1訳（OTK-05-1 10,000 → 9,000） なら" in said.out
    assert "1類: 3 件（不適合になる 2）" in said.out
    assert "いま  : 適合 2・要確認 1" in said.out
    assert "もしも: 適合 1・不適合 2" in said.out
    (line,) = [one for one in said.out.splitlines() if one.startswith("hinata/mihari-utm")]
    for part in (
        "適合 → 不適合",
        "OTK-05-1",
        "月額 10,000 円",
        "9,000 円以下",
        "+1,000（10,000 なら満たす）",
    ):
        assert part in line


def test_of_several_plans_the_farthest_is_told(market):
    """Both plans of this one are above the cap; how far the dearer one is says what is needed."""
    said = market("otasuke/2.0", "--set", "OTK-05-1=9000")
    (line,) = [one for one in said.out.splitlines() if one.startswith("kasane/marugoto-ndr")]
    assert "月額 9,900 円" in line
    assert line.endswith("+900（9,900 なら満たす）")


def test_nobody_moves_where_nothing_is_changed(market):
    said = market("otasuke/2.0")
    assert said.code == 0
    assert "1類: 3 件（動かない）" in said.out
    assert "●" not in said.out


@pytest.fixture(name="newer")
def _newer(tmp_path):
    """Copy the edition, to change it."""
    folder = tmp_path / "otasuke" / "2.1"
    shutil.copytree(FEATURES / "otasuke/2.0", folder)

    def change(file, old, new):
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), "utf-8")
        return folder

    return change


def test_another_edition_is_compared_with_the_one_of_today(market, newer):
    folder = newer("05-kakaku.feature", "10,000 円以下", "9,900 円以下")
    said = market(folder)
    assert "■ もしも otasuke/2.1 なら" in said.out
    assert "いまの版 otasuke/2.0 第1訳" in said.out
    assert "1類: 3 件（不適合になる 1）" in said.out
    both = market(folder, "--set", "OTK-05-1=10000")
    assert "（動かない）" in both.out


def test_who_becomes_a_question(market, newer):
    """What was confirmed stays so only while its words stay."""
    said = market(newer("02-kanshi.feature", "UTM", "ほかの機器"))
    assert "● 要確認になる" in said.out
    assert "適合 → 要確認" in said.out


def test_who_rises_when_the_question_goes_away(market, newer):
    """A clause that is gone asks nothing; the table says that it is gone."""
    folder = newer("02-kanshi.feature", "@OTK-02-4 @class1", "@OTK-02-4 @class2")
    said = market(folder)
    assert "● 適合になる（1）" in said.out
    (line,) = [one for one in said.out.splitlines() if one.startswith("kasane/")]
    assert "要確認 → 適合" in line
    assert "この版にはない" in line


def test_what_was_dear_rises_when_the_cap_does(store):
    found = [one for one in gathered() if one.subject.offering == "fail-OTK-05-1-10001"]
    other, _ = set_numbers(EDITION, [Asked("OTK-05-1", None, 10_001)])
    benches = (Bench(EDITION, confirmed(EDITION), DAY), Bench(other, confirmed(other), DAY))
    (moved,) = compare(*benches, found).moved
    assert moved.now is Verdict.FAILS
    assert moved.move in (Move.RISES, Move.ASKS)


def test_json_holds_the_same_figures(market):
    words = ("otasuke/2.0", "--set", "OTK-05-1=9000", "--format", "json")
    told = market(*words).json
    (tier,) = told["tiers"]
    assert (tier["total"], tier["moved"]["falls"]) == (3, 2)
    assert told["changes"] == [{"clause": "OTK-05-1", "place": 1, "old": 10000, "new": 9000}]
    first = told["moved"][0]
    assert (first["provider"], first["now"], first["then"]) == ("hinata", "conforms", "fails")
    (clause,) = first["clauses"]
    assert (clause["limit"], clause["needed"], clause["over"]) == (9000, 10000, 1000)
    assert market(*words).json == told


def test_the_picture_says_what_the_table_says(market, tmp_path):
    file = tmp_path / "what-if.svg"
    said = market("otasuke/2.0", "--set", "OTK-05-1=9000", "--svg", file)
    root = ET.fromstring(file.read_text("utf-8"))  # noqa: S314 - our own output
    assert root.get("role") == "img"
    named = {root.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")}
    assert set(root.get("aria-labelledby").split()) == named
    desc = root.find(f"{SVG}desc").text
    shown = "".join(one.text for one in root.iter(f"{SVG}text"))
    for figures in re.findall(r"(?:いま  |もしも): (.+)", said.out):
        assert figures in desc
        assert figures in shown
    assert "OTK-05-1 で不適合になる 2 件" in desc
    assert not re.search(r"style=|<script|href", file.read_text("utf-8"))


def test_a_picture_that_cannot_be_written_is_bad_input(market, tmp_path):
    found = market("otasuke/2.0", "--svg", tmp_path)
    assert (found.code, found.out) == (2, "")
    assert "書けません" in found.err


def test_other_schemes_are_left_alone(market):
    said = market("otasuke-sc/draft", "--set", "SC-PRICE-2.network=9000")
    assert said.code == 0
    assert "この版の区分の申請はありません" in said.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["otasuke/9.9"], "版もフォルダーもありません"),
        (["otasuke/2.0", "--set", "OTK-99-9=1"], "という条項は、この版にありません"),
        (["otasuke/2.0", "--set", "OTK-05-7=1"], "数がありません"),
        (["otasuke/2.0", "--set", "OTK-05-1"], "条項の番号=数"),
        (["otasuke-sc/draft", "--set", "SC-PRICE-2.combined=1"], "1番目が 10,000"),
    ],
)
def test_what_cannot_be_supposed_is_bad_input(bare, words, said):
    found = bare(*words)
    assert (found.code, found.out) == (2, "")
    assert said in found.err


def test_an_empty_market_has_nothing_to_suppose(bare):
    said = bare("otasuke/2.0")
    assert (said.code, said.out) == (2, "")
    assert "一つもない" in said.err
