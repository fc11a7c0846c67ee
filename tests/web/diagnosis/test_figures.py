"""The figures of a diagnosis are the same wherever they are shown."""

import csv
import io
import re

import pytest

from conformance.reference import level
from marketplace.codec.assessment import read_assessment
from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.domain.assessment import Answer, Reply
from marketplace.domain.progress import counts, counts_by_category, gaps, reached

HEAD = r'<tr[^>]*><th scope="row">(?:<a[^>]*>)?(?:\d\. )?([^<]+)(?:</a>)?</th>'
ROW = re.compile(HEAD + r'((?:<td class="num">\d+</td>){6})')


def text(answer):
    return answer.get_data(as_text=True)


def answers_of(company):
    """Three companies by hand: nothing done; only 達成 but one; a bit of everything."""
    criteria = level("scs/2026-03-27", 3).criteria
    if company == "nothing":
        return {}
    if company == "nearly":
        return {one.id: Reply(Answer.MET) for one in criteria if one.id != "7-1-1-1"}
    turn = (Answer.MET, Answer.MET, Answer.PARTLY, Answer.UNMET, Answer.OPEN)
    made = {one.id: Reply(turn[place % 5]) for place, one in enumerate(criteria)}
    return made | {"2-1-2-1": Reply(Answer.NOT_APPLICABLE, reason="共有していない")}


BY_HAND = {
    "nothing": ("あと 81基準", (81, 0, 0, 0, 81, 0), 0),
    "nearly": ("あと 1基準", (81, 80, 0, 0, 1, 0), 25),
    "mixed": (None, None, None),
}


@pytest.mark.parametrize("company", BY_HAND)
def test_every_figure_is_the_same(clerk, store, world, company, *, kept, now, diagnosed):
    """On the page, in the CSV, and in the functions that count."""
    told = tuple(ReplyTo(number, one, 0) for number, one in answers_of(company).items())
    store.run(reply, world.company, GiveReply("all", diagnosed, told), now)
    picture = kept()
    made, asked = picture.kept.assessment, picture.level
    page = text(clerk.opens(f"/sme/diagnosis/{diagnosed}/result"))
    table = {name: tuple(map(int, re.findall(r"\d+", cells))) for name, cells in ROW.findall(page)}
    wanted = {label: six(one) for label, one in counts_by_category(made, asked).items()}
    assert table == wanted | {"合計": six(counts(made, asked.criteria))}
    assert f"あと {len(gaps(made, asked))}基準" in page
    assert f"{len(reached(made, asked))}項目</span>" in page
    assert page.count("<g><title>") == len(asked.criteria)
    headline, total, items = BY_HAND[company]
    if headline:
        assert headline in page
        assert (table["合計"], len(picture.reached)) == (total, items)
    document = clerk.opens(f"/sme/diagnosis/{diagnosed}/answers.json").get_data()
    assert read_assessment(document, "a.json") == made
    sheet = text(clerk.opens(f"/sme/diagnosis/{diagnosed}/answers.csv"))
    assert sheet.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"))))
    said = [row["答え"] for row in rows]
    words = [one.label for one in (Answer.MET, Answer.PARTLY, Answer.UNMET, Answer.OPEN)]
    assert [said.count(word) for word in words] == list(table["合計"][1:5])


def six(one):
    return (one.asked, one.met, one.partly, one.unmet, one.open, one.not_applicable)


def test_a_cell_that_begins_like_a_formula_stays_text(clerk, store, world, *, now, diagnosed):
    told = (ReplyTo("4-1-3-1", Reply(Answer.MET, note="=1+1"), 0),)
    store.run(reply, world.company, GiveReply("n", diagnosed, told), now)
    assert "'=1+1" in text(clerk.opens(f"/sme/diagnosis/{diagnosed}/answers.csv"))
