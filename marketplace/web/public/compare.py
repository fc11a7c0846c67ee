"""「プランを比べる」 Up to four plans side by side, at an address that anybody may pass on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.catalogue import comparing
from marketplace.desk.catalogue.comparing import Choice, Comparison, Wanted
from marketplace.domain.certificate import Listing
from marketplace.domain.errors import visible
from marketplace.web import charts, sizing, visit
from marketplace.web.charts import Chart, Curve
from marketplace.web.comparison.drawn import Drawn, drawn
from marketplace.web.comparison.sheet import sheet
from marketplace.web.comparison.table import Table, table
from marketplace.web.comparison.term import Course, Step, courses, pays_monthly, steps
from marketplace.web.look import day as spelt
from marketplace.web.public.door import door
from marketplace.web.sizing import Asked

NOTHING = Comparison((), ())


@dataclass(frozen=True, slots=True)
class Page:
    """「比較の頁」 What is compared, how it was asked for, and what could be added."""

    asked: Asked
    words: tuple[str, ...]
    missing: tuple[str, ...]
    table: Table
    drawn: Drawn
    courses: tuple[Course, ...]
    addable: tuple[Listing, ...]

    @property
    def status(self) -> int:
        """404 where nothing of what was asked for ever existed."""
        return 404 if self.missing and not self.table.heads else self.asked.status

    @property
    def steps(self) -> tuple[Step, ...]:
        """The months that the table beside the chart shows."""
        return steps(self.courses)

    @property
    def monthly(self) -> bool:
        """Whether somebody pays in most months."""
        return pays_monthly(self.courses)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The same lines for a wide screen and for a narrow one; none without a known total."""
        curves = tuple(map(_curve, self.courses))
        return tuple(charts.draw(curves, frame) for frame in charts.FRAMES) if curves else ()

    @property
    def without_line(self) -> tuple[str, ...]:
        """The letters of the listed plans whose total is not known."""
        drawn = {one.head.letter for one in self.courses}
        listed = (head for head in self.table.heads if head.place is not None)
        return tuple(head.letter for head in listed if head.letter not in drawn)

    def query(self, *, without: str = "") -> dict[str, object]:
        """The same question for a link, with one plan less."""
        return {"p": [word for word in self.words if word != without], **self.asked.query}


@door.get("/compare")
def compare() -> ResponseReturnValue:
    """「プランを比べる」 Without a plan it says how to choose; beyond the limit it is refused."""
    page = _page()
    shown = {"page": page, "asked": page.asked, "most": comparing.MOST_PLANS}
    return render_template("public/compare.html", **shown), page.status


@door.get("/compare.csv")
def compare_sheet() -> ResponseReturnValue:
    """「表計算用のファイル」 The same rows, to be saved."""
    page, today = _page(), visit.today()
    made = sheet(page.table, page.courses, _conditions(page, today))
    answer = Response(made, page.status, mimetype="text/csv")
    name = f"compare-{today.isoformat()}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page() -> Page:
    asked, day, choices = sizing.asked(), visit.today(), tuple(map(_choice, _words()))
    wanted = Wanted(choices, asked.size, asked.months)
    with visit.store().read() as book:
        found = comparing.compare(book, wanted, day) if asked.usable else NOTHING
        room = asked.usable and len(wanted.choices) < comparing.MOST_PLANS
        addable = comparing.addable(book, wanted.choices, day) if room else ()
    kept = drawn(found, day)
    shown = table(found, asked.months, kept.still)
    words = tuple(f"{one.ref}~{one.code}" for one in wanted.choices)
    missing = tuple(visible(f"{one.ref}~{one.code}", 60) for one in found.missing)
    return Page(asked, words, missing, shown, kept, courses(shown.heads), addable)


def _curve(one: Course) -> Curve:
    return Curve(one.head.style, one.head.letter, " ".join(one.head.names[:2]), one.totals)


def _words() -> list[str]:
    return [word for word in request.args.getlist("p") if word.strip()]


def _choice(word: str) -> Choice:
    ref, _, code = word.strip().partition("~")
    return Choice(ref, code)


def _conditions(page: Page, today: date) -> Iterator[str]:
    yield f"プランの比較（{spelt(today)}現在・本サイト掲載分）"
    yield f"{page.asked}。税抜。補助金は入れていません。"
    yield from (f"見つからないプラン: {word}" for word in page.missing)
