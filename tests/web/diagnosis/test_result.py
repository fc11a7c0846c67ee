"""The result: the same figures everywhere for the demo's three companies, and who does the rest."""

import csv
import io
import re
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from conformance.reference import level
from marketplace.cli.demo.diagnosing import document
from marketplace.codec.assessment import read_assessment
from marketplace.desk.diagnosis.importing import ImportAnswers, import_answers
from marketplace.desk.diagnosis.replying import ReplyTo
from marketplace.desk.diagnosis.starting import StartDiagnosis, start_diagnosis
from marketplace.domain.assessment import Answer
from marketplace.domain.progress import answer_of
from tests.web.diagnosis.forms import fills, form, text

ROOT = Path(__file__).resolve().parents[3]
TABLES = yaml.safe_load((ROOT / "tests/desk/diagnosis/tables.yaml").read_text("utf-8"))
SIX = ("asked", "met", "partly", "unmet", "open", "not_applicable")
CELLS = r"((?:<td class=\"num\">\d+</td>){6})"
ROW = re.compile(r'<a href="[^"]*">(\d)\. [^<]+</a></th>' + CELLS)
SUM = re.compile(r"合計</th>" + CELLS)
WORDS = {one: one.label for one in Answer}


@pytest.fixture
def takes_in(store, world, now):
    """Give a way to let the company have answered as one of the demo's companies; its address."""

    def take(name):
        made = document(name)
        begun = store.run(start_diagnosis, world.company, StartDiagnosis(name, made.star), now)
        told = tuple(ReplyTo(number, one, 0) for number, one in made.replies.items())
        parts = (made.scope, made.profile, made.facts)
        order = ImportAnswers(f"i-{name}", begun.ref, 0, told, *parts)
        store.run(import_answers, world.company, order, now)
        return begun.ref

    return take


def numbers(cells):
    return list(map(int, re.findall(r"\d+", cells)))


def left(total):
    return sum(total[2:5])


@pytest.mark.parametrize("name", TABLES)
def test_page_pdf_csv_json_and_api_say_the_same(clerk, takes_in, name):
    """Against the tables that were counted by hand."""
    table, ref = TABLES[name], takes_in(name)
    path, total = f"/sme/diagnosis/{ref}", table["total"]
    page = text(clerk.opens(f"{path}/result"))
    assert {n: numbers(cells) for n, cells in ROW.findall(page)} == table["categories"]
    assert numbers(SUM.search(page)[1]) == total
    assert f"あと {left(total)}基準。うち" in page
    assert page.count("<g><title>") == total[0] + total[5]
    assert page.count('<input type="checkbox" name="criterion"') == left(total)
    paper = said_by(clerk.opens(f"{path}/result.pdf"))
    for number, row in table["categories"].items():
        assert re.search(rf"^{number}\. \S+ {spelt(row)}$", paper, re.MULTILINE), (number, row)
    assert f"合計 {spelt(total)}\n" in paper
    assert f"{table['headline']}。うち" in paper
    assert counted(clerk.opens(f"{path}/answers.csv")) == total[1:]
    assert counted_of(clerk.opens(f"{path}/answers.json"), table) == total[1:]
    found = clerk.opens(f"/api/v1/own/diagnoses/{ref}").json
    assert [found["total"][one] for one in SIX] == total
    assert len(found["gaps"]) == left(total)


def said_by(answer):
    """Give what is said on paper, row by row."""
    pages = PdfReader(io.BytesIO(answer.get_data())).pages
    return "\n".join(page.extract_text() for page in pages)


def spelt(row):
    return " ".join(map(str, row))


def counted(answer):
    """Count the answers of the table for a spreadsheet."""
    rows = list(csv.DictReader(io.StringIO(text(answer).removeprefix("\ufeff"))))
    said = [row["答え"] for row in rows]
    return [said.count(WORDS[one]) for one in Answer]


def counted_of(answer, table):
    """Count the answers of the document as it is read again."""
    made = read_assessment(answer.get_data(), "a.json")
    said = [answer_of(made, one) for one in level(made.edition, int(made.star.value)).criteria]
    assert len(said) == table["total"][0] + table["total"][5]
    return [said.count(one) for one in Answer]


