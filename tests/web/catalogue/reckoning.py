"""「検算」 Reads a page as a person does: the lines that are shown, reckoned again by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

LINE = re.compile(
    r"(?P<unit>[\d,]+)円(?: × [^×]*?(?P<count>[\d,]+)(?:か所|社|人|台)[^×]*)? × (?P<times>[\d,]+)"
    r"(?:か月分|年分|回) ＝ (?P<sum>[\d,]+)円"
)
HOW = re.compile(r"(?P<unit>[\d,]+)円(?: × \D*(?P<count>[\d,]+)(?:か所|社|人|台))?")
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Reckoned:
    """「検算した額」 What a page says, and what its lines come to; None: 不明."""

    said: int | None
    lines: tuple[tuple[int, int], ...]

    @property
    def total(self) -> int:
        """The lines together, each reckoned from unit, quantity and times."""
        return sum(product for product, _ in self.lines)

    @property
    def agrees(self) -> bool:
        """Whether every line comes to what it says, and all of them to the total."""
        each = all(product == said for product, said in self.lines)
        return each and self.said in (None, self.total)


def number(text: str) -> int:
    """An amount or a count as written."""
    return int(text.replace(",", ""))


def words(html: str) -> str:
    """The text of a piece of a page."""
    return unescape(TAG.sub("", html)).strip()


def cards(page: str, months: int) -> dict[str, Reckoned]:
    """Every card that has a price, by plan."""
    found = {}
    for card in re.findall(r"<article class=\"card\".*?</article>", page, re.DOTALL):
        said = re.search(rf"{months}か月の合計 ([\d,]+)円", card)
        if "この金額の内訳" in card:
            found[_plan(card)] = Reckoned(number(said[1]) if said else None, _lines(card))
    return found


def rows(page: str) -> dict[str, Reckoned]:
    """Every row of the table that has a price, by plan."""
    table = page.split("<tbody>", 1)[1]
    found = {}
    for row in re.findall(r"<tr><th.*?</tr>", table, re.DOTALL):
        cells = [words(one) for one in re.findall(r'<td class="num[^>]*>(.*?)</td>', row)]
        if "売られていません" not in row:
            said = None if cells == ["不明"] else number(cells[1].removesuffix("円"))
            found[_plan(row)] = Reckoned(said, _lines(row))
    return found


def plans(page: str) -> dict[str, Reckoned]:
    """Every plan of the page of an offering that is sold, by its code."""
    found = {}
    for plan in re.findall(r"<article class=\"plan.*?</article>", page, re.DOTALL):
        if "売られていません" not in plan:
            code = re.search(r'aria-labelledby="p-([^"]+)"', plan)[1]
            found[code] = _table(plan.split("<tbody>", 1)[1].split("</tbody>", 1)[0])
    return found


def _plan(piece: str) -> str:
    return re.search(r'name="p" value="([^"]+)"', piece)[1]


def _lines(piece: str) -> tuple[tuple[int, int], ...]:
    texts = (words(one) for one in re.findall(r"<span>(.*?)</span>", piece, re.DOTALL))
    return tuple(_line(found) for text in texts if (found := LINE.search(text)))


def _line(found: re.Match[str]) -> tuple[int, int]:
    product = number(found["unit"]) * number(found["count"] or "1") * number(found["times"])
    return product, number(found["sum"])


def _table(body: str) -> Reckoned:
    lines, said = [], None
    for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL):
        cells = [words(one) for one in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        if "の合計（税抜）" in cells[0]:
            said = None if cells[-1] == "不明" else number(cells[-1].removesuffix("円"))
        elif 'class="sum"' not in row and len(cells) > 4:
            lines.append(_of_cells(cells))
    return Reckoned(said, tuple(lines))


def _of_cells(cells: list[str]) -> tuple[int, int]:
    _, how, _, once, times, subtotal = cells
    found = HOW.search(how)
    each = number(found["unit"]) * number(found["count"] or "1")
    assert each == number(once.removesuffix("円")), how
    return each * number(re.match(r"[\d,]+", times)[0]), number(subtotal.removesuffix("円"))
