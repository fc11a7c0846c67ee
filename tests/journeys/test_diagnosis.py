"""Two companies diagnose themselves: 5 PCs in Osaka for ★3, 60 PCs on 3 sites for ★4.

From the start over profile, numbers, short form and some criteria to the end, the result, its PDF
and a document; the same way with scripts and without them.
"""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

import pytest
from pypdf import PdfReader

from conformance.reference import level

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Persona:
    """Who diagnoses itself, and what it says."""

    person: str
    star: str
    sites: str
    counts: dict
    cases: dict
    answers: str
    """By category: the answer to each of its items, as the short form offers it."""


OSAKA = Persona(
    "望月 晴夫",
    "★3",
    "本社、大阪府",
    {"staff": "7", "pcs": "5"},
    {"開発の環境がある": "いいえ"},
    "一部 達成 未達成 達成 未達成 未達成 未回答",
)
THREE_SITES = Persona(
    "大西 美和",
    "★4",
    "本社、大阪府\n第二工場、兵庫県\n倉庫、京都府",
    {"staff": "85", "pcs": "60", "servers": "2"},
    {"リモートワークをしている": "はい", "開発の環境がある": "いいえ"},
    "達成 達成 一部 達成 未達成 達成 未達成",
)


@pytest.mark.parametrize("scripts", [False, True], ids=["plain", "scripts"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("persona", [OSAKA, THREE_SITES], ids=["osaka", "three-sites"])
def test_from_the_wish_of_a_customer_to_the_papers(visits, persona, width, scripts):
    visitor = visits(width, scripts=scripts)
    visitor.becomes(persona.person)
    begins(visitor, persona)
    says_what_it_is(visitor, persona)
    answers_in_short(visitor, persona)
    answers_one_item(visitor)
    decides_who_does_it(visitor, persona)
    ends(visitor)
    total = reads_the_result(visitor, persona)
    takes_the_paper(visitor, persona, total)
    takes_a_document(visitor)


def begins(visitor, persona):
    visitor.opens("/sme/diagnosis")
    visitor.keeps("1-today")
    visitor.follows("取引先から★を求められた")
    visitor.page.get_by_label(re.compile(f"^{persona.star}（")).check()
    if visitor.page.get_by_label(re.compile("の診断から始める")).count():
        visitor.page.get_by_label(re.compile("の診断から始める")).uncheck()
    visitor.presses("診断を始める")
    assert visitor.heading() == "どこまでを診断するか、どんな会社かを書く"


def says_what_it_is(visitor, persona):
    visitor.page.locator("#f-sites").fill(persona.sites)
    for name, count in persona.counts.items():
        visitor.page.locator(f"#f-{name}").fill(count)
    for case, answer in persona.cases.items():
        visitor.page.get_by_role("group", name=case).get_by_label(answer).check()
    visitor.keeps("2-profile")
    visitor.presses("保存する")
    visitor.follows("数の問い")
    visitor.page.get_by_label(re.compile("^深刻な更新を適用するまでの日数")).first.fill("10")
    visitor.keeps("3-numbers")
    visitor.presses("保存する")
    visitor.keeps("4-steps")


def answers_in_short(visitor, persona):
    """A category is one page and one saving."""
    visitor.page.locator("table").get_by_role("link", name=re.compile(r"^1\. ")).click()
    visitor.page.wait_for_selector("fieldset.qa")
    for place, answer in enumerate(persona.answers.split(), 1):
        assert visitor.heading().startswith(f"{place}. ")
        choices = visitor.page.locator("fieldset.qa").get_by_label(answer, exact=True)
        for choice in choices.all():
            choice.check()
        if place in (1, 4):
            visitor.keeps(f"5-category-{place}")
        visitor.presses("保存して次の分類へ")


def answers_one_item(visitor):
    """What is 一部 is answered criterion by criterion, with a note and a day."""
    visitor.page.locator("table").get_by_role("link", name=re.compile(r"^6\. ")).click()
    visitor.page.get_by_role("link", name=re.compile("基準ごとに答える")).first.click()
    first = visitor.page.locator("fieldset.qa").first
    first.get_by_label("一部", exact=True).check()
    more = first.locator("details", has_text="メモ・証拠")
    if more.get_attribute("open") is None:
        more.locator("summary").click()
    first.get_by_label("いまの状態のメモ").fill("手順の案まで書きました")
    visitor.keeps("6-item")
    visitor.presses("保存して分類へ")


def decides_who_does_it(visitor, persona):
    visitor.opens(re.sub(r"/6$", "/result", visitor.page.url.removeprefix(visitor.address)))
    tasks = visitor.page.locator("ul.tasks").first
    tasks.get_by_role("checkbox").first.check()
    visitor.page.locator("#f-owner").fill(persona.person)
    visitor.dates("期日", "2027", "1", "29")
    visitor.keeps("7-todo")
    visitor.presses("担当と期日を決める")
    assert f"担当：{persona.person}" in visitor.reads()


def ends(visitor):
    visitor.presses("この内容で診断を終える")
    assert "診断を終えました" in visitor.reads()


def reads_the_result(visitor, persona):
    """The headline is what the table adds up to; gives the last row."""
    row = visitor.page.locator("tr.sum").first.locator("td").all_inner_texts()
    asked, met, *left, aside = map(int, row)
    assert asked + aside == len(level("scs/2026-03-27", int(persona.star[1])).criteria)
    assert met + sum(left) == asked
    found = re.match(rf"{persona.star}まで、あと (\d+)基準。うち (\d+)基準は、", visitor.heading())
    assert int(found[1]) == sum(left) >= int(found[2])
    assert visitor.page.locator("use[href^='#sq-']").count() >= asked + aside
    assert "%" not in visitor.reads()
    visitor.keeps("8-result")
    return row


def takes_the_paper(visitor, persona, total):
    with visitor.page.expect_download() as saved:
        visitor.page.get_by_role("link", name="社長向けの資料（PDF）").click()
    pages = PdfReader(BytesIO(saved.value.path().read_bytes())).pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    assert f"合計{''.join(total)}" in text
    assert f"{persona.star}まで、あと" in text
    assert persona.person.replace(" ", "") in text
    assert len(pages) <= 3


def takes_a_document(visitor):
    visitor.follows("文書のひな形を見る")
    visitor.keeps("9-documents")
    visitor.follows("インシデント対応手順")
    visitor.keeps("10-document")
    with visitor.page.expect_download() as saved:
        visitor.page.get_by_role("link", name="書き直せる文書（docx）").click()
    with zipfile.ZipFile(saved.value.path()) as folder:
        assert "架空" in folder.read("word/document.xml").decode()
    visitor.opens("/sme/emergency")
    visitor.page.locator("#f-number-0").fill("090-0000-0000")
    visitor.keeps("11-emergency")
    with visitor.page.expect_download() as saved:
        visitor.presses("緊急カードを PDF で作る")
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
