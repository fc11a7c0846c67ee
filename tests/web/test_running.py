"""The pages of a contract that runs: money comes in, months are invoiced, and it ends."""

import csv
import io
import zipfile
from datetime import date, datetime, timedelta

import pytest

from marketplace.domain.canonical import digest_bytes
from marketplace.domain.days import JST
from marketplace.store import business_day

MONEY = {"form": "deposit", "received_on_y": "2026", "received_on_m": "11", "received_on_d": "25"}
TOTAL = "10780"


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.fixture(name="company")
def _company(enters, world):
    """Give a visitor who acts for the company."""
    return enters(world.company)


@pytest.fixture(name="provider")
def _provider(enters, world):
    """Give a visitor who acts for the provider."""
    return enters(world.provider)


@pytest.fixture(name="pays")
def _pays(provider, scene):
    """Give a way to record what was received for the invoice."""

    def do(amount=TOTAL, payer="ミハリショウテン", **changes):
        page = f"/provider/invoices/{scene.invoice}"
        form = MONEY | {"amount_yen": amount, "payer_name": payer} | changes
        return provider.sends(page, page + "/deposits", form)

    return do


def test_a_short_payment_is_shown_on_both_sides(pays, company, scene):
    """What is missing, and then that nothing is."""
    assert pays("10340").status_code == 303
    shown = text_of(company.opens(f"/sme/invoices/{scene.invoice}"))
    assert "あと 440円" in shown
    assert "最初の入金を待っています" in text_of(company.opens(f"/sme/contracts/{scene.contract}"))
    answer = pays("440")
    assert "契約が始まります" in text_of(company.opens("/sme/")) or answer.status_code == 303
    shown = text_of(company.opens(f"/sme/invoices/{scene.invoice}"))
    assert "入金済み" in shown
    assert "10,340円" in shown
    assert "2027年11月30日までの契約です" in text_of(
        company.opens(f"/sme/contracts/{scene.contract}")
    )


def test_too_much_is_called_so(pays, company, scene):
    """With how much it is."""
    pays("20000")
    shown = text_of(company.opens(f"/sme/invoices/{scene.invoice}"))
    assert "過入金" in shown
    assert "9,220円 多い" in shown


@pytest.mark.parametrize(
    ("entered", "field", "words"),
    [
        ({"amount_yen": "千円"}, "deposit-amount_yen", "整数で入力"),
        ({"amount_yen": "0"}, "deposit-amount_yen", "整数で入力"),
        ({"received_on_d": "31"}, "deposit-received_on", "暦にある日"),
        ({"received_on_m": "12", "received_on_d": "1"}, "deposit-received_on", "より後です"),
        ({"payer_name": " "}, "deposit-payer_name", "書かれていない"),
    ],
)
def test_a_wrong_record_is_refused_at_its_field(pays, everything, *, entered, field, words):
    """422, what was entered is kept, and no row."""
    before = everything()
    answer = pays(**entered)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert f'id="err-{field}"' in text_of(answer)
    assert everything() == before


def test_a_record_is_taken_back_in_sight_of_both(pays, provider, company, scene):
    """The row stays, with the one that takes it back and its reason."""
    pays()
    page = f"/provider/invoices/{scene.invoice}"
    shown = text_of(provider.opens(page))
    ref = shown.split('name="deposit" value="')[1].split('"')[0]
    silent = provider.sends(page, page + "/reverse", {"deposit": ref, "form": ref, "reason": ""})
    assert silent.status_code == 422
    assert f'id="err-{ref}-reason"' in text_of(silent)
    form = {"deposit": ref, "form": ref, "reason": "別の会社の入金でした。"}
    assert provider.sends(page, page + "/reverse", form).status_code == 303
    seen = text_of(company.opens(f"/sme/invoices/{scene.invoice}"))
    assert "取消し: 別の会社の入金でした。" in seen
    assert "-10,780円" in seen
    assert "未入金" in seen


def test_a_company_ends_its_contract_and_thinks_again(pays, company, provider, scene):
    """At the day that stands on the button; the provider sees both."""
    pays()
    page = f"/sme/contracts/{scene.contract}"
    shown = text_of(company.opens(page))
    assert "2027年11月30日でやめる" in shown
    assert "2026年12月31日でやめる" in shown
    assert "解約金の計算が申告されていない" in shown
    digest = shown.split('name="digest" value="')[1].split('"')[0]
    forged = company.sends(page, page + "/end", {"digest": "0" * 64, "form": "end-1"})
    assert forged.status_code == 422
    assert "解約の日か金額が変わりました" in text_of(forged)
    assert company.sends(page, page + "/end", {"digest": digest}).status_code == 303
    assert "2027年11月30日で終わる契約です" in text_of(company.opens(page))
    theirs = text_of(provider.opens(f"/provider/contracts/{scene.contract}"))
    assert "2027年11月30日での解約の申出がありました" in theirs
    assert company.sends(page, page + "/keep").status_code == 303
    assert "2027年11月30日までの契約です" in text_of(company.opens(page))


