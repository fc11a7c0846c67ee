"""原文照合 through the pages: two people, each for herself."""

import pytest

from marketplace.web.people import colleague

PAGE = "/certifier/confirmations"
HERE = PAGE + "?clause=OTK-05-4"
FORM = {
    "form": "confirm",
    "edition": "otasuke/2.0",
    "clause": "OTK-05-4",
    "official_number": "試験-5(4)",
    "document": "試験の原文（架空）",
    "page": "七",
    "same": "yes",
}


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def first(enters, world):
    """Give the first examiner."""
    return enters(world.certifier)


@pytest.fixture
def other(enters, second):
    """Give the second examiner."""
    return enters(second)


def test_two_people_complete_a_comparison(first, other, visitor):
    """The second sees that there is a record and by whom, never what it says."""
    assert "まだ誰も記録していません" in text_of(first.opens(HERE))
    assert first.sends(HERE, PAGE, FORM).status_code == 303
    mine = text_of(first.opens(HERE))
    assert "あなたの記録（もう一人を待っています）" in mine
    assert "試験-5(4)" in mine
    theirs = text_of(other.opens(HERE))
    assert "シンサキカンの人さんが 2026年11月25日に記録しています" in theirs
    assert "試験-5(4)" not in theirs
    assert other.sends(HERE, PAGE, FORM).status_code == 303
    done = text_of(other.opens(PAGE))
    assert "OTK-05-4 の原文照合が済みました。" in done
    assert "シンサキカンの人・二人目の審査員" in done
    assert "試験-5(4)" in text_of(visitor.opens("/editions/otasuke/2.0/clauses/OTK-05-4"))


def test_a_difference_shows_both_and_writes_nothing(first, other, everything):
    """What the second entered stays in the form, beside what the first had."""
    first.sends(HERE, PAGE, FORM)
    before = everything()
    answer = other.sends(HERE, PAGE, FORM | {"official_number": "試験-5(5)"})
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "一人目の記録は「試験-5(4)、試験の原文（架空）、七」" in shown
    assert "あなたの記録は「試験-5(5)、試験の原文（架空）、七」" in shown
    assert 'value="試験-5(5)"' in shown
    assert everything() == before


@pytest.mark.parametrize(
    ("entered", "field", "words"),
    [
        ({"same": ""}, "same", "番号と効力を確かめてから"),
        ({"official_number": " "}, "official_number", "書かれていない欄"),
        ({"document": ""}, "document", "書かれていない欄"),
        ({"page": "1\x1b"}, "page", "読めない文字"),
        ({"page": "9" * 61}, "page", "60 字まで"),
    ],
)
def test_an_incomplete_record_is_refused(first, everything, *, entered, field, words):
    """422 at the field, and nothing is written."""
    before = everything()
    answer = first.sends(HERE, PAGE, FORM | entered)
    shown = text_of(answer)
    assert answer.status_code == 422
    assert words in shown
    assert f'id="err-confirm-{field}"' in shown
    assert f'href="#f-confirm-{field}"' in shown
    assert everything() == before


def test_one_person_is_not_two(first, everything):
    """The same examiner cannot complete her own record."""
    first.sends(HERE, PAGE, FORM)
    before = everything()
    answer = first.sends(HERE, PAGE, FORM | {"token": "another-wish"})
    assert answer.status_code == 422
    assert "あなたがすでに記録しています" in text_of(answer)
    assert everything() == before


def test_a_record_is_taken_back_while_nobody_agreed(first, other):
    """Afterwards anybody begins again; a complete one stays."""
    first.sends(HERE, PAGE, FORM)
    back = {"edition": "otasuke/2.0", "clause": "OTK-05-4"}
    assert other.sends(PAGE, PAGE + "/withdraw", back).status_code == 422
    assert first.sends(HERE, PAGE + "/withdraw", back).status_code == 303
    assert "まだ誰も記録していません" in text_of(first.opens(HERE))
    for one in (other, first):
        one.sends(HERE, PAGE, FORM | {"token": "again"})
    assert first.sends(PAGE, PAGE + "/withdraw", back).status_code == 422


def test_what_is_done_is_done(first, other, confirmed):
    """Nothing is left, and a clause that was compared has no form."""
    shown = text_of(first.opens(HERE))
    assert "すべての条項の原文照合が済んでいます" in shown
    assert "原文を見て記録する" not in shown
    again = other.sends(PAGE, PAGE, FORM | {"token": "too-late"})
    assert again.status_code == 422
    assert "原文照合は、2026年11月25日に済んでいます" in text_of(again)


def test_the_body_is_told_what_is_left(first, enters, world, second):
    """On the first page, until it is done."""
    assert "原文照合を待つ条項が" in text_of(first.opens("/certifier/"))


def test_an_edition_that_is_not_there_is_missing(first):
    """Also in a form."""
    assert first.opens(PAGE + "?edition=otasuke/9.9").status_code == 404
    assert first.sends(PAGE, PAGE, FORM | {"edition": "otasuke/9.9"}).status_code == 404


def test_a_colleague_who_left_still_counts(store, world, second):
    """The page opens; whoever is no member any more has no name there."""
    with store.read() as book:
        assert colleague(book, world.certifier, second.person.ref) == second.person.name
        assert colleague(book, world.certifier, "ps_nobodyaaaaaaaaaa") == "いまはいない人"
