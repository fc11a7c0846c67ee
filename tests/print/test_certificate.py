"""The certificate on paper says what was found, and that it is nobody's official paper."""

import re
from dataclasses import replace
from datetime import date

import pytest

from marketplace.domain.errors import Refused
from marketplace.domain.tier import Star, Tier
from marketplace.domain.verdict import Verdict
from marketplace.print import certificate_pdf


@pytest.fixture(name="printed")
def _printed(read, certificate, outcome, body):
    """Give what a reader sees, with parts of the certificate changed."""
    return lambda **changes: read(certificate_pdf(replace(certificate, **changes), outcome, body))


def test_everything_found_is_said(printed, certificate):
    """Number, offering, provider, tier, edition and digests, days, body, and each clause."""
    said = [
        "適合確認書",
        "番号 2026-0007",
        "発行日 2026年11月25日",
        "みはりUTM★㈱髙﨑",
        "提供事業者㈱髙﨑★見守り①（架空）",
        "サービス区分1類",
        "基準サービス基準 2.0版（改訂 第3版）",
        "基準の指紋" + "0123456789abcdef" * 4,
        "申請書一式の指紋" + certificate.dossier.digest,
        "有効期間2026年12月1日〜2028年11月30日",
        "記号ct_aaaaaaaaaaaaaaaa",
        "発行架空適合確認機構（架空）",
        "適合確認の結果適合",
        "5項目（適合 4・対象外 1）",
        "OTK-02-1相談窓口を一つ置く必須適合機械（原文照合ずみ）",
        "OTK-02-4ネットワークの異常を24時間見守る必須適合人が確認（2026年11月25日）",
        "OTK-05-1ネットワークごとの月額の上限必須適合機械",
        "OTK-05-2端末ごとの月額の上限必須対象外機械",
        "OTK-09-1定期の相談推奨適合機械",
    ]
    assert printed().says(*said) == []


def test_it_says_what_it_is_not(printed):
    """No paper of a ministry, no promise."""
    said = [
        "本書は経済産業省・IPAの書面ではありません。",
        "国やIPAの登録を示すものでもありません。",
        "事故が起きないことや、サービスの品質を約束するものではありません。",
    ]
    assert printed().says(*said) == []


def test_nothing_sounds_or_looks_official(printed):
    """No official-sounding word, and no mark: nothing is drawn but text and rules."""
    paper = printed()
    assert re.search("認定|認証|格付け", paper.text) is None
    assert [list(page.images) for page in paper.reader.pages if list(page.images)] == []


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.CONFORMS])
def test_what_does_not_conform_is_not_printed(certificate, outcome, body, verdict):
    """A paper never says more than was found."""
    with pytest.raises(Refused) as caught:
        certificate_pdf(certificate, replace(outcome, verdict=verdict), body)
    assert caught.value.code == "not_conforming"


def test_the_outcome_of_another_tier_is_not_printed(certificate, outcome, body):
    """The clauses would be those of something else."""
    other = replace(certificate, tier=Tier(Star.THREE, dispatch=False))
    with pytest.raises(Refused):
        certificate_pdf(other, outcome, body)


def test_a_withdrawn_listing_is_told(printed):
    """The certificate itself stays; the line appears only then."""
    assert printed(delisted_on=date(2027, 4, 1)).says("掲載の取下げ2027年4月1日から") == []
    assert "取下げ" not in printed().text


def test_new_tiers_are_called_by_their_star(read, certificate, outcome, body):
    """SC★4+ needs its star in the font."""
    tier = Tier(Star.FOUR, dispatch=True)
    found = replace(outcome, report=replace(outcome.report, tier=tier))
    edition = replace(certificate.edition, slug="otasuke-sc/2027")
    paper = read(certificate_pdf(replace(certificate, tier=tier, edition=edition), found, body))
    assert paper.says("サービス区分SC★4+", "新類型の基準 2027版") == []


def test_many_clauses_take_pages_with_their_head(read, certificate, outcome, body):
    """Ninety clauses: the head of the table and the page number on each page."""
    many = replace(outcome, clauses=outcome.clauses * 18)
    paper = read(certificate_pdf(certificate, many, body))
    assert len(paper.pages) > 2
    assert paper.says("90項目（適合 72・対象外 18）") == []
    assert [page for page in paper.pages if "確かめかた" not in page] == []
    assert f"2 / {len(paper.pages)}" in paper.pages[1]


def test_long_and_strange_names_stay_names(printed, certificate):
    """200 characters, and what looks like a command."""
    for name in ("L" * 200, "髙﨑★" * 66 + "㈱①", '#import "x" *a* $b$ <c> \\'):
        offering = replace(certificate.dossier.offering, name=name)
        assert printed(dossier=replace(certificate.dossier, offering=offering)).says(name) == []


def test_samples_say_so(printed, certificate, outcome, body, read):
    """The mark goes when neither provider nor body is fictional."""
    real = {"fictional": False, "name": "髙﨑商会"}
    changed = replace(certificate, provider=replace(certificate.provider, **real))
    paper = read(certificate_pdf(changed, outcome, replace(body, **real)))
    assert printed().says("見本（架空）", "会社・サービス・結果はすべて架空です。") == []
    assert "見本" not in paper.text
