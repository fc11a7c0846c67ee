"""What an edition's text must be before anything is judged by it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from conformance.edition import (
    FEATURES,
    Edition,
    edition_digest,
    edition_for,
    editions,
    folder_digest,
    in_force,
    load_edition,
    newest_draft,
)
from conformance.facts import FACTS, facts_digest
from conformance.phrase import PHRASES, bind, match
from conformance.settle import assumptions
from marketplace.domain.errors import BadInput, Missing
from marketplace.domain.verdict import Confirmation, Grade

TAGS = "@T-1 @class1 @gradeV @must"
STEP = "ならば 技術者を派遣する体制がある"


def test_the_folder_of_an_edition_has_the_digest_of_its_last_event() -> None:
    """The text that is judged is the text that was put in force."""
    newest = {state.slug: state for state in editions()}
    for slug, state in newest.items():
        assert edition_digest(slug) == state.digest
        assert load_edition(slug).digest == state.digest


def test_the_fact_table_is_locked() -> None:
    """A renamed or retyped fact is a change of the public format and must be meant."""
    assert len({fact.name for fact in FACTS}) == len(FACTS)
    assert facts_digest() == "c60399f23eec32a78787b4f452fca848036321f119c7c707a3b7339698c6a4c2"


def test_every_step_matches_exactly_one_phrase_and_every_phrase_is_used() -> None:
    """No sentence is ambiguous, no phrase is idle."""
    clauses = [c for slug in {s.slug for s in editions()} for c in load_edition(slug).clauses]
    sentences = {s.text for c in clauses for s in (*c.filters, c.obligation)}
    used = {bind(text).phrase.pattern for text in sentences}
    assert used == {phrase.pattern for phrase in PHRASES}
    for text in sentences:
        assert sum(match(text, phrase) is not None for phrase in PHRASES) == 1


def test_every_clause_has_source_and_interpretation_and_a_title_without_thresholds() -> None:
    """What a clause stands on is said where it stands."""
    for clause in (c for slug in {s.slug for s in editions()} for c in load_edition(slug).clauses):
        assert clause.source
        assert clause.interpretation
        assert not re.search(r"(^|\s)[0-9][0-9,.]*(\s|$)", clause.title)


@pytest.mark.parametrize(
    ("day", "slug"), [(date(2024, 3, 15), "otasuke/2.0"), (date(2026, 11, 25), "otasuke/2.0")]
)
def test_the_edition_in_force_follows_the_day(day: date, slug: str) -> None:
    """From its first day on."""
    assert in_force("otasuke", day).slug == slug


def test_the_day_before_the_first_edition_has_none() -> None:
    """Nothing is judged by an edition that is not in force."""
    with pytest.raises(Missing):
        in_force("otasuke", date(2024, 3, 14))


DRAFTED = date(2026, 11, 23)


def test_the_new_classes_have_a_draft_and_no_edition_in_force() -> None:
    """From the day it was drafted on; what judges the classes is the draft until then."""
    with pytest.raises(Missing):
        in_force("otasuke-sc", DRAFTED)
    assert newest_draft("otasuke-sc", DRAFTED).slug == "otasuke-sc/draft"
    assert edition_for("otasuke-sc", DRAFTED) is newest_draft("otasuke-sc", DRAFTED)
    for find in (newest_draft, edition_for):
        with pytest.raises(Missing):
            find("otasuke-sc", DRAFTED - timedelta(days=1))


def test_an_edition_in_force_comes_before_any_draft() -> None:
    """And it is no draft itself."""
    assert edition_for("otasuke", DRAFTED).slug == "otasuke/2.0"
    with pytest.raises(Missing):
        newest_draft("otasuke", DRAFTED)


def test_the_digest_of_an_edition_covers_the_data_it_uses(tmp_path: Path) -> None:
    """A changed criterion of the SCS scheme is another edition; its own folder is the same."""
    root = tmp_path / "features"
    shutil.copytree(FEATURES, root)
    assert edition_digest("otasuke-sc/draft", root) == edition_digest("otasuke-sc/draft")
    data = root / "scs/2026-03-27/items.json"
    data.write_bytes(data.read_bytes() + b" ")
    assert edition_digest("otasuke-sc/draft", root) != edition_digest("otasuke-sc/draft")
    folders = [folder_digest(one / "otasuke-sc/draft") for one in (root, FEATURES)]
    assert folders[0] == folders[1]
    assert edition_digest("otasuke/2.0", root) == edition_digest("otasuke/2.0")


@pytest.mark.parametrize(
    ("state", "allowed"),
    [("draft", True), ("consultation", True), ("in_force", False), ("superseded", False)],
)
def test_an_assumption_stands_only_before_an_edition_is_in_force(
    make_edition: Callable[..., Edition],
    scenario: Callable[..., str],
    state: str,
    *,
    allowed: bool,
) -> None:
    """Grade A in an edition in force, now or once, is refused."""
    text = scenario(TAGS.replace("gradeV", "gradeA"), STEP)
    if allowed:
        assert make_edition(text, "T-1", state=state).clauses[0].grade is Grade.A
        return
    with pytest.raises(BadInput, match="@gradeA"):
        make_edition(text, "T-1", state=state)


def test_the_assumptions_of_a_draft_are_gone_once_two_people_confirmed_each() -> None:
    """One person, another text, another edition or a later day leaves a clause where it was."""
    draft = load_edition("otasuke-sc/draft")
    assumed = tuple(c for c in draft.clauses if c.grade is Grade.A)
    keys = tuple(c.key for c in assumed)
    made = [
        Confirmation(draft.slug, c.key, c.text_digest, "1", "文書", "2", ("高橋", "木村"), DRAFTED)
        for c in assumed
    ]
    assert (len(keys), assumptions(draft, (), DRAFTED)) == (29, keys)
    assert assumptions(draft, made, DRAFTED) == ()
    assert assumptions(draft, made, DRAFTED - timedelta(days=1)) == keys
    for change in ({"by": ("高橋",)}, {"text_digest": "0" * 64}, {"edition": "otasuke/2.0"}):
        assert assumptions(draft, [replace(made[0], **change), *made[1:]], DRAFTED) == keys[:1]


COVERS = "ならば 段階のすべての評価基準に、満たす手段を示している"


@pytest.mark.parametrize(("step", "uses"), [(COVERS, ()), (STEP, ("scs/2026-03-27",))])
def test_an_edition_names_the_data_that_its_facts_are_computed_with(
    make_edition: Callable[..., Edition],
    scenario: Callable[..., str],
    step: str,
    uses: tuple[str, ...],
) -> None:
    """No more and no less, so that its digest covers it."""
    with pytest.raises(BadInput, match="scs/2026-03-27"):
        make_edition(scenario(TAGS, step), "T-1", uses=uses)


def test_an_unknown_edition_is_missing_and_names_the_known_ones() -> None:
    """A slug of a typing error."""
    with pytest.raises(Missing) as caught:
        load_edition("otasuke/9.9")
    assert "otasuke/2.0" in str(caught.value)


def test_a_well_formed_edition_is_read(
    make_edition: Callable[..., Edition], scenario: Callable[..., str]
) -> None:
    """The case that the refusals below differ from by one thing."""
    assert [c.key for c in make_edition(scenario(TAGS, STEP), "T-1").clauses] == ["T-1"]


@pytest.mark.parametrize(
    "case",
    [
        (TAGS, (STEP,), ("T-1", "T-2"), "keys.lock"),
        (TAGS, (STEP,), (), "keys.lock"),
        ("@class1 @gradeV @must", (STEP,), ("T-1",), "番号"),
        ("@T-1 @class1 @must", (STEP,), ("T-1",), "確かさ"),
        ("@T-1 @class1 @gradeV @gradeP @must", (STEP,), ("T-1",), "確かさ"),
        ("@T-1 @class1 @gradeV", (STEP,), ("T-1",), "効力"),
        ("@T-1 @gradeV @must", (STEP,), ("T-1",), "区分"),
        (f"{TAGS} @clas2", (STEP,), ("T-1",), "@clas2"),
        (TAGS, (STEP, STEP), ("T-1",), "並び"),
        (TAGS, (), ("T-1",), "並び"),
        (TAGS, ("もし 監視の方式が「併用型」である",), ("T-1",), "並び"),
        (TAGS, ("ならば 空を飛べる",), ("T-1",), "定型文"),
        (
            TAGS,
            ("ならば ネットワークを見守る時間は、毎日 ２４ 時間以上である",),
            ("T-1",),
            "定型文",
        ),
        (
            TAGS,
            ("ならば 端末ごとの断れない月額料金（税抜）は 2000 円以下である",),
            ("T-1",),
            "定型文",
        ),
    ],
)
def test_text_that_could_mislead_is_refused(
    make_edition: Callable[..., Edition], scenario: Callable[..., str], case: tuple[Any, ...]
) -> None:
    """Each for its own reason, with the place."""
    tags, steps, keys, word = case
    with pytest.raises(BadInput) as caught:
        make_edition(scenario(tags, *steps), *keys)
    assert word in str(caught.value)


def test_two_scenarios_of_one_title_are_refused(
    make_edition: Callable[..., Edition], scenario: Callable[..., str]
) -> None:
    """pytest-bdd would silently run only the second."""
    text = scenario(TAGS, STEP) + scenario(TAGS.replace("T-1", "T-2"), STEP)
    with pytest.raises(BadInput, match="二度"):
        make_edition(text, "T-1", "T-2")


def test_one_number_on_two_scenarios_is_refused(
    make_edition: Callable[..., Edition], scenario: Callable[..., str]
) -> None:
    """A verdict must belong to one clause."""
    text = scenario(TAGS, STEP) + scenario(TAGS, STEP, title="別の題")
    with pytest.raises(BadInput, match="T-1"):
        make_edition(text, "T-1")


def test_tags_on_the_feature_are_refused(
    make_edition: Callable[..., Edition], scenario: Callable[..., str]
) -> None:
    """Inherited tags only add up, so a tier there would bind every clause."""
    head = "# language: ja\n@class2\n機能: 章\n\n  ルール: 試し\n    出典: 文, 日, 所\n\n"
    with pytest.raises(BadInput, match="シナリオ"):
        make_edition(scenario(TAGS, STEP), "T-1", head=head)


def test_a_scenario_outside_a_rule_is_refused(
    make_edition: Callable[..., Edition], scenario: Callable[..., str]
) -> None:
    """Its source would stand nowhere."""
    with pytest.raises(BadInput, match="ルール"):
        make_edition(scenario(TAGS, STEP), "T-1", head="# language: ja\n機能: 章\n\n")


def test_broken_gherkin_is_refused_with_the_file(make_edition: Callable[..., Edition]) -> None:
    """A full-width colon, for one."""
    with pytest.raises(BadInput, match=r"01\.feature"):
        make_edition("", "T-1", head="# language: ja\n機能：章\n")
