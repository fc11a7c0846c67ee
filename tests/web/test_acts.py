"""The forms do the acts, tell why not, and keep what was entered."""

import pytest

from marketplace.domain.canonical import digest_bytes

OPEN = "/certifier/submissions/{}"
REASON = "機能説明資料で、通信の全体を見ていることを確かめました。"
DATES = {
    "valid_from_y": "2026",
    "valid_from_m": "11",
    "valid_from_d": "25",
    "valid_until_y": "2028",
    "valid_until_m": "11",
    "valid_until_d": "24",
}
JSON = {"Accept": "application/json"}


def text_of(answer):
    return answer.get_data(as_text=True)


def test_checking_shows_what_to_mend_and_writes_nothing(enters, world, manifest, everything):
    """The top says what to mend, with the value seen, the value wanted and the remedy."""
    provider, before = enters(world.provider), everything()
    data = {"manifest": manifest(amount=10001)}
    page = text_of(provider.sends("/provider/check", "/provider/check", data))
    assert "直すところが 1つ。" in page
    assert "10,001" in page
    assert "10,000" in page
    assert page.index("OTK-05-1") < page.index("OTK-02-1")
    assert everything() == before


def test_what_was_checked_is_submitted_byte_by_byte(enters, world, manifest):
    """The report carries the bytes on; they arrive as they were pasted."""
    provider = enters(world.provider)
    text = manifest(code="mihari-pasted")
    report = provider.sends("/provider/check", "/provider/check", {"manifest": text})
    answer = provider.sends_on(report, "/provider/submissions")
    assert answer.status_code == 303, text_of(answer)
    page = text_of(provider.opens(answer.location))
    assert "審査中です" in page
    assert digest_bytes(text.encode()) in page


def test_a_bad_manifest_is_shown_again_with_its_lines(enters, world, manifest, everything):
    """Every fault with its place and line; the text stays in the field; nothing is written."""
    provider, before = enters(world.provider), everything()
    text = manifest(amount="９８００").replace("hours: 24", "hour: 24")
    for action in ("/provider/check", "/provider/submissions"):
        answer = provider.sends("/provider/check", action, {"manifest": text})
        page = text_of(answer)
        assert answer.status_code == 422
        assert "plans[0].prices[0].amount" in page
        assert "行目）" in page
        assert "９８００" in page
    assert everything() == before


def test_a_manifest_of_somebody_else_is_refused(enters, world, manifest):
    """The code of another provider is named beside one's own, at the field."""
    provider = enters(world.provider)
    data = {"manifest": manifest(provider="toomi")}
    answer = provider.sends("/provider/check", "/provider/check", data)
    assert answer.status_code == 422
    assert "toomi" in text_of(answer)
    assert 'aria-invalid="true"' in text_of(answer)


def test_an_examiner_rules_and_certifies(enters, world, scene):
    """A ruling settles the open clause; then the certificate can be issued."""
    certifier, page = enters(world.certifier), OPEN.format(scene.open)
    assert "未決が 1件" in text_of(certifier.opens(page))
    ruling = {"clause": "OTK-02-4", "verdict": "conforms", "reason": REASON}
    assert certifier.sends(page, page + "/rule", ruling).status_code == 303
    settled = text_of(certifier.opens(page + "?clause=OTK-02-4"))
    assert "未決はありません" in settled
    assert REASON in settled
    answer = certifier.sends(page, page + "/certify", DATES)
    assert answer.status_code == 303
    assert "有効です。" in text_of(certifier.opens(answer.location))


@pytest.mark.parametrize(
    ("action", "data", "field", "words"),
    [
        ("rule", {"clause": "OTK-02-4", "reason": REASON}, "rule-verdict", "どれか一つ"),
        ("rule", {"clause": "OTK-02-4", "verdict": "fails"}, "rule-reason", "理由が書かれて"),
        ("certify", {**DATES, "valid_until_m": "13"}, "certify-valid_until", "暦にある日"),
        ("certify", {**DATES, "valid_from_y": ""}, "certify-valid_from", "暦にある日"),
        ("certify", DATES, "", "発行できません"),
        ("refuse", {"reason": " "}, "refuse-reason", "理由が書かれて"),
    ],
)
def test_a_refused_decision_says_where_and_writes_nothing(
    enters, world, scene, everything, *, action, data, field, words
):
    """422, the sentence beside the field of the form that was sent, and no row."""
    certifier, page = enters(world.certifier), OPEN.format(scene.open)
    before = everything()
    answer = certifier.sends(page, f"{page}/{action}", {"form": action} | data)
    shown = text_of(answer)
    assert answer.status_code == 422
    assert words in shown
    assert 'role="alert"' in shown
    if field:
        assert f'id="f-{field}"' in shown
        assert f'id="err-{field}"' in shown
        assert f'href="#f-{field}"' in shown
    assert data.get("reason", "").strip() in shown
    assert everything() == before


