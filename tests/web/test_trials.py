"""A trial listing through its pages: its fixed words, and a 仮申込 up to its conversion."""

import csv
import itertools
import re
from datetime import date, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest

from marketplace.store import business_day
from tests.desk.starring import in_force, on_trial, star, star_certified

DAY, UNTIL = date(2026, 11, 25), date(2028, 11, 24)
WORDS = "案の基準による確認・未登録"
SIZE = {"pcs": "10", "servers": "1", "networks": "2", "months": "12"}
QUERY = "pcs=10&servers=1&networks=2&months=12"
ENDS = "2027年5月23日"
OWN = {"provider": "mihari"}


@pytest.fixture
def database():
    """Pages are the same on every database; the desk's tests run on both."""
    return "sqlite"


@pytest.fixture
def town(store, world, now):
    """Give what lists on trial, puts in force and certifies, in the world of the pages."""
    numbers = itertools.count()
    return SimpleNamespace(
        store=store,
        now=now,
        today=DAY,
        provider=world.provider,
        examiner=world.certifier,
        token=lambda: f"trial-{next(numbers)}",
        do=lambda act, actor, order, at=now: store.run(act, actor, order, at),
    )


@pytest.fixture
def trial(town):
    return on_trial(town, **OWN)


@pytest.fixture
def company(enters, world):
    return enters(world.company)


def text_of(answer):
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def boxes(page, name="consent_"):
    return re.findall(rf'name="({name}\w+)"', page)


def signs(company, address):
    """Tick every box of a quote's page and sign it."""
    page = text_of(company.opens(address))
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page)[1]
    ticked = dict.fromkeys(boxes(page), "yes")
    form = ticked | {"digest": digest, "gateway": "bank_invoice"}
    return company.sends(address, f"{address}/sign", form)


def quoted(company, entry, query=""):
    page = f"/sme/quote/{entry.ref}/standard?{QUERY}{query}"
    more = {"from": query.partition("=")[2]} if query else {}
    return company.sends(page, page, SIZE | more).location


# Browsing


@pytest.mark.parametrize("view", ["", "&view=table"])
def test_the_list_says_what_it_is(visitor, trial, lists, view):
    """With a dashed tier, no number, no 適合 of ours; a certificate stays as it was."""
    paper = lists()
    page = text_of(visitor.opens(f"/services?{QUERY}{view}"))
    assert WORDS in page
    assert '<span class="badge tier draft">SC★3<span class="an">案</span></span>' in page
    assert f"/certificates/{trial.ref}" not in page
    if not view:
        assert f"参考掲載・{WORDS}・{ENDS}まで" in page
        assert '<span class="pre">参考：</span>要確認' in page
        assert f"/certificates/{paper.ref}" in page
    only = text_of(visitor.opens(f"/services?{QUERY}&basis=certificate{view}"))
    assert WORDS not in only
    assert trial.dossier.offering.name not in only


def test_what_is_left_out_is_named_with_its_words(visitor, trial):
    page = text_of(visitor.opens(f"/services?{QUERY}&basis=certificate&view=missing"))
    assert trial.dossier.offering.name in page
    assert f"参考掲載（{WORDS}）" in page


def test_the_page_of_an_offering_has_no_certificate(visitor, trial):
    page = text_of(visitor.opens(f"/services/{trial.ref}?{QUERY}"))
    assert page.count(WORDS) >= 3
    assert "/certificates/" not in page.split("<main")[1].split("</main>")[0]
    assert f"2026年11月25日〜{ENDS}" in page
    assert "これは参考です" in page
    assert '<span class="pre">参考：</span>' in page
    assert "標準プランの仮申込の見積りへ進む" in page
    assert "適合確認の結果（" not in page


def test_the_page_is_gone_with_the_listing(visitor, trial, town):
    in_force(town, DAY)
    assert visitor.opens(f"/services/{trial.ref}").status_code == 404
    assert WORDS not in text_of(visitor.opens(f"/services?{QUERY}"))