def test_a_wrong_table_would_be_found(clerk, takes_in):
    page = text(clerk.opens(f"/sme/diagnosis/{takes_in('minato')}/result"))
    assert numbers(SUM.search(page)[1]) != [80, 17, 2, 22, 39, 1]


def test_owner_and_day_are_decided_on_the_page(clerk, kept, diagnosed):
    path = f"/sme/diagnosis/{diagnosed}"
    page = text(clerk.opens(f"{path}/result"))
    assert "担当が未定" in page
    assert '<datalist id="colleagues"><option value="' in page
    told = {"criterion": ["1-3-1-1", "6-1-1-1"], "owner": "保守の架空社"}
    told |= {"due_y": "2027", "due_m": "1", "due_d": "29"}
    sent = form(clerk.opens(f"{path}/result"), at=-2) | told
    done = clerk.client.post(f"{path}/assign", data=sent)
    assert done.location.endswith("/result#todo")
    assert str(kept().kept.assessment.reply("6-1-1-1").due) == "2027-01-29"
    page = text(clerk.opens(f"{path}/result"))
    assert page.index("担当：保守の架空社") < page.index("担当が未定")
    assert "<b>2027年1月29日まで</b>" in page
    assert '/sme/documents/incident">インシデント対応手順</a>' in page


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ({"owner": "田中"}, "しるしを付け"),
        ({"criterion": "1-3-1-1"}, "担当か期日"),
        ({"criterion": "1-3-1-1", "due_y": "2027", "due_m": "2", "due_d": "30"}, "暦にある日"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(
    clerk, everything, *, diagnosed, entered, words
):
    path, before = f"/sme/diagnosis/{diagnosed}", everything()
    sent = form(clerk.opens(f"{path}/result"), at=-2) | entered
    refused = clerk.client.post(f"{path}/assign", data=sent)
    assert refused.status_code == 422
    assert words in text(refused)
    if "criterion" in entered:
        assert 'value="1-3-1-1" checked' in text(refused)
    assert everything() == before


def test_the_files_are_the_company_s_own(enters, world, diagnosed):
    stranger = enters(world.stranger)
    assert stranger.opens(f"/sme/diagnosis/{diagnosed}/result.pdf").status_code == 404


def test_the_short_form_gives_a_result_without_any_gap(clerk, kept, diagnosed):
    """Everything is 達成: no headline of gaps, nothing to do."""
    path = f"/sme/diagnosis/{diagnosed}"
    for category in "1234567":
        page = clerk.opens(f"{path}/{category}")
        met = dict.fromkeys(re.findall(r'name="(a-[\d-]+)"', text(page)), "met")
        fills(clerk, f"{path}/{category}", **met)
    assert kept().gaps == ()
    page = text(clerk.opens(f"{path}/result"))
    assert "81基準すべてに「達成」と答えました" in page
    assert "あと" not in page.partition("<h1>")[2].partition("</h1>")[0]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("information=yes&delay=no", "★4 です（目安）"),
        ("information=no&delay=no&reach=no", "★3 です（目安）"),
        ("information=no&delay=no", "まだ目安を言えません"),
        ("information=maybe", "まだ目安を言えません"),
    ],
)
def test_three_questions_where_the_wish_is_unclear(clerk, asked, words):
    page = text(clerk.opens(f"/sme/diagnosis?{asked}"))
    assert words in page
    assert ("checked><span><b>★4" in page) is ("★4" in words)


def test_security_action_stands_as_each_source_has_it(clerk):
    """The page counts neither list; each source is named."""
    usual = text(clerk.opens("/sme/diagnosis"))
    newer = text(clerk.opens("/sme/diagnosis?by=guideline"))
    assert "控え（バックアップ）を取る" not in usual
    assert "控え（バックアップ）を取る" in newer
    assert "まだ原文を確かめていません" in newer
    for page in (usual, newer, text(clerk.opens("/sme/diagnosis?by=%3Cx"))):
        assert "5か条" not in page
        assert "6か条" not in page
        assert "https://www.ipa.go.jp/security/security-action/" in page
        assert "実証事業" in page
