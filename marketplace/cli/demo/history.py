"""「見本のいきさつ」 What happened before the demo's first day, day by day, as it would have.

The days are fixed, all of 2026, and none is a holiday: what was handed in before the two examiners
compared the text with its (fictional) original is judged again afterwards, so that services which
nothing spoke against met a clause that nobody had read before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from marketplace.cli.demo.examination import confirm_all
from marketplace.cli.demo.stage import (
    Stage,
    change,
    examine,
    fail_it,
    hand_in,
    issue,
    list_it,
    take_down,
    turn_down,
)
from marketplace.domain.days import JST

AT = time(10, 0, tzinfo=JST)
LAPSES = date(2026, 10, 31)
"""The last day of the papers of two services, and so of their certificates."""

HANDED_IN = {
    date(2026, 9, 7): ("otowabori", "minaminohama", "yukishiro", "tonegishi", "tonegishi-jo"),
    date(2026, 9, 8): ("semiyama", "semiyama-pro", "kogarashi", "sumihashi"),
    date(2026, 9, 9): ("namikoshi", "kamosaki", "budouzaka", "chanoha"),
    date(2026, 9, 10): ("iwakine", "iwakine-oku", "ushionada", "mikawane", "amatsubo"),
    date(2026, 9, 11): ("mitsuwatari", "mitsuwatari-pro"),
    date(2026, 10, 14): ("hizenya", "kogarashi-o", "sorahashi", "yuzukawa"),
}

COMPARED = date(2026, 9, 14), date(2026, 9, 15)
"""The days on which the first and the second examiner compared every unseen clause."""

ISSUED_TO_LAPSE = date(2026, 9, 17), ("otowabori", "minaminohama")

LISTED = {
    date(2026, 9, 24): ("semiyama", "kogarashi"),
    date(2026, 9, 28): ("sumihashi", "namikoshi", "kamosaki"),
    date(2026, 10, 1): ("semiyama-pro", "budouzaka", "iwakine"),
    date(2026, 10, 5): ("ushionada", "iwakine-oku"),
    date(2026, 10, 8): ("mitsuwatari", "mitsuwatari-pro"),
}

TURNED_DOWN = {
    date(2026, 9, 18): {
        "yukishiro": "「一拠点」の最低契約期間は 36 か月で、24 か月を超えます（OTK-05-6）。",
        "tonegishi": "料金が税込の額だけで、税抜の額を示していません（OTK-05-4）。",
        "mikawane": "五台からしか契約できないプランがあります（OTK-05-5）。",
    },
    date(2026, 10, 20): {
        "sorahashi": "電話と遠隔の手当てだけで、技術者を派遣する体制がありません（OTK-03-1）。",
    },
}
MENDED = "直したものを、いつでも申請できます。"

FUND = "chanoha", "OTK-06-4"
FUND_FAILS = "規程を読みました。引き受けるのは自社の基金で、保険業法のもとの保険ではありません。"
FUND_FAILED_ON = date(2026, 10, 9)

EXAMINED = date(2026, 10, 19), ("hizenya", "kogarashi-o")
TAKEN_DOWN = date(2026, 10, 22), "kamosaki"
CHANGED = date(2026, 10, 26), "kogarashi"

Scene = tuple[date, Callable[[Stage, datetime], None]]
"""「場面」 A day, and what is done on it."""


def play(stage: Stage) -> None:
    """Everything, in the order of the days."""
    for day, scene in sorted(_scenes(), key=lambda one: one[0]):
        scene(stage, datetime.combine(day, AT))


def _scenes() -> list[Scene]:
    return [
        *((day, _each(hand_in, names)) for day, names in HANDED_IN.items()),
        *((day, _compared(number)) for number, day in enumerate(COMPARED)),
        (ISSUED_TO_LAPSE[0], _issued_to_lapse),
        *((day, _turned_down(reasons)) for day, reasons in TURNED_DOWN.items()),
        *((day, _each(list_it, names)) for day, names in LISTED.items()),
        (FUND_FAILED_ON, _fund_fails),
        (EXAMINED[0], _each(examine, EXAMINED[1])),
        (TAKEN_DOWN[0], _each(take_down, TAKEN_DOWN[1:])),
        (CHANGED[0], _each(change, CHANGED[1:])),
    ]


def _each(
    step: Callable[[Stage, str, datetime], None], names: tuple[str, ...]
) -> Callable[[Stage, datetime], None]:
    def scene(stage: Stage, now: datetime) -> None:
        for name in names:
            step(stage, name, now)

    return scene


def _compared(number: int) -> Callable[[Stage, datetime], None]:
    return lambda stage, now: confirm_all(stage.book, stage.examiners[number : number + 1], now)


def _issued_to_lapse(stage: Stage, now: datetime) -> None:
    for name in ISSUED_TO_LAPSE[1]:
        examine(stage, name, now)
        issue(stage, name, now, LAPSES)


def _turned_down(reasons: Mapping[str, str]) -> Callable[[Stage, datetime], None]:
    def scene(stage: Stage, now: datetime) -> None:
        for name, reason in reasons.items():
            turn_down(stage, name, reason + MENDED, now)

    return scene


def _fund_fails(stage: Stage, now: datetime) -> None:
    fail_it(stage, FUND, FUND_FAILS, now)
    turn_down(stage, FUND[0], FUND_FAILS + MENDED, now)
