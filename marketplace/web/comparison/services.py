"""「サービスの行」 What providers declared, by the same parts as on the page of a service."""

from __future__ import annotations

from marketplace.desk.catalogue.comparing import Column
from marketplace.domain.offering import Offering, Plan
from marketplace.domain.service import Alert
from marketplace.web import parts
from marketplace.web.comparison.cells import NOWHERE, Cell, Group, Row
from marketplace.web.comparison.costs import sold_for
from marketplace.web.parts import Part

MONITORING, DISPATCH, TERMS, DESK = "監視", "駆付け", "契約の条件", "相談窓口"
INSURANCE, OWN_NAME = "保険", "保険・費用の補償"
FIXED = f"{parts.NO_INSURANCE}。保険の有無や額では、並べ替えもしぼり込みもしません。"


def services(columns: tuple[Column, ...]) -> tuple[Group, ...]:
    """The groups that a company asks about, in its order."""
    offerings = tuple(one.listing.entry.dossier.offering for one in columns)
    told = tuple({_title(part): part for part in parts.parts(one)} for one in offerings)
    insured = {found[INSURANCE].title for found in told}
    return (
        Group(MONITORING, (*_rows(told, MONITORING), *_alerts(offerings)), key="watch"),
        Group(DISPATCH, _rows(told, DISPATCH), key="dispatch"),
        Group(TERMS, (*_bought(columns), *_rows(told, TERMS)), key="terms"),
        Group(DESK, _rows(told, DESK), key="desk"),
        Group(
            INSURANCE if insured == {INSURANCE} else OWN_NAME, _insurance(told), FIXED, key="cover"
        ),
    )


def _title(part: Part) -> str:
    """Insurance goes by its own name where insurer or policy is not known; one row for both."""
    return INSURANCE if part.note.startswith(parts.NO_INSURANCE) else part.title


def _rows(told: tuple[dict[str, Part], ...], title: str) -> tuple[Row, ...]:
    """The rows of one part; what does not arise for a service is 「—」, never 不明."""
    values = [{row.label: row.value for row in found[title].rows} for found in told]
    labels = dict.fromkeys(label for one in values for label in one)
    return tuple(
        Row(label, tuple(Cell(one[label]) if label in one else NOWHERE for one in values))
        for label in labels
    )


def _insurance(told: tuple[dict[str, Part], ...]) -> tuple[Row, ...]:
    names = Row("名前", tuple(Cell(found[INSURANCE].title) for found in told))
    return (names, *_rows(told, INSURANCE))


def _alerts(offerings: tuple[Offering, ...]) -> tuple[Row, ...]:
    """「知らせ方」 One row a severity that somebody declared; without any, one row of 不明."""
    tables = [{row.severity: row.alerts for row in parts.alerts(one)} for one in offerings]
    severities = dict.fromkeys(severity for one in tables for severity in one)
    if not severities:
        return (Row("異常の知らせかた", tuple(Cell(None) for _ in offerings)),)
    return tuple(
        Row(f"「{severity.label}」の知らせかた", tuple(_told(one.get(severity)) for one in tables))
        for severity in severities
    )


def _told(alerts: tuple[Alert, ...] | None) -> Cell:
    if not alerts:
        return Cell(None)
    said = (f"{one.channel.label} {parts.within(one.within_minutes)}" for one in alerts)
    return Cell("、".join(said))


def _bought(columns: tuple[Column, ...]) -> tuple[Row, ...]:
    plans = [one.listing.plan for one in columns]
    return (
        Row("最低契約", tuple(Cell(_term(plan)) for plan in plans)),
        Row("売られている台数", tuple(Cell(sold_for(plan)) for plan in plans)),
    )


def _term(plan: Plan) -> str | None:
    if plan.term_months is None:
        return None
    return f"{plan.term_months}か月" if plan.term_months else "なし"
