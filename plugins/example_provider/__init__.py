"""「見本の事業者」 A provider that does not exist（架空）, written as any provider would write it.

docs/hooks.md walks through this file; manifest.yaml beside it says the same without code.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from marketplace.domain import service
from marketplace.domain.offering import (
    Coverage,
    Evidence,
    EvidenceKind,
    Extent,
    Means,
    Offering,
    Plan,
    Provider,
)
from marketplace.domain.price import Basis, Kind, Period, PriceComponent, Tax
from marketplace.domain.tier import ServiceClass, Star, Tier
from marketplace.hooks import hookimpl

REVISED = date(2026, 4, 1)
STAR3 = Tier(Star.THREE, dispatch=True)
KINKI = ("25", "26", "27", "28", "29", "30")


@hookimpl
def provider() -> Provider:
    return Provider("aozora", "あおぞら情報（架空）")


WATCHING = PriceComponent(
    name="見守り基本料",
    kind=Kind.RECURRING,
    basis=Basis.NETWORK,
    amount=8_900,
    period=Period.MONTH,
    tax=Tax.EXCLUDED,
    compulsory=True,
    as_of=REVISED,
    source="料金表 2026年4月1日版",
)
PLANS = (
    Plan(
        code="basic",
        name="ベーシック",
        tier=ServiceClass.CLASS1,
        prices=(WATCHING,),
        terminals_min=1,
        terminals_max=50,
        term_months=12,
    ),
    Plan(
        code="star3",
        name="★3 おまかせ",
        tier=STAR3,
        prices=(replace(WATCHING, amount=14_800),),
        terminals_min=1,
        terminals_max=50,
        term_months=12,
    ),
)


MONITORING = service.Monitoring(
    type=service.MonitoringType.NETWORK,
    tools=("UTM",),
    network=service.Watch(24),
    terminals_max=50,
    notifies=True,
    watch_method="機器の記録を仕組みが休みなく調べ、重大な異常は当番の技術者が電話します。",
    alerts=(service.Alert(service.Severity.HIGH, service.Channel.PHONE, within_minutes=30),),
)
INSURANCE = service.Insurance(
    attached=True,
    insurer="そらいろ損害保険（架空）",
    policy="サイバー初動補償",
    policyholder="あおぞら情報（架空）",
    covers=("初動対応の費用",),
    limit_yen=500_000,
    user_may_pay=False,
)


@hookimpl
def offerings(provider: Provider) -> Iterator[Offering]:
    yield Offering(
        code="sora-mimamori",
        name="そらみまもり",
        summary=f"{provider.name}が、事務所のネットワークを一日中見守ります。",
        source="サービス仕様書 2026年4月1日版",
        as_of=REVISED,
        desk=service.Desk(available=True, contact_shown=True, contact="あおぞら窓口"),
        monitoring=MONITORING,
        dispatch=service.Dispatch(
            available=True, to_named_place=True, on_request=True, prefectures=KINKI
        ),
        sales=service.Sales(KINKI),
        onboarding=service.Onboarding("写真入りの冊子で、つなぎ方と電話先を説明します。"),
        explained=service.Explained(
            ex_tax_shown=True,
            initial_cost="初期費用はかかりません。",
            term="契約は一年です。",
            extra_charges="追加の費用はかかりません。",
        ),
        insurance=INSURANCE,
        terms=service.Terms(count=1),
        assurance=service.Assurance(
            sme_record="2024 年から 12 社に提供しています。",
            statistics="異常の件数を半年ごとに IPA へ提供します。",
            organisation="監視の要員 6 名。決算は毎年公告します。",
        ),
        plans=PLANS,
    )


@hookimpl
def coverage(offering: Offering) -> Iterator[Coverage]:
    if STAR3 in offering.tiers:
        yield Coverage(STAR3, "5-1-1-1", Means.TOOL, Extent.FULL)
        yield Coverage(STAR3, "1-3-1-1", Means.SELF)


@hookimpl
def evidence() -> Iterator[Evidence]:
    yield Evidence(
        facts=(
            "desk.contact_shown",
            "monitoring.network.hours",
            "monitoring.notifies",
            "dispatch.available",
            "dispatch.to_named_place",
            "dispatch.on_request",
            "insurance.attached",
            "insurance.covers",
            "terms.count",
        ),
        kind=EvidenceKind.DOCUMENT,
        title="サービス仕様書 2026年4月1日版",
        # There is no document behind this sample; the digest is that of the word "test".
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        issued=REVISED,
        lapses=date(2027, 3, 31),
    )
