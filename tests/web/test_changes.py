"""A provider changes what is certified: judged at once, shown at once, or nothing at all."""

import re

import pytest

PAGE = "/provider/certificates/{}/change"
SERVICE = "/services/{}?pcs=10&servers=0&networks=1&months=12"


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def changes(enters, world, scene):
    """Give a way to send a new version of the listed service."""
    provider, page = enters(world.provider), PAGE.format(scene.certificate)

    def send(text, **more):
        return provider.sends(page, page, {"manifest": text} | more)

    send.opens = lambda: text_of(provider.opens(page))
    return send


def test_the_form_begins_with_what_is_listed(changes, manifest):
    """The manifest as it came, ready to be changed in one place."""
    shown = changes.opens()
    assert "provider:\n  code: mihari" in shown
    assert "適合確認書を発行したときの内容です。" in shown


def test_a_conforming_version_is_listed_at_once(changes, manifest, visitor, scene):
    """The public page has the new price, and since when it is what it is."""
    answer = changes(manifest(amount=9900))
    assert answer.status_code == 303, text_of(answer)
    assert "amount: 9900" in changes.opens()
    page = text_of(visitor.opens(SERVICE.format(scene.certificate)))
    assert "12か月の合計 118,800円" in page
    assert "2026年11月25日 10:00から（いまの内容）" in page
    assert re.search("基本：「見守り」 9,800円（.*） → 9,900円（", page)


def test_what_was_agreed_before_stays_as_it_was(changes, manifest, enters, world, scene):
    """Applications and contracts keep the price that they were made at."""
    page = f"/sme/applications/{scene.waiting}"
    company = enters(world.company)
    before = text_of(company.opens(page))
    assert "117,600円" in before
    assert changes(manifest(amount=9900)).status_code == 303
    assert [line for line in text_of(company.opens(page)).splitlines() if "円" in line] == [
        line for line in before.splitlines() if "円" in line
    ]


def test_a_version_that_breaks_the_cap_changes_nothing(
    changes, manifest, visitor, scene, everything
):
    """What was seen, what is wanted and how to mend it; the text stays in the form."""
    before = everything()
    answer = changes(manifest(amount=10001))
    shown = text_of(answer)
    assert answer.status_code == 422
    for words in ("何も変えていません", "直すところ 1つ", "OTK-05-1", "不適合", "10,001", "10,000"):
        assert words in shown
    assert "amount: 10001" in shown
    assert everything() == before
    assert "9,800円" in text_of(visitor.opens(SERVICE.format(scene.certificate)))


def test_a_version_that_needs_a_person_is_not_listed(changes, manifest, everything):
    """A new tool is for the examiner: it takes an ordinary submission."""
    before = everything()
    shown = text_of(changes(manifest(tools=["XDR"])))
    assert "OTK-02-4" in shown
    assert "要確認（審査員の判断が要ります）" in shown
    assert everything() == before


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ({"code": "other"}, "この画面では「mihari-utm」だけを変えられます"),
        ({"provider": "toomi"}, "自社のコード"),
        ({"plans__0__tier": "class2"}, "適合確認書のある区分（1類）"),
        ({"amount": "９８００"}, "plans[0].prices[0].amount"),
    ],
)
def test_a_manifest_of_something_else_is_refused(changes, manifest, everything, entered, words):
    """Another service, another provider, another tier, or no manifest at all."""
    before = everything()
    answer = changes(manifest(**entered))
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert everything() == before
    assert changes("").status_code == 422


def test_what_is_under_review_comes_first(changes, manifest, enters, world):
    """A submission that is open would take the version's place."""
    provider = enters(world.provider)
    text = manifest(amount=9700)
    report = provider.sends("/provider/check", "/provider/check", {"manifest": text})
    provider.sends_on(report, "/provider/submissions")
    assert "まだ審査中です" in text_of(changes(manifest(amount=9900)))


def test_another_providers_certificate_is_not_there(enters, world, scene):
    """Neither its form nor its act."""
    rival, page = enters(world.rival), PAGE.format(scene.certificate)
    assert rival.opens(page).status_code == 404
    assert rival.sends("/provider/check", page, {"manifest": "x"}).status_code == 404


def test_a_quote_stands_when_the_price_changes_meanwhile(changes, manifest, enters, world, scene):
    """The page of the quote says so, and offers the price of today beside it."""
    company, page = enters(world.company), f"/sme/quotes/{scene.quote}"
    assert "いま掲載されている料金は" not in text_of(company.opens(page))
    assert changes(manifest(amount=9900)).status_code == 303
    shown = text_of(company.opens(page))
    assert "いま掲載されている料金は、この見積りと違います" in shown
    assert "12か月 118,800円（税抜）" in shown
    assert "12か月 117,600円（税抜）で申し込む見積り" in shown


def test_the_history_tells_what_else_changed_and_each_price(changes, manifest, visitor, scene):
    """Part by part as declared, and what every version cost at this size."""
    before = text_of(visitor.opens(SERVICE.format(scene.certificate)))
    assert "料金の移り変わり" not in before
    answer = changes(manifest(amount=9900, desk__hours="平日 8 時から 20 時まで"))
    assert answer.status_code == 303, text_of(answer)
    page = text_of(visitor.opens(SERVICE.format(scene.certificate)))
    assert re.search("相談窓口：受付の時間 .* → 平日 8 時から 20 時まで", page)
    table = page.split('id="t-ph"', 1)[1].split("</table>", 1)[0]
    assert re.findall(r"([\d,]+円)</td></tr>", table) == ["118,800円", "117,600円"]
