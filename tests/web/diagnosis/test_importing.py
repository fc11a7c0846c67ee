"""A company takes answers in from a file, and sees before what would change."""

import io
import json
import re

import pytest

from marketplace.codec.assessment import dump_assessment
from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.domain.assessment import Answer, Reply
from tests.web.diagnosis.forms import form, text

HEADS = "評価基準,答え,メモ\r\n"


@pytest.fixture
def hands_in(clerk, diagnosed):
    """Give a way to choose a file on the page and look into it."""
    path = f"/sme/diagnosis/{diagnosed}/import"

    def hand_in(raw, name="answers.csv"):
        page = clerk.opens(path)
        return clerk.client.post(path, data=form(page) | {"file": (io.BytesIO(raw), name)})

    return hand_in


@pytest.fixture
def confirms(clerk, diagnosed):
    """Give a way to confirm what a preview shows."""
    path = f"/sme/diagnosis/{diagnosed}/import/confirm"
    return lambda shown, **more: clerk.client.post(path, data=form(shown) | more)


@pytest.fixture
def answers(store, world, now, diagnosed):
    """Give a way for somebody of the company to answer without a page."""

    def answer(number, given, *, seen=0, actor=None):
        order = GiveReply(f"{number}-{seen}", diagnosed, (ReplyTo(number, given, seen),))
        store.run(reply, actor or world.company, order, now)

    return answer


def test_what_was_saved_comes_back_through_a_spreadsheet(
    clerk, kept, diagnosed, *, hands_in, confirms, answers
):
    """The file of the page itself changes nothing; a cell that a person changed does."""
    answers("4-1-3-1", Reply(Answer.MET, note='=HYPERLINK("x")', evidence="+写し"))
    sheet = clerk.opens(f"/sme/diagnosis/{diagnosed}/answers.csv").get_data()
    assert b",=" not in sheet
    same = hands_in(sheet)
    assert same.status_code == 200
    assert "変わるものはありません" in text(same)
    changed = sheet.replace("方針".encode(), "方針".encode())
    row = next(line for line in changed.splitlines() if b",1-2-1-1," in line)
    changed = changed.replace(row, row.replace("未回答".encode(), "達成".encode()))
    shown = hands_in(changed)
    assert "1基準の答えが変わります" in text(shown)
    assert kept().total.met == 1
    done = confirms(shown)
    assert done.status_code == 303, text(done)
    made = kept().kept.assessment
    assert made.reply("1-2-1-1").answer is Answer.MET
    assert made.reply("4-1-3-1").note == '=HYPERLINK("x")'


def test_looking_into_a_file_writes_nothing(everything, hands_in):
    before = everything()
    shown = hands_in(f"{HEADS}1-2-1-1,達成,<b>\r\n".encode())
    assert shown.status_code == 200
    assert "&lt;b&gt;" in text(shown)
    assert "<b>・" not in text(shown)
    assert everything() == before


def test_lines_that_cannot_be_are_listed_and_the_rest_is_taken(kept, hands_in, confirms):
    raw = HEADS + "1-2-1-1,達成,\r\n2004/1/3,達成,\r\n9-9-9-9,達成,\r\n4-1-3-1,たぶん,\r\n"
    shown = hands_in(raw.encode())
    page = text(shown)
    lines = re.findall(r'<tr><td class="num">(\d+)</td><th scope="row">([^<]+)', page)
    assert lines == [("3", "評価基準"), ("4", "9-9-9-9"), ("5", "答え")]
    for words in ("日付や数に変えた", "★3 にありません", "「たぶん」という答えはありません"):
        assert words in page
    assert confirms(shown).status_code == 303
    assert kept().total.met == 1


