"""「サービスの中身の見せかた」 What a provider declared, part by part, with 不明 where it did not.

The customers of a 1類 service are for the examiner's eyes only and are no part of this page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from marketplace.domain.offering import Offering
from marketplace.domain.service import NONE, Alert, MonitoringType, PartyRole, Severity
from marketplace.web.prefectures import area

HOUR, DAY = 60, 1440
NO_INSURANCE = "本サイトは保険の募集・媒介を行いません"


@dataclass(frozen=True, slots=True)
class Row:
    """「行」 A label and what was declared; None: not declared."""

    label: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """「項目の組」 One part of a service, with its own source and day where it names them."""

    title: str
    rows: tuple[Row, ...]
    source: str | None = None
    as_of: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AlertRow:
    """「知らせ方の行」 One severity: the ways it is told and until when; none: not declared."""

    severity: Severity
    alerts: tuple[Alert, ...]


def parts(offering: Offering) -> tuple[Part, ...]:
    """Every part of an offering, in the order in which a company asks."""
    found = (_dispatch, _desk, _monitoring, _terms, _insurance, _data_use, _explained, _assurance)
    return (*(part(offering) for part in found), _parties(offering))


def alerts(offering: Offering) -> tuple[AlertRow, ...]:
    """「知らせ方」 By severity, the most serious first; none where nothing was declared."""
    declared = offering.monitoring.alerts
    if not declared:
        return ()
    return tuple(AlertRow(s, tuple(a for a in declared if a.severity is s)) for s in Severity)


def within(minutes: int | None) -> str:
    """「期限」 Until when one is told: minutes, hours or days as people say it."""
    if minutes is None:
        return "期限の約束なし"
    days, rest = divmod(minutes, DAY)
    if days > 1 and not rest:
        return f"{days:,}日以内"
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return f"{rest}分以内"
    return f"{hours:,}時間{f'{rest}分' if rest else ''}以内"


def _yes(value: bool | None, words: tuple[str, str] = ("はい", "いいえ")) -> str | None:  # noqa: FBT001
    return None if value is None else words[0 if value else 1]


def _text(value: str | None) -> str | None:
    return "なし" if value == NONE else value


def _listed(values: tuple[str, ...] | None) -> str | None:
    return None if values is None else "・".join(values)


def _count(value: int | None, unit: str) -> str | None:
    return None if value is None else f"{value:,}{unit}"


def _dispatch(offering: Offering) -> Part:
    one = offering.dispatch
    rows = [Row("技術者の派遣", _yes(one.available, ("あり", "なし")))]
    if one.available is not False:
        where = area(one.prefectures) if one.prefectures else None
        rows += [
            Row("行ける地域", where),
            Row("離島", _yes(one.islands, ("行ける", "行けない"))),
            Row("指定した場所へ", _yes(one.to_named_place, ("行く", "行かない"))),
            Row("求めに応じて", _yes(one.on_request, ("行く", "行かない"))),
            Row("駆付けの料金", _text(one.fee)),
        ]
    rows.append(Row("遠隔の支援", _yes(one.remote, ("あり", "なし"))))
    sold = area(offering.sales.prefectures) if offering.sales.prefectures else None
    rows.append(Row("売っている地域", sold))
    return Part("駆付け", tuple(rows), one.source, one.as_of)


def _desk(offering: Offering) -> Part:
    one = offering.desk
    rows = (
        Row("一つの窓口", _yes(one.available, ("あり", "なし"))),
        Row("連絡先", _text(one.contact)),
        Row("受付の時間", _text(one.hours)),
        Row("定期の相談", _consulting(offering)),
    )
    return Part("相談窓口", rows, one.source, one.as_of)


def _consulting(offering: Offering) -> str | None:
    one = offering.consulting
    return _text(one.interval) or "あり" if one.periodic else _yes(one.periodic, ("あり", "なし"))


def _monitoring(offering: Offering) -> Part:
    one = offering.monitoring
    rows = (
        Row("方式", one.type.value if one.type else None),
        Row("道具", _listed(one.tools)),
        Row("できること", _text(one.functions)),
        *_hours(offering),
        Row("見守れる端末", _count(one.terminals_max, "台まで")),
        Row("見つけたら知らせるか", _yes(one.notifies, ("知らせる", "知らせない"))),
        Row("見守りの方法", _text(one.watch_method)),
    )
    return Part("監視", rows, one.source, one.as_of)


def _hours(offering: Offering) -> Iterator[Row]:
    one = offering.monitoring
    if one.type is not MonitoringType.ENDPOINT:
        hours = one.network.hours if one.network else None
        yield Row("ネットワークを見守る時間", _count(hours, "時間（毎日）"))
    if one.type is not MonitoringType.NETWORK:
        hours = one.endpoint.hours if one.endpoint else None
        yield Row("端末を見守る時間", _count(hours, "時間（毎日）"))


def _terms(offering: Offering) -> Part:
    one = offering.terms
    rows = (
        Row("結ぶ契約の数", _count(one.count, "件")),
        Row("更新", _text(one.renewal)),
        Row("やめるときの連絡", _count(one.notice_days, "日前まで")),
        Row("途中でやめるとき", _text(one.early_termination)),
    )
    return Part("契約の条件", rows)


def _insurance(offering: Offering) -> Part:
    one = offering.insurance
    rows = [Row("簡易サイバー保険", _yes(one.attached, ("付いている", "付いていない")))]
    if one.attached is not False:
        rows += [
            Row("保険会社など", _text(one.insurer)),
            Row("保険の名前", _text(one.policy)),
            Row("契約者", _text(one.policyholder)),
            Row("補う費用", _listed(one.covers)),
            Row("限度額", _count(one.limit_yen, "円")),
            Row("自己負担", _own_share(offering)),
        ]
    named = one.attached is False or (one.insurer and one.policy)
    title = "保険" if named else "費用の補償（保険会社と保険の名前は不明）"
    return Part(title, tuple(rows), one.source, one.as_of, f"{NO_INSURANCE}。")


def _own_share(offering: Offering) -> str | None:
    one = offering.insurance
    if one.user_may_pay is False:
        return "なし"
    return _text(one.self_pay_explanation) or _yes(one.user_may_pay, ("あり", "なし"))


def _data_use(offering: Offering) -> Part:
    one = offering.data_use
    rows = (
        Row("集める情報", _listed(one.collected)),
        Row("集めない情報", _listed(one.not_collected)),
        Row("渡す相手", _listed(one.recipients)),
        Row("通信を調べる同意", _text(one.communications_consent)),
    )
    return Part("情報の取扱い", rows)


def _explained(offering: Offering) -> Part:
    one = offering.explained
    rows = (
        Row("税抜の表示", _yes(one.ex_tax_shown, ("あり", "なし"))),
        Row("初期費用", _text(one.initial_cost)),
        Row("契約期間", _text(one.term)),
        Row("追加の費用", _text(one.extra_charges)),
        Row("導入の手引き", _text(offering.onboarding.guide)),
    )
    return Part("料金と導入の説明", rows)


def _assurance(offering: Offering) -> Part:
    one = offering.assurance
    rows = (
        Row("中小企業への実績", _text(one.sme_record)),
        Row("IPA への統計の提供", _text(one.statistics)),
        Row("要員・財務・品質", _text(one.organisation)),
    )
    return Part("実績と体制", rows)


def _parties(offering: Offering) -> Part:
    """「担い手」 A role nobody was named for is not known."""
    by_role = {role: [p.company for p in offering.parties if p.role is role] for role in PartyRole}
    rows = (Row(role.label, "・".join(found) or None) for role, found in by_role.items())
    return Part("担い手", tuple(rows))
