"""What the management reads: the figures, what is left for whom, what comes next; and the card."""

from datetime import UTC, date, datetime

import pytest

from conformance.reference import level
from marketplace.cli.demo.diagnosing import document
from marketplace.desk.diagnosis.viewing import picture_of
from marketplace.domain.assessment import Answer, Assessment, Reply
from marketplace.domain.diagnosis import Diagnosis, DiagnosisState
from marketplace.domain.organisation import Organisation, OrgKind
from marketplace.domain.tier import Star
from marketplace.domain.verdict import EditionRef
from marketplace.print import diagnosis_pdf, emergency_pdf
from marketplace.print.emergency import OWN, Contact, Paper

DAY = date(2026, 11, 25)
COMPANY = Organisation("og_company", OrgKind.SME, "みなと精工（架空）", "ミ", fictional=True)
STATED = {
    Star.THREE: ["専門家（専門家確認付き自己評価）", "1年の予定"],
    Star.FOUR: ["第三者の評価機関と、技術検証", "3年の予定。間の年は、毎年、自己評価"],
}


def pictured(made):
    state = DiagnosisState.FINISHED if made.finished_on else DiagnosisState.OPEN
    edition, began = EditionRef(made.edition, 1, "x"), datetime(2026, 11, 1, tzinfo=UTC)
    return picture_of(Diagnosis("as_aaaaaaaaaaaaaaaa", edition, state, made, 0, {}, began))


@pytest.mark.parametrize("name", ["minato", "shirogane", "kaname"])
def test_the_paper_says_what_is_left_and_what_comes_next(read, name):
    """One to three pages, never a word of a ★ that was got, never a per cent."""
    found = pictured(document(name))
    paper, star = read(diagnosis_pdf(found, COMPANY, DAY)), found.level.star
    assert (
        paper.says(
            f"{star.label}まで、あと {len(found.gaps)}基準。うち",
            "診断（参考）です。★の取得や登録を示すものではありません。",
            "費用は公表されていません（要確認）。",
            "2027年3月ごろ以降（予定）",
            "だれが求めるか",
            f"達成した評価基準 {found.total.met}／{found.total.asked}",
            *STATED[star],
            *(one.id for one in found.gaps),
        )
        == []
    )
    assert 1 <= len(paper.pages) <= 3
    assert [word for word in ("%", "％", "合格", "None") if word in paper.text] == []


def test_the_to_do_list_names_owner_and_day(read):
    replies = {"1-3-1-1": Reply(Answer.PARTLY, owner="山本", due=date(2027, 1, 29))}
    made = Assessment("scs/2026-03-27", Star.THREE, replies=replies)
    paper = read(diagnosis_pdf(pictured(made), COMPANY, DAY))
    said = ["担当：山本 1基準", "2027年1月29日 1-3-1-1 対応方針の策定", "担当：未定 80基準"]
    assert paper.says(*said, "年に一度くり返すもの（8基準）") == []


def test_nothing_left_is_said_so(read):
    replies = {one.id: Reply(Answer.MET) for one in level("scs/2026-03-27", 3).criteria}
    made = Assessment("scs/2026-03-27", Star.THREE, replies=replies, finished_on=date(2026, 10, 1))
    raw = diagnosis_pdf(pictured(made), COMPANY, DAY)
    paper = read(raw)
    assert paper.says("★3の 81基準すべてに「達成」と答えました。", "残りはありません。") == []
    assert "2026年10月1日に終了" in paper.text
    assert paper.reader.metadata.creation_date.date() == date(2026, 10, 1)
    assert raw == diagnosis_pdf(pictured(made), COMPANY, DAY)


@pytest.mark.parametrize(("paper", "points"), [(Paper.A4, [595, 842]), (Paper.A6, [298, 420])])
def test_the_card_is_one_page_in_the_order_of_calling(read, paper, points):
    """What was entered and what is blank; no number of an office that nobody has confirmed."""
    contacts = (Contact("自社の担当　山本", "090-0000-0000"), *OWN[1:])
    card = read(emergency_pdf(COMPANY, contacts, DAY, paper=paper))
    said = ["090-0000-0000", "電源を切らない", "一般的な助言です", "見本（架空）"]
    assert card.says(*said, "番号は要確認", "IPA 情報セキュリティ安心相談窓口") == []
    assert len(card.pages) == 1
    assert [round(float(side)) for side in card.reader.pages[0].mediabox[2:]] == points
    assert card.text.index("自社の担当") < card.text.index("警察")
    assert "pdfuaid:part>1<" in card.reader.trailer["/Root"]["/Metadata"].get_data().decode()


def test_many_contacts_still_are_one_card(read):
    desks = tuple(Contact(f"相談窓口：架空サービス{n}", "03-0000-0000", "平日") for n in range(3))
    card = read(emergency_pdf(COMPANY, (*OWN, *desks), DAY, paper=Paper.A6))
    assert len(card.pages) == 1