def test_a_comparison_tells_the_bases_apart(visitor, trial, lists):
    """The day of the paper is that of the certificate; the trial has a day of its own."""
    words = f"p={trial.ref}~standard&p={lists().ref}~basic"
    page = text_of(visitor.opens(f"/compare?{words}&{QUERY}"))
    assert WORDS in page
    raw = visitor.opens(f"/compare.csv?{words}&{QUERY}").data.decode("utf-8-sig")
    rows = {row[1]: row[-2:] for row in csv.reader(StringIO(raw)) if len(row) > 2}
    assert "参考掲載" in rows["掲載の根拠"][0]
    assert WORDS in rows["掲載の根拠"][0]
    assert rows["結果"][0].startswith("参考：要確認")
    assert not rows["結果"][1].startswith("参考")
    assert rows["適合確認書の期限"] == ["—", "2028年11月24日"]
    assert rows["参考掲載の期限"] == [ENDS, "—"]
    alone = visitor.opens(f"/compare.csv?p={lists(code='other').ref}~basic&{QUERY}").data.decode()
    assert "参考掲載の期限" not in alone


# The API


def test_the_api_names_the_basis(visitor, trial, lists):
    paper = lists()
    answer = visitor.opens(f"/api/v1/catalogue?{QUERY}").json
    rows = {one["offering"]["ref"]: one for one in answer["known"]}
    mine, theirs = rows[trial.ref], rows[paper.ref]
    assert (mine["basis"], mine["certificate"]) == ("trial", None)
    assert mine["trial"]["words"] == WORDS
    assert (mine["trial"]["since"], mine["trial"]["until"]) == ("2026-11-25", "2027-05-23")
    assert mine["trial"]["edition"]["slug"] == "otasuke-sc/draft"
    assert mine["trial"]["verdict"] == {"code": "needs_person", "label": "参考：要確認"}
    assert (theirs["basis"], theirs["trial"]) == ("certificate", None)
    assert theirs["certificate"]["number"] == paper.number


def test_the_api_tells_an_offering_and_its_report(visitor, trial):
    told = visitor.opens(f"/api/v1/offerings/{trial.ref}").json
    assert (told["basis"], told["certificate"]) == ("trial", None)
    assert told["trial"]["ref"] == trial.ref
    assert len(told["versions"]) == 1
    report = visitor.opens(f"/api/v1/offerings/{trial.ref}/report").json
    assert (report["basis"], report["edition"]["slug"]) == ("trial", "otasuke-sc/draft")
    assert report["verdict"]["code"] == "needs_person"
    assert visitor.opens(f"/api/v1/certificates/{trial.ref}").status_code == 404


# 仮申込


def test_a_quote_says_that_it_is_provisional(company, trial):
    """Before it is made, on its page, and on the paper."""
    form = text_of(company.opens(f"/sme/quote/{trial.ref}/standard?{QUERY}"))
    address = quoted(company, trial)
    page = text_of(company.opens(address))
    for shown in (form, page):
        assert "仮申込になります" in shown
        assert "最終の料金ではありません" in shown
        assert WORDS in shown
    assert "この見積りで仮申込をする" in page
    assert "180日以内" in page
    assert "consent_provisional" in boxes(page)
    assert "consent_terms" not in boxes(page)
    assert "/certificates/" not in page.split("<main")[1].split("</main>")[0]
    assert company.opens(f"{address}/pdf").data.startswith(b"%PDF")


def test_a_provisional_application_waits_for_the_certificate(company, trial, enters, world):
    answer = signs(company, quoted(company, trial))
    assert answer.status_code == 303
    ref = answer.location.rpartition("/")[2]
    page = text_of(company.opens(answer.location))
    assert "仮申込をしています" in page
    assert "最終の料金を確かめる" not in page
    provider = enters(world.provider)
    seen = text_of(provider.opens(f"/provider/applications/{ref}"))
    assert "仮申込です" in seen
    assert "承諾すると、契約が成立します" not in seen
    accepts = f"/provider/applications/{ref}/accept"
    form = {"starts_on_y": "2026", "starts_on_m": "12", "starts_on_d": "1"}
    told = {"Accept": "application/json"}
    refused = provider.sends(f"/provider/applications/{ref}", accepts, form, **told)
    assert refused.status_code == 422
    assert "仮申込を承諾できません" in refused.get_data(as_text=True)
    assert "仮申込" in text_of(company.opens("/sme/applications"))