def test_shift_jis_is_read_and_said_so(hands_in):
    shown = hands_in(f"{HEADS}1-2-1-1,達成,㈱工場\r\n".encode("cp932"))
    assert "Shift_JIS" in text(shown)
    assert "㈱工場" in text(shown)


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b"", "a.csv", "中身がありません"),
        (b"PK\x03\x04", "a.xlsx", "ブックのまま"),
        (b"[]", "a.json", "診断の書類ではありません"),
        (b"a,b\n", "a.csv", "列がありません"),
        (b"\xff\xfea", "a.csv", "UTF-16"),
        (f"{HEADS[:-2]},基準の版\r\n1-2-1-1,達成,,scs/2019-01-01\r\n".encode(), "a.csv", "版「scs"),
    ],
)
def test_a_file_that_is_none_says_what_to_do(hands_in, everything, raw, name, *, words):
    before = everything()
    refused = hands_in(raw, name)
    assert refused.status_code == 422
    assert words in text(refused)
    assert everything() == before


def test_no_file_is_named_at_its_field(clerk, diagnosed):
    path = f"/sme/diagnosis/{diagnosed}/import"
    refused = clerk.client.post(path, data=form(clerk.opens(path)))
    assert refused.status_code == 422
    assert "ファイルを選んでください" in text(refused)


def test_a_colleague_who_was_faster_is_shown_beside_the_file(
    kept, hands_in, confirms, *, answers, colleague
):
    """Nothing is written; both answers are shown, and the person chooses."""
    shown = hands_in(f"{HEADS}1-2-1-1,達成,\r\n4-1-3-1,達成,\r\n".encode())
    answers("4-1-3-1", Reply(Answer.UNMET, note="工場は素通し"), actor=colleague)
    refused = confirms(shown)
    assert refused.status_code == 409
    page = text(refused)
    for words in ("田中さんの答え：未達成", "工場は素通し", "ファイルの答え：達成"):
        assert words in page
    assert kept().total.met == 0
    assert confirms(refused).status_code == 303
    assert kept().kept.assessment.reply("4-1-3-1").answer is Answer.UNMET
    assert kept().kept.assessment.reply("1-2-1-1").answer is Answer.MET


def test_the_files_answer_is_taken_where_it_is_ticked(
    kept, hands_in, confirms, *, answers, colleague
):
    shown = hands_in(f"{HEADS}4-1-3-1,達成,\r\n".encode())
    answers("4-1-3-1", Reply(Answer.UNMET), actor=colleague)
    refused = confirms(shown)
    assert confirms(refused, take="4-1-3-1").status_code == 303
    given = kept().kept.given["4-1-3-1"]
    assert (given.reply.answer, given.version) == (Answer.MET, 2)


def test_a_document_brings_the_profile_too(kept, hands_in, confirms):
    made = dump_assessment(kept().kept.assessment)
    made |= {"profile": {"staff": 30, "sharing": False}}
    made |= {"replies": [{"criterion": "1-2-1-1", "answer": "met"}]}
    shown = hands_in(json.dumps(made).encode(), "a.json")
    assert "会社の概要と、いま使っている対策" in text(shown)
    assert confirms(shown).status_code == 303
    assert kept().kept.assessment.profile.staff == 30
    assert kept().total.asked == 79


@pytest.mark.parametrize("carried", ["", "{}", "x" * 50])
def test_a_confirmation_that_nobody_saw_is_refused(confirms, hands_in, everything, carried):
    shown = hands_in(f"{HEADS}1-2-1-1,達成,\r\n".encode())
    before = everything()
    assert confirms(shown, carried=carried).status_code == 422
    assert everything() == before


def test_a_finished_diagnosis_takes_nothing_in(clerk, diagnosed, confirms, hands_in):
    path = f"/sme/diagnosis/{diagnosed}"
    shown = hands_in(f"{HEADS}1-2-1-1,達成,\r\n".encode())
    clerk.sends(f"{path}/result", f"{path}/finish")
    assert "取り込めません" in text(clerk.opens(f"{path}/import"))
    late = confirms(shown)
    assert late.status_code == 409
    assert "変えられません" in text(late)
