"""The criteria as everybody reads them: by chapter, by grade, and one page a clause."""

import re

import pytest

from conformance.edition import load_edition
from marketplace.desk.confirming import Confirm, confirm
from marketplace.domain.verdict import Grade

EDITION = load_edition("otasuke/2.0")
PAGE = "/editions/otasuke/2.0"
KEY = re.compile(r'<li class="crow" id="([^"]+)"')


@pytest.fixture
def database():
    """The criteria read the same on every database."""
    return "sqlite"


@pytest.fixture
def reads(visitor, world):
    """Give a way to read a page of the criteria."""
    return lambda path: visitor.opens(path).get_data(as_text=True)


def test_the_edition_is_shown_as_written(reads):
    """Every clause with its text, in the order of the chapters."""
    page = reads(PAGE)
    assert KEY.findall(page) == [clause.key for clause in EDITION.clauses]
    for words in ("10,000 円以下である", "ならば", "5　価格", "20　2類の要件", "報道・写し"):
        assert words in page


@pytest.mark.parametrize("grade", Grade)
def test_clauses_are_picked_by_grade(reads, grade):
    """The link of a grade shows exactly its clauses; the counts stay those of the edition."""
    wanted = [clause.key for clause in EDITION.clauses if clause.grade is grade]
    page = reads(f"{PAGE}?grade={grade.value}")
    assert KEY.findall(page) == wanted
    assert f"{len(wanted)}の条項を示しています" in page
    assert (f"grade={grade.value}" in reads(PAGE)) is bool(wanted)


def test_clauses_are_picked_by_chapter_and_grade_together(reads):
    """Each link keeps what was picked in the other row."""
    page = reads(f"{PAGE}?chapter=5&grade=P")
    assert KEY.findall(page) == ["OTK-05-1", "OTK-05-2"]
    assert "?chapter=5&amp;grade=R" in page
    assert "?chapter=2&amp;grade=P" in page
    assert "この組合せの条項はありません" in reads(f"{PAGE}?chapter=99")
    assert len(KEY.findall(reads(f"{PAGE}?grade=x"))) == len(EDITION.clauses)


def test_the_list_of_editions_counts_what_was_seen(reads):
    """How many clauses stand on what, and how many of the unseen ones were compared."""
    page = reads("/editions")
    shown = [EDITION, *map(load_edition, ("otasuke-sc/draft", "scs/2026-03-27"))]
    counted = [
        len([c for c in one.clauses if c.grade is grade]) for one in shown for grade in Grade
    ]
    assert [int(n) for n in re.findall(r'<b class="n">(\d+)</b>', page)] == counted
    assert "うち原文照合ずみ 0" in page


def test_compared_clauses_are_counted(reads, confirmed):
    """All of the unseen ones, when two examiners have read them."""
    unseen = len([c for c in EDITION.clauses if c.grade is Grade.R])
    assert f"うち原文照合ずみ {unseen}" in reads("/editions")
    assert reads(PAGE).count("原文照合ずみ</span>") == unseen


@pytest.mark.parametrize("clause", EDITION.clauses, ids=lambda clause: clause.key)
def test_every_clause_has_a_page(reads, clause):
    """Text, tags in words, source, reading, questions, verdicts, digest."""
    page = reads(f"{PAGE}/clauses/{clause.key}")
    for step in clause.steps:
        assert step.partition(" ")[2] in page
    for words in (clause.title, clause.source, clause.interpretation, clause.text_digest):
        assert words in page
    for tag in clause.tags[1:]:
        assert f"@{tag}" in page, tag
    assert "どんなときに、どの判定になるか" in page


def test_a_clause_says_what_its_tags_mean(reads):
    """In words, with the question that is put to the provider."""
    page = reads(f"{PAGE}/clauses/OTK-02-4")
    for words in (
        "審査員二人の一致した判断で改められます",
        "いつも審査員が確かめます",
        "「書類」以上の強さ",
        "監視に使う道具の種類（UTM、EDR など）をすべて挙げてください。",
        "「もし」の文に当てはまらないとき",
    ):
        assert words in page
    assert "申告が、文に反するとき" not in page
    assert "申告が二通りに読めて" in reads(f"{PAGE}/clauses/OTK-05-1")


def test_a_clause_that_is_not_there_is_missing(visitor, world):
    """Under an edition that is, and under one that is not."""
    for path in (f"{PAGE}/clauses/OTK-99-9", "/editions/otasuke/9.9/clauses/OTK-05-1"):
        assert visitor.opens(path).status_code == 404


def test_a_clause_says_how_far_the_comparison_is(store, world, second, reads, now):
    """Nobody, one examiner, two; who they are is said by their role, never by name."""
    page = f"{PAGE}/clauses/OTK-05-4"
    assert "まだ照合されていません" in reads(page)
    for examiner, words in ((world.certifier, "一人目の審査員が"), (second, "審査員 2人")):
        place = ("5(4)", "試験の原文（架空）", "7")
        order = Confirm(f"t-{examiner.person.ref}", "otasuke/2.0", "OTK-05-4", *place)
        store.run(confirm, examiner, order, now)
        shown = reads(page)
        assert words in shown
        assert ("5(4)" in shown) is (examiner is second)
        assert examiner.person.name not in shown


def test_a_clause_of_companies_is_asked_of_companies(reads):
    """Under its own name, its stars, its own document; a service's clause asks the provider."""
    page = reads("/editions/scs/2026-03-27/clauses/SCS-4-4-4-3")
    assert "会社に聞くこと" in page
    assert "診断の書類の項目" in page
    assert "facts.boundary.worst_score" in page
    assert "<dd>★4</dd>" in page
    assert "事業者に聞くこと" in reads(f"{PAGE}/clauses/OTK-05-1")
    assert "SCS評価制度の評価基準" in reads("/editions")