def test_an_application_is_accepted_and_invoiced(enters, world, scene):
    """A start day makes a contract; its invoice is a 適格請求書."""
    provider, page = enters(world.provider), f"/provider/applications/{scene.waiting}"
    starts = {"starts_on_y": "2026", "starts_on_m": "12", "starts_on_d": "1"}
    contract = provider.sends(page, page + "/accept", starts).location
    assert "最初の請求書を発行してください" in text_of(provider.opens(contract))
    invoice = text_of(provider.opens(provider.sends(contract, contract + "/invoice").location))
    for words in ("登録番号 T1234567890123", "10%対象", "振込手数料", "架空銀行", "御中"):
        assert words in invoice
    assert "10,780" in invoice


def test_an_answer_needs_a_day_or_a_reason(enters, world, scene, everything):
    """A start in the past and an empty reason are refused at their fields."""
    provider, page = enters(world.provider), f"/provider/applications/{scene.waiting}"
    before = everything()
    past = {"form": "accept", "starts_on_y": "2026", "starts_on_m": "11", "starts_on_d": "24"}
    early = provider.sends(page, page + "/accept", past)
    silent = provider.sends(page, page + "/decline", {"form": "decline", "reason": ""})
    assert early.status_code == silent.status_code == 422
    assert 'id="err-accept-starts_on"' in text_of(early)
    assert 'value="24"' in text_of(early)
    assert 'id="err-decline-reason"' in text_of(silent)
    assert everything() == before


def test_what_was_answered_cannot_be_answered_again(enters, world, scene):
    """409 says that the state moved on."""
    company, page = enters(world.company), f"/sme/applications/{scene.waiting}"
    assert company.sends(page, page + "/withdraw").status_code == 303
    again = company.sends(page, page + "/withdraw", {"token": "another-wish"})
    assert again.status_code == 409
    assert "取下げ" in text_of(again)


def test_declining_tells_the_company_why(enters, world, scene):
    """The reason stands on the company's page."""
    provider, page = enters(world.provider), f"/provider/applications/{scene.waiting}"
    provider.sends(page, page + "/decline", {"reason": "いまは回線の工事ができません。"})
    shown = text_of(enters(world.company).opens(f"/sme/applications/{scene.waiting}"))
    assert "見送りの回答がありました" in shown
    assert "いまは回線の工事ができません。" in shown


def test_a_provider_takes_back_what_is_its_own(enters, world, scene, visitor):
    """A submission under review, and a listing; both at once."""
    provider = enters(world.provider)
    page = f"/provider/submissions/{scene.open}"
    assert provider.sends(page, page + "/withdraw").status_code == 303
    assert "申請は取り下げました" in text_of(provider.opens(page))
    listed = f"/provider/certificates/{scene.certificate}/withdraw"
    assert provider.sends("/provider/certificates", listed).status_code == 303
    assert "掲載は取下げ" in text_of(visitor.opens(f"/certificates/{scene.certificate}"))
    assert visitor.opens(f"/services/{scene.certificate}").status_code == 404


def test_a_refused_submission_tells_the_provider_why(enters, world, scene):
    """The certifying body's reason stands on the provider's page, and waits on its home."""
    page = OPEN.format(scene.open)
    enters(world.certifier).sends(
        page, page + "/refuse", {"reason": "説明資料の三章がありません。"}
    )
    provider = enters(world.provider)
    shown = text_of(provider.opens(f"/provider/submissions/{scene.open}"))
    assert "不適合の通知が届いています" in shown
    assert "説明資料の三章がありません。" in shown
    assert "見張りNDR" in text_of(provider.opens("/provider/"))
