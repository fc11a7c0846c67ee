"""「見本の値」 What the parts are shown with on the style guide; everything in it is made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from marketplace.desk.waiting import Waiting
from marketplace.domain.notice import BLANK, Block, blocks
from marketplace.domain.organisation import Actor, Organisation, OrgKind, Person, Role
from marketplace.domain.price import Size
from marketplace.domain.verdict import Verdict
from marketplace.web.charts import (
    FRAMES,
    STAIRS_FRAMES,
    WIDTHS,
    Bar,
    Chart,
    Curve,
    Gauge,
    Matrix,
    Moment,
    Stair,
    Stairs,
    Timeline,
    bars,
    draw,
    gauge,
    matrix,
    stairs,
    timeline,
)
from marketplace.web.comparison.cells import Cell, Group, Mark, Row
from marketplace.web.links import Entry
from marketplace.web.said import Point, Said

DAY = date(2026, 11, 25)
MINATO = Organisation(
    "og_sample1", OrgKind.SME, "みなと精工（架空）", "みなとせいこう", fictional=True
)
TSUBASA = Organisation(
    "og_sample2", OrgKind.PROVIDER, "つばさ見張り", "つばさみはり", fictional=True
)
SATO = Person("ps_sample", "佐藤 真由美", "sato@example.jp")
PARTS = (
    ("初期費用", 72_000),
    ("拠点の監視", 228_000),
    ("PCの監視", 576_000),
    ("サーバーの監視", 24_000),
    ("支援", 144_000),
    ("駆付け待機", 60_000),
)
ANSWERS = {
    "full": "達成",
    "part": "一部",
    "none": "未達成",
    "open": "未回答",
    "out": "受け持たない",
    "na": "対象外",
}

WRITTEN = f"""# 運営者
このサイトは【運営者の名前：{BLANK}】が運営しています。
## 問い合わせ
- [IPA のページ](https://www.ipa.go.jp/)
- 電話ではお答えしていません"""


@dataclass(frozen=True, slots=True)
class Head:
    """「見本の列」 A column of the comparison."""

    letter: str
    names: tuple[str, str, str]
    place: int


@dataclass(frozen=True, slots=True)
class Asked:
    """「見本の台数」 What the bar of sizes is filled with."""

    size: Size
    months: int


@dataclass(frozen=True, slots=True)
class Page:
    """「見本の頁」 A page of a result."""

    number: int
    address: str = "#ways"


HEADS = (
    Head("A", ("見張りUTM", "基本", "つばさ見張り"), 0),
    Head("B", ("番犬", "一式", "犬飼"), 1),
)
DUE = Waiting("番犬 一式", "請求書の支払期日は2026-11-30", DAY, "invoice", "iv_1")
ASKED = Waiting("見張りUTM 基本", "事業者の回答待ち", DAY, "application", "ap_1")
WAITS = ((DUE, "#boxes", "あと5日"), (ASKED, "#boxes", ""))


@dataclass(frozen=True, slots=True)
class Samples:
    """「見本の値」 By part."""

    day: date
    actors: tuple[Actor, ...]
    menu: tuple[Entry, ...]
    said: Said
    pages: tuple[Page, ...]
    bars: tuple[Bar, ...]
    gauges: tuple[Gauge, ...]
    matrix: Matrix
    words: dict[str, str]
    times: tuple[Timeline, ...]
    lines: tuple[Chart, ...]
    stairs: tuple[Stairs, ...]
    group: Group
    folded: Group
    heads: tuple[Head, ...]
    waits: tuple[tuple[Waiting, str, str], ...]
    blocks: tuple[Block, ...]
    asked: Asked

    def marks(self, draw: Callable[[Mark], Any]) -> dict[Mark, Any]:
        """The results of the comparison, drawn by a macro."""
        cells = (cell for row in self.group.rows for cell in row.cells)
        return {cell.mark: draw(cell.mark) for cell in cells if cell.mark}


def samples() -> Samples:
    """All of them; made anew, they cost nothing beside drawing the page."""
    return Samples(
        DAY,
        (Actor(SATO, MINATO, Role.ADMIN), Actor(SATO, TSUBASA, Role.VIEWER)),
        _menu(),
        _said(),
        tuple(map(Page, range(1, 6))),
        bars((("一つにまとめる", PARTS), ("組み合わせる", PARTS[:3]))),
        (gauge(23, 31), gauge(2_400, 3_000, 2_000)),
        _matrix(),
        ANSWERS,
        _times(),
        _lines(),
        _stairs(),
        _group("sample"),
        _group("folded"),
        HEADS,
        WAITS,
        blocks(WRITTEN),
        Asked(Size(24, 1, 1), 24),
    )


def _menu() -> tuple[Entry, ...]:
    under = (Entry("見積り", "#head", ""), Entry("契約", "#head", "page"))
    rest = Entry("申込み・契約", "", "true", under)
    return (Entry("待っていること", "#head", ""), Entry("サービスを探す", "#head", ""), rest)


def _said() -> Said:
    number = "法人番号の確認の数字が合いません。"
    points = (
        Point("会社の名前を入れてください。", "refused_name"),
        Point(number, "refused_number", remedy="登記の書類をもう一度見てください。"),
    )
    return Said("2か所を直してください。", "", points)


def _matrix() -> Matrix:
    kinds = tuple(ANSWERS)
    long = ("full",) * 20 + ("part",) * 3 + ("none",) * 5 + ("open", "out", "na")
    return matrix((("1. 体制", ("full", "full", "none")), ("4. 攻撃等の防御", long)), kinds)


def _times() -> tuple[Timeline, ...]:
    moments = (
        Moment("契約期間 2026年12月1日〜2027年11月30日", date(2026, 12, 1), date(2027, 11, 30)),
        Moment("今日 2026年11月25日", DAY),
        Moment("解約の予告の期限 2027年10月31日", date(2027, 10, 31)),
    )
    return tuple(timeline(moments, DAY, wide) for wide in WIDTHS)


def _lines() -> tuple[Chart, ...]:
    totals = (tuple(accumulate([60_000, *[18_800] * 23])), tuple(accumulate([22_500] * 24)))
    names = ("見張りUTM 基本", "番犬 一式")
    curves = tuple(
        Curve(n, "AB"[n], name, paid)
        for n, (name, paid) in enumerate(zip(names, totals, strict=True))
    )
    return tuple(draw(curves, frame) for frame in FRAMES)


def _stairs() -> tuple[Stairs, ...]:
    points = (Stair("1", 0, 0), Stair("2", 265_200, 17), Stair("3", 991_200, 27))
    words = "ふさげる基準の数", "24か月の合計・税抜"
    return tuple(stairs(points, words, frame) for frame in STAIRS_FRAMES)


def _group(key: str) -> Group:
    marks = (Cell(mark=Mark(Verdict.CONFORMS)), Cell(mark=Mark(Verdict.FAILS)))
    rows = (
        Row("実質月額", (Cell("18,800円"), Cell("22,500円")), leads=True),
        Row("24時間の見張り", marks),
        Row("駆付けの時間", (Cell("8時間以内"), Cell(None, "事業者に確かめています"))),
        Row("最低契約", (Cell("12か月"), Cell("12か月"))),
    )
    return Group("費用と結果", rows, key=key)
