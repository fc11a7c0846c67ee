"""A number is put into one clause in memory; what is not there is told with what is."""

import pytest

from conformance.edition import load_edition
from conformance.what_if.setting import Asked, Change, read_asked, set_numbers
from marketplace.domain.errors import BadInput

EDITION = load_edition("otasuke/2.0")
DRAFT = load_edition("otasuke-sc/draft")


def clause(edition, key):
    return next(one for one in edition.clauses if one.key == key)


def refusal(edition, *asked):
    with pytest.raises(BadInput) as caught:
        set_numbers(edition, asked)
    return str(caught.value)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("OTK-05-1=9000", Asked("OTK-05-1", None, 9000)),
        ("OTK-05-1=9,000", Asked("OTK-05-1", None, 9000)),
        ("SC-PRICE-2.combined:2=0", Asked("SC-PRICE-2.combined", 2, 0)),
    ],
)
def test_what_is_asked_is_read(written, asked):
    assert read_asked(written) == asked


@pytest.mark.parametrize(
    "written",
    [
        "",
        "OTK-05-1",
        "OTK-05-1=",
        "OTK-05-1=９０００",
        "OTK-05-1=-1",
        "OTK-05-1=09",
        "OTK-05-1=9,00",
        "OTK-05-1=1.5",
        "OTK-05-1:0=9",
        "OTK-05-1:x=9",
        "OTK-05-1=9\n",
        "=9",
        f"OTK-05-1={'9' * 13}",
    ],
)
def test_what_cannot_be_read_is_bad_input(written):
    with pytest.raises(BadInput) as caught:
        read_asked(written)
    assert "条項の番号=数" in str(caught.value)


def test_the_number_stands_in_sentence_steps_and_digest_and_nowhere_else():
    made, changes = set_numbers(EDITION, [Asked("OTK-05-1", None, 9000)])
    assert changes == (Change("OTK-05-1", 1, 10_000, 9_000),)
    new, old = clause(made, "OTK-05-1"), clause(EDITION, "OTK-05-1")
    assert new.sentence == old.sentence.replace("10,000", "9,000")
    assert new.obligation.arguments["cap"] == 9_000
    assert new.steps == tuple(step.replace("10,000", "9,000") for step in old.steps)
    assert new.text_digest != old.text_digest
    assert made.digest != EDITION.digest
    others = [one for one in made.clauses if one.key != "OTK-05-1"]
    assert others == [one for one in EDITION.clauses if one.key != "OTK-05-1"]


def test_a_branch_is_its_own_row():
    made, _ = set_numbers(DRAFT, [Asked("SC-PRICE-2.network", None, 9000)])
    assert "9,000 円以下" in clause(made, "SC-PRICE-2.network").sentence
    for branch in ("endpoint", "combined"):
        assert clause(made, f"SC-PRICE-2.{branch}") == clause(DRAFT, f"SC-PRICE-2.{branch}")


def test_one_of_several_numbers_is_named_by_its_place():
    asked = [Asked("SC-PRICE-2.combined", 2, 1500), Asked("SC-PRICE-2.combined", 1, 8000)]
    made, _ = set_numbers(DRAFT, asked)
    found = clause(made, "SC-PRICE-2.combined").obligation.arguments
    assert (found["base"], found["each"]) == (8_000, 1_500)


def test_a_number_of_a_span_is_changed_too():
    made, _ = set_numbers(EDITION, [Asked("OTK-05-6", None, 12)])
    assert clause(made, "OTK-05-6").obligation.arguments["span"].months == 12


def test_nothing_asked_changes_nothing():
    assert set_numbers(EDITION, []) == (EDITION, ())


def test_the_same_number_leaves_the_same_text_but_is_told():
    made, changes = set_numbers(EDITION, [Asked("OTK-05-1", None, 10_000)])
    assert clause(made, "OTK-05-1") == clause(EDITION, "OTK-05-1")
    assert changes[0].label == "OTK-05-1 10,000 → 10,000"


@pytest.mark.parametrize(
    ("edition", "asked", "said"),
    [
        (EDITION, [Asked("OTK-99-9", None, 1)], "「OTK-99-9」という条項は、この版にありません"),
        (DRAFT, [Asked("SC-PRICE-2", None, 1)], "SC-PRICE-2.network、SC-PRICE-2.endpoint"),
        (EDITION, [Asked("OTK-05-7", None, 1)], "OTK-05-7 の文には、数がありません"),
        (DRAFT, [Asked("SC-PRICE-2.combined", None, 1)], "1番目が 10,000、2番目が 2,000"),
        (DRAFT, [Asked("SC-PRICE-2.combined", 3, 1)], "3番目の数はありません"),
        (EDITION, [Asked("OTK-05-1", None, 1), Asked("OTK-05-1", 1, 2)], "二度替えています"),
    ],
)
def test_what_is_not_there_is_told(edition, asked, said):
    assert said in refusal(edition, *asked)