def test_it_becomes_an_ordinary_application_at_the_final_price(company, trial, town):
    """The old and the new price stand side by side, before the quote and on the page to sign."""
    first = signs(company, quoted(company, trial)).location
    ref = first.rpartition("/")[2]
    in_force(town, DAY)
    paper = star_certified(town, UNTIL, amount=9500, **OWN)
    assert f"from={ref}" in text_of(company.opens(first))
    form = text_of(company.opens(f"/sme/quote/{paper.ref}/standard?{QUERY}&from={ref}"))
    address = quoted(company, paper, f"&from={ref}")
    page = text_of(company.opens(address))
    for shown in (form, page):
        sides = shown.split("料金の見比べ")[1].split("</table>")[0]
        assert re.findall(r"[\d,]+円", sides)[:2] == ["19,600円", "19,000円"]
        assert re.findall(r"[\d,]+円", sides)[-2:] == ["235,200円", "228,000円"]
    assert "consent_final_price" in boxes(page)
    answer = signs(company, address)
    assert answer.status_code == 303
    made = text_of(company.opens(answer.location))
    assert "事業者の回答を待っています" in made
    assert "仮申込です" not in made
    old = text_of(company.opens(first))
    assert "切り替えました" in old
    assert answer.location in old
    again = quoted(company, paper, f"&from={ref}")
    assert again is None


def test_another_companys_is_not_found(company, trial, town, enters, world):
    ref = signs(company, quoted(company, trial)).location.rpartition("/")[2]
    in_force(town, DAY)
    paper = star_certified(town, UNTIL, **OWN)
    stranger = enters(world.stranger)
    page = f"/sme/quote/{paper.ref}/standard?{QUERY}"
    assert stranger.opens(f"{page}&from={ref}").status_code == 404
    assert stranger.opens(f"/sme/applications/{ref}").status_code == 404
    sent = stranger.sends(page, page, SIZE | {"from": ref})
    assert sent.status_code == 404


# The provider


def test_a_provider_asks_for_it_and_withdraws_it(enters, world, visitor):
    provider = enters(world.provider)
    sent = {"manifest": star(**OWN).decode()}
    answer = provider.sends("/provider/check", "/provider/trials", sent)
    assert answer.status_code == 303
    page = text_of(provider.opens(answer.location))
    assert "SC★3の参考掲載を始めました" in page
    assert "参考掲載中" in page
    action = re.search(r'action="(/provider/trials/tl_\w+/withdraw)"', page)[1]
    assert WORDS in text_of(visitor.opens(f"/services?{QUERY}"))
    assert provider.sends(answer.location, action).status_code == 303
    assert "参考掲載は取下げ" in text_of(provider.opens(answer.location))
    assert WORDS not in text_of(visitor.opens(f"/services?{QUERY}"))
    gone = "/provider/trials/tl_aaaaaaaaaaaaaaaa/withdraw"
    assert provider.sends("/provider/check", gone).status_code == 404
    assert provider.sends("/provider/check", action).status_code == 409


def test_what_fails_is_named_and_nothing_is_listed(enters, world, everything):
    provider, before = enters(world.provider), everything()
    sent = {"manifest": star(hours=23, **OWN).decode()}
    answer = provider.sends("/provider/check", "/provider/trials", sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "SC-MON-2" in page
    assert "hidamari" in page or "mihari-star" in page
    assert everything() == before


def test_the_day_passing_ends_it(visitor, trial, store):
    """Nothing was written of it since: the list follows the day alone."""
    assert trial.until == date(2027, 5, 23)
    assert WORDS in text_of(visitor.opens(f"/services?{QUERY}"))
    last = date(2027, 5, 23)
    with store.act() as book:
        business_day.set_business_day(book, last)
    assert WORDS in text_of(visitor.opens(f"/services?{QUERY}"))
    with store.act() as book:
        business_day.set_business_day(book, last + timedelta(days=1))
    assert WORDS not in text_of(visitor.opens(f"/services?{QUERY}"))
