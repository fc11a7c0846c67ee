"""「案の頁」 A plan as its page and its file show it: every figure is the plan's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marketplace.desk.catalogue.comparing import MOST_PLANS
from marketplace.desk.planning.planning import CompanyPlan, PlanState, Rest
from marketplace.desk.planning.sifting import Candidate, Excluded
from marketplace.domain.combination import Combination, Watched
from marketplace.domain.offering import Coverage
from marketplace.domain.requirement import Criterion
from marketplace.web import charts
from marketplace.web.catalogue.covering import EXTENTS, SHAPES, WHO, WORDS
from marketplace.web.charts import STAIRS_FRAMES, Matrix, Stair, Stairs
from marketplace.web.planning.asking import Wanted
from marketplace.web.planning.grounds import Why, why
from marketplace.web.prefectures import BY_CODE

OK, UNUSABLE = 200, 422
MOST_COLUMNS = 5
"""Plans of the matrix: more than these nobody reads beside one another."""

MOST_SHORT = 3
IMPOSSIBLE = (PlanState.BUDGET_TOO_LOW, PlanState.WISHES_TOO_NARROW)


@dataclass(frozen=True, slots=True)
class Line:
    """「基準の行」 A criterion that is open, and what each plan of the matrix does of it."""

    criterion: Criterion
    cells: tuple[str, ...]
    closed: bool
    sold: bool

    @property
    def what_next(self) -> str:
        """Whether the best combination closes it, or who else has to."""
        if self.closed:
            return "ふさぐ"
        return "この組合せでは残る" if self.sold else "自社で行う"


@dataclass(frozen=True, slots=True)
class PlanPage:
    """「案の頁」 A plan, how it was asked for, and its parts in the order of reading."""

    made: CompanyPlan
    wanted: Wanted

    @property
    def status(self) -> int:
        """422 where the address or the wishes cannot be met as they are."""
        return UNUSABLE if self.made.state in IMPOSSIBLE else self.wanted.asked.status

    @property
    def places(self) -> str:
        """The prefectures by name."""
        return "・".join(BY_CODE[code] for code in self.made.conditions.places)

    def monthly(self, one: Combination) -> int:
        """「実質月額」 The total divided by the months, rounded up to the yen."""
        return -(-one.cost_ex_tax // self.made.conditions.months)

    def names(self, one: Combination) -> str:
        """The plans of a combination, or that there is none."""
        return " ＋ ".join(map(name, self.made.chosen(one))) or "何も買わない"

    def criteria(self, numbers: Iterable[str]) -> tuple[Criterion, ...]:
        """The open criteria with these numbers, in the order of the scheme."""
        wanted = frozenset(numbers)
        return tuple(one for one in self.made.needs.open if one.id in wanted)

    def parts(self, one: Combination) -> tuple[tuple[Candidate, tuple[Criterion, ...]], ...]:
        """「だれがどれをふさぐか」 Each plan of a combination with what it closes."""
        chosen = self.made.chosen(one)
        return tuple((each, self.criteria(each.package.closes)) for each in chosen)

    def facts(self, one: Combination) -> tuple[str, ...]:
        """What tells a combination from the others, in words."""
        plans = self.made.chosen(one)
        providers = len({each.package.provider for each in plans})
        watched = frozenset().union(*(each.package.watches for each in plans))
        kinds = "・".join(kind.label for kind in Watched if kind in watched)
        sent = any(each.package.dispatches for each in plans)
        return (
            "事業者は1社" if providers == 1 else f"事業者は{providers}社、契約は{len(plans)}つ",
            f"見守るもの：{kinds}",
            "すべての拠点に駆付けあり" if sent else "駆付けなし（すべての拠点に行くとの申告なし）",
        )

    @property
    def short(self) -> tuple[Combination, ...]:
        """The cheaper ones that close less, the closest first."""
        return self.made.short[:MOST_SHORT]

    @property
    def rest(self) -> tuple[Rest, ...]:
        """「すること」 What the best combination leaves to the company."""
        return self.made.rest(self.made.best[0]) if self.made.best else ()

    @property
    def helped(self) -> int:
        """How many of these the chosen plans do in part, or support."""
        return sum(1 for one in self.rest if one.helps)

    @property
    def columns(self) -> tuple[Candidate, ...]:
        """The plans of the matrix: those of the best, then those that come next."""
        every = (*self.made.best, *self.short)
        keys = dict.fromkeys(key for one in every for key in one.keys)
        return tuple(self.made.candidates[key] for key in keys)[:MOST_COLUMNS]

    @property
    def matrix(self) -> Matrix:
        """One square a criterion, a row a plan."""
        rows = ((name(one), self._squares(one)) for one in self.columns)
        return charts.matrix(tuple(rows), tuple(WORDS))

    @property
    def lines(self) -> tuple[Line, ...]:
        """「表」 The same as words, a row a criterion."""
        closed = self.made.best[0].closed if self.made.best else frozenset()
        return tuple(self._line(one, closed) for one in self.made.needs.open)

    @property
    def reasons(self) -> tuple[tuple[Excluded, Why], ...]:
        """「候補にならないプラン」 Each with the first condition that it fails."""
        on, star = self.made.conditions, self.made.subject.level.star
        return tuple((one, why(one, on, star)) for one in self.made.excluded)

    @property
    def curve(self) -> tuple[Stair, ...]:
        """「予算の階段」 Numbered as in the table."""
        return tuple(
            Stair(str(place), one.cost_ex_tax, len(one.closed))
            for place, one in enumerate(self.made.frontier, start=1)
        )

    @property
    def charts(self) -> tuple[Stairs, ...]:
        """The same steps for a wide screen and for a narrow one; none where nothing is closed."""
        if self.made.least is None:
            return ()
        words = "ふさげる基準の数", f"{self.made.conditions.months}か月の合計・税抜"
        return tuple(charts.stairs(self.curve, words, frame) for frame in STAIRS_FRAMES)

    @property
    def compared(self) -> dict[str, object]:
        """The plans of the best for the comparison, and the next ones as far as there is room."""
        keys = [one.key for one in self.columns[:MOST_PLANS]]
        return {"p": keys, **self.wanted.asked.query}

    def _squares(self, one: Candidate) -> tuple[str, ...]:
        return tuple(_shape(one.covers.get(each.id)) for each in self.made.needs.open)

    def _line(self, one: Criterion, closed: frozenset[str]) -> Line:
        cells = tuple(said(each.covers.get(one.id)) for each in self.columns)
        return Line(one, cells, one.id in closed, one.id in self.made.coverable)


def name(one: Candidate) -> str:
    """A plan as people call it."""
    listing = one.row.listing
    return f"{listing.entry.dossier.offering.name}　{listing.plan.name}"


def said(cover: Coverage | None) -> str:
    """「受け持ち」 How much of a criterion, and by whom; nothing where it is not promised."""
    if cover is None or cover.extent is None:
        return ""
    return f"{EXTENTS[cover.extent]}（{WHO[cover.means]}）"


def _shape(cover: Coverage | None) -> str:
    return SHAPES[cover.extent] if cover and cover.extent else "out"
