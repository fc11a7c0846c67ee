"""From a listed plan to a quote, and from the one confirm page to a signature."""

import re

import pytest

from marketplace.domain.organisation import Person
from marketplace.store import organisations

QUOTE = "/sme/quote/{}/basic"
SIZE = {"pcs": "10", "servers": "1", "networks": "1", "months": "12"}
JSON = {"Accept": "application/json"}
ALL = {
    f"consent_{code}": "yes" for code in ("terms", "company_data", "collected", "communications")
}
SIGNED = ALL | {"gateway": "bank_invoice"}


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.fixture(name="company")
def _company(enters, world):
    """Give a visitor who acts for the company."""
    return enters(world.company)


@pytest.fixture(name="quoted")
def _quoted(company, scene, lists):
    """Give the address of the page of a quote, on terms whose every part is declared."""
    half = {"rule": "remaining", "percent_bp": 5000, "tax_category": "out_of_scope"}
    terms = {"terms__renewal_months": 12, "terms__early_end": half}
    page = QUOTE.format(lists(code="mihari-half", **terms).ref)
    return company.sends(page, page, SIZE).location


def digest_on(page):
    return re.search(r'name="digest" value="([0-9a-f]{64})"', text_of(page))[1]


def test_a_quote_is_made_at_the_price_that_was_shown(company, scene):
    """The form shows the price once more; the quote keeps it, and nobody has applied yet."""
    page = QUOTE.format(scene.certificate)
    shown = text_of(company.opens(page + "?pcs=10&servers=1&networks=1&months=12"))
    assert "12か月で 117,600円（税抜）です" in shown
    assert "申込みにはなりません" in shown
    answer = company.sends(page, page, SIZE)
    assert answer.status_code == 303
    assert "12か月 117,600円（税抜）で申し込む見積り" in text_of(company.opens(answer.location))
    assert "有効な見積りが" in text_of(company.opens("/sme/quotes"))


@pytest.mark.parametrize(
    ("entered", "field", "words"),
    [
        ({"pcs": "60"}, "pcs", "この台数では売られていません"),
        ({"months": "6"}, "months", "最低契約期間は 12 か月"),
        ({"pcs": "十"}, "pcs", "整数で入力"),
        ({"pcs": "0", "servers": "0"}, "pcs", "1台以上"),
        ({"pcs": "1000000000"}, "pcs", "整数で入力"),
        ({"networks": "0"}, "networks", "整数で入力"),
    ],
)
def test_a_wrong_size_makes_no_quote(company, scene, everything, *, entered, field, words):
    """422 with the sentence; the same answer as JSON names the field."""
    page, before = QUOTE.format(scene.certificate), everything()
    answer = company.sends(page, page, SIZE | entered)
    assert answer.status_code == 422
    assert words in text_of(answer)
    told = company.sends(page, page, SIZE | entered, **JSON)
    assert told.status_code == told.json["status"] == 422
    assert field in {error.get("field") for error in told.json["errors"]}
    assert everything() == before


SAID = [
    "最初の請求（税込の見積り）",
    "10,780円",
    "117,600円",
    "129,360円",
    "仮に 2026年12月1日に始まる",
    "2027年11月30日まで",
    "12か月ごとに更新します",
    "やめる日の30日前まで",
    "2027年10月31日です",
    "残りの月に払うはずの額の50%",
    "53,900円",
    "民法485条",
    "本サイトは保険の募集・媒介を行いません",
    "本サイトは代金を預かりません",
    "請求書払い（銀行振込）",
]


def test_the_confirm_page_says_everything_that_is_agreed_to(company, quoted):
    """Sums with and without tax, first charge, days, what an end costs, fees, insurance."""
    shown = text_of(company.opens(quoted))
    assert [words for words in SAID if words not in shown] == []
    boxes = re.findall(r'<input type="checkbox" [^>]*name="(consent_\w+)"[^>]*>', shown)
    assert boxes == list(ALL)
    assert " checked" not in "".join(re.findall(r'<input type="checkbox"[^>]*>', shown))


def test_a_signed_quote_is_an_application(company, quoted):
    """And its page leads there from then on."""
    digest = digest_on(company.opens(quoted))
    answer = company.sends(quoted, f"{quoted}/sign", SIGNED | {"digest": digest})
    assert answer.status_code == 303
    made = text_of(company.opens(answer.location))
    assert "事業者の回答を待っています" in made
    assert "117,600円" in made
    after = text_of(company.opens(quoted))
    assert "この見積りは、申込みになっています" in after
    assert 'name="digest"' not in after


@pytest.mark.parametrize("left_out", [*ALL, "gateway"])
def test_each_consent_is_asked_for_by_itself(company, quoted, everything, left_out):
    """The one that is missing is named beside its box, the others stay ticked; no row."""
    digest, before = digest_on(company.opens(quoted)), everything()
    form = {name: value for name, value in SIGNED.items() if name != left_out}
    answer = company.sends(quoted, f"{quoted}/sign", form | {"digest": digest})
    assert answer.status_code == 422
    assert f'id="err-{left_out}"' in text_of(answer)
    boxes = "".join(re.findall(r'<input type="checkbox"[^>]*>', text_of(answer)))
    assert boxes.count(" checked") == len(ALL) - (left_out in ALL)
    assert everything() == before


@pytest.mark.parametrize("digest", ["", "0" * 64, "昨日の見積り"])
def test_a_forged_digest_signs_nothing(company, quoted, everything, digest):
    """422, and no row."""
    before = everything()
    answer = company.sends(quoted, f"{quoted}/sign", SIGNED | {"digest": digest})
    assert answer.status_code == 422
    assert "この見積りと一致しません" in text_of(answer)
    assert everything() == before


def test_a_second_person_is_told_who_was_first(company, quoted, enters, world, store):
    """409 with name and day; one application."""
    person = Person("ps_partneraaaaaaaaa", "二人目の担当", "partner@example.jp")

    def joins(book):
        organisations.add_person(book, person)
        book.session.flush()
        organisations.add_membership(book, person.ref, world.company.org.ref)

    store.run(joins)
    partner = enters(type(world.company)(person, world.company.org))
    form = SIGNED | {"digest": digest_on(company.opens(quoted))}
    still_open = partner.opens(quoted)
    assert company.sends(quoted, f"{quoted}/sign", form).status_code == 303
    late = partner.sends_on(still_open, f"{quoted}/sign", form)
    assert late.status_code == 409
    assert f"{world.company.person.name}さんが2026年11月25日に申込みを済ませています" in text_of(
        late
    )


def test_a_second_click_does_nothing(company, quoted, everything):
    """The same form sent twice is one application, and leads to the same page."""
    form = SIGNED | {"digest": digest_on(company.opens(quoted)), "token": "clicked-twice"}
    first = company.sends(quoted, f"{quoted}/sign", form)
    before = everything()
    second = company.sends("/sme/quotes", f"{quoted}/sign", form)
    assert first.location == second.location
    assert everything() == before


def test_another_companys_quote_is_not_there(scene, enters, world):
    """Neither its page nor its file nor its act."""
    stranger, page = enters(world.stranger), f"/sme/quotes/{scene.quote}"
    assert stranger.opens(page).status_code == stranger.opens(f"{page}/pdf").status_code == 404
    assert stranger.sends("/sme/quotes", f"{page}/sign", SIGNED).status_code == 404
