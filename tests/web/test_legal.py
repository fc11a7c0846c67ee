"""The pages that the operator answers for: templates, versions, and the operator's form."""

import re

import pytest

from marketplace.cli.demo.notices import written
from marketplace.desk.notices import WritePage, write_page
from marketplace.domain.notice import BLANK, NoticePage, bad_links, blocks, is_filled
from marketplace.web.legal import template

PAGE = "/operator/pages/contact"


def text(answer):
    return answer.get_data(as_text=True)


@pytest.fixture(name="writes")
def _writes(enters, world):
    operator = enters(world.operator)

    def write(body, page=PAGE, **more):
        return operator.sends(page, page, {"body": body} | more)

    return write


@pytest.mark.parametrize("page", NoticePage)
def test_a_template_says_what_is_left_to_the_operator(visitor, page):
    """Everybody reads it, with every blank marked; no fact on the operator is invented."""
    answer = visitor.opens(f"/legal/{page}")
    shown = text(answer)
    assert answer.status_code == 200
    assert f"<h1>{page.label}</h1>" in shown
    assert "ひな形" in shown
    assert shown.count('<mark class="blank">') == template(page).count(f"【{BLANK}")
    assert "まだ書かれていないところがあります" in shown


@pytest.mark.parametrize("page", NoticePage)
def test_a_template_can_be_put_up_as_it_is(store, world, now, page):
    """It keeps the rules of what the operator may write."""
    assert bad_links(template(page)) == ()
    assert {one.kind for one in blocks(template(page))} >= {"h2", "p"}
    made = store.run(write_page, world.operator, WritePage("t", page, 0, template(page)), now)
    assert made.body == template(page)


@pytest.mark.parametrize("page", NoticePage)
def test_the_demo_leaves_no_blank(page):
    """And what its operator writes is plainly 架空 or the software's own."""
    assert not is_filled(template(page))
    assert is_filled(written(page))
    assert "架空" in written(page) or "見本" in written(page)


def test_the_recipients_of_personal_data_are_named():
    """Who gets what, in the privacy template."""
    for word in ("提供事業者", "審査登録機関", "Stripe", "メールを送る会社", "残す期間", "求め"):
        assert word in template(NoticePage.PRIVACY), word


def test_nothing_is_sent_outside_by_default():
    """As the headers of our pages enforce."""
    assert "外部の会社に送るものは、ありません" in template(NoticePage.EXTERNAL)


def test_the_foot_leads_to_every_page(visitor):
    """From everywhere."""
    page = text(visitor.opens("/services"))
    for notice in NoticePage:
        assert f'href="/legal/{notice}"' in page


@pytest.mark.parametrize("address", ["/legal/nowhere", "/legal/terms/7", "/legal/terms/-1"])
def test_other_pages_do_not_exist(visitor, address):
    """With a next step."""
    answer = visitor.opens(address)
    assert answer.status_code == 404
    assert "運営者と問い合わせ" in text(answer)


def test_the_operator_writes_a_page(visitor, writes):
    """Everybody reads it at once, and the version before stays readable."""
    answer = writes("# 運営者\n架空運営")
    assert (answer.status_code, answer.location) == (303, PAGE)
    shown = text(visitor.opens("/legal/contact"))
    assert "<h2>運営者</h2>" in shown
    assert "第1版・2026年11月25日 10:00 から" in shown
    assert "まだ書かれていない" not in shown
    writes("二つ目の文", seen="1")
    assert "二つ目の文" in text(visitor.opens("/legal/contact"))
    old = text(visitor.opens("/legal/contact/1"))
    assert "これは前の版です" in old
    assert "架空運営" in old
    assert "これは前の版です" not in text(visitor.opens("/legal/contact/2"))


def test_nothing_that_is_written_becomes_a_tag(visitor, writes):
    """Tags and scripts are words; a link has its address and no more."""
    writes('<script>alert(1)</script>\n[先"><b>](https://example.jp/?a="x)\n【<i>】')
    shown = text(visitor.opens("/legal/contact"))
    main = re.search(r"<main.*</main>", shown, re.DOTALL)[0]
    assert "<script" not in main
    assert "<b>" not in main
    assert "<i>" not in main
    assert "&lt;script&gt;" in main


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("", 422, "文がありません"),
        ("[先](http://example.jp/)", 422, "使えないリンクがあります（http://example.jp/）"),
        ("字" * 20_001, 422, "文が長すぎます（20,001 字）"),
    ],
)
def test_a_text_that_cannot_be_used_is_shown_again(writes, body, status, words):
    """With what was entered and the reason beside the field."""
    answer = writes(body)
    assert answer.status_code == status
    assert words in text(answer)
    assert body in text(answer)


def test_whoever_saw_an_older_version_is_told(writes):
    """Nothing is overwritten."""
    writes("一つ目")
    answer = writes("別の人の文", seen="0")
    assert answer.status_code == 409
    assert "「運営者と問い合わせ」は、ほかの人が先に書き直しました" in text(answer)


def test_a_preview_writes_nothing(enters, world, everything):
    """It shows how the text would read, and keeps it in the field."""
    operator = enters(world.operator)
    operator.opens(PAGE)
    before = everything()
    answer = operator.sends(PAGE, f"{PAGE}/preview", {"body": "# 下見\n<b>文</b>"})
    assert answer.status_code == 200
    assert "<h2>下見</h2>" in text(answer)
    assert "下見（まだ掲示していません）" in text(answer)
    assert everything() == before


@pytest.mark.parametrize("name", ["company", "provider", "certifier", "buyer"])
def test_nobody_else_writes(enters, world, name):
    """The door is closed to them, for reading the form and for sending it."""
    visitor = enters(getattr(world, name))
    assert visitor.opens(PAGE).status_code == 403
    assert visitor.sends("/", PAGE, {"body": "文", "seen": "0"}).status_code == 403


def test_the_list_of_pages_says_what_is_left(enters, world, writes):
    """One fewer after it is written."""
    operator = enters(world.operator)
    assert "まだ書き終えていない頁が 6つあります" in text(operator.opens("/operator/pages"))
    writes("書き終えた文")
    assert "まだ書き終えていない頁が 5つあります" in text(operator.opens("/operator/pages"))