def test_a_contract_is_called_off_before_any_payment(company, provider, scene, everything):
    """With a reason that the other side reads; not after money came in."""
    page, before = f"/sme/contracts/{scene.contract}", everything()
    silent = company.sends(page, page + "/withdraw", {"form": "withdraw", "reason": ""})
    assert silent.status_code == 422
    assert 'id="err-withdraw-reason"' in text_of(silent)
    assert everything() == before
    form = {"form": "withdraw", "reason": "予算がなくなりました。"}
    assert company.sends(page, page + "/withdraw", form).status_code == 303
    theirs = text_of(provider.opens(f"/provider/contracts/{scene.contract}"))
    assert "この契約は「取りやめ」です" in theirs
    assert "予算がなくなりました。" in theirs


def test_months_are_invoiced_one_after_the_other(provider, scene, store):
    """The next one from the first day of the month before it."""
    page = f"/provider/contracts/{scene.contract}"
    assert "2026年12月1日から発行できます" in text_of(provider.opens(page))
    early = provider.sends(page, page + "/invoice")
    assert early.status_code == 422
    assert "次の請求書は、2026年12月1日から発行できます" in text_of(early)
    store.run(business_day.set_business_day, date(2026, 12, 1))
    made = provider.sends(page, page + "/invoice", {"token": "second-month"})
    assert made.status_code == 303
    assert "2027年1月1日" in text_of(provider.opens(made.location))


KINDS = ["請求書", "契約内容の控え", "見積書", "見積書", "見積書"]


def test_records_are_found_and_saved_together(company, scene):
    """Every paper of the company, with a list that names the digest of each file."""
    shown = text_of(company.opens("/sme/records"))
    assert "記録が 5件あります" in shown
    answer = company.opens("/sme/records.zip")
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    folder = zipfile.ZipFile(io.BytesIO(answer.get_data()))
    raw = folder.read("index.csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert sorted(row["種類"] for row in rows) == sorted(KINDS)
    for row in rows:
        paper = folder.read(row["ファイル"])
        assert paper.startswith(b"%PDF-")
        assert digest_bytes(paper) == row["sha256"]
    assert {row["日付"] for row in rows} == {"2026-11-25"}
    assert company.opens("/sme/records.zip").get_data() == answer.get_data()


SEARCHES = [
    ("least=10780&most=10780", 1),
    ("least=10781", 4),
    ("first=2026-11-25&last=2026/11/25", 5),
    ("first=2026-11-26", 0),
    ("last=2026-11-24&other=", 0),
    ("other=見張り番&most=20000", 1),
    ("other=どこにもない", 0),
]


@pytest.mark.parametrize(("query", "count"), SEARCHES)
def test_records_are_found_by_day_amount_and_name(company, scene, query, count):
    """Alone or together; both ends count."""
    shown = text_of(company.opens(f"/sme/records?{query}"))
    assert (f"記録が {count}件見つかりました" in shown) is bool(count)
    assert ("条件に合う記録は、ありません" in shown) is (not count)


@pytest.mark.parametrize("query", ["first=きのう", "last=2026-02-30", "least=たくさん", "most=-1"])
def test_a_search_that_cannot_be_used_says_where(company, scene, query):
    """422 beside the field, for the page and for the file."""
    name = query.split("=", maxsplit=1)[0]
    answer = company.opens(f"/sme/records?{query}")
    assert answer.status_code == 422
    assert f'id="err-{name}"' in text_of(answer)
    assert company.opens(f"/sme/records.zip?{query}").status_code == 422


def test_records_are_each_sides_own(provider, enters, world, scene):
    """The provider has no quotes of the company; a stranger has nothing."""
    assert "記録が 2件あります" in text_of(provider.opens("/provider/records"))
    stranger = enters(world.stranger)
    assert "記録は、まだありません" in text_of(stranger.opens("/sme/records"))
    folder = zipfile.ZipFile(io.BytesIO(stranger.opens("/sme/records.zip").get_data()))
    assert folder.namelist() == ["index.csv"]


def test_an_unanswered_application_is_over_by_its_date(company, provider, scene, store):
    """Both sides read so, and nobody can answer it."""
    late = date(2026, 12, 10)
    store.run(business_day.set_business_day, late)
    assert datetime(2026, 11, 25, tzinfo=JST).date() + timedelta(days=15) == late
    shown = text_of(company.opens(f"/sme/applications/{scene.waiting}"))
    assert "回答のないまま、期限が過ぎました" in shown
    page = f"/provider/applications/{scene.waiting}"
    assert "回答なしで期限切れ" in text_of(provider.opens(page))
    answer = provider.sends("/provider/check", page + "/decline", {"reason": "遅れました。"})
    assert answer.status_code == 422
