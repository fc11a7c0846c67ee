"""「案の頼みかたの読み書き」 Term, places and wishes as an address spells them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from marketplace.desk.planning.planning import WantPlan
from marketplace.desk.planning.subject import Subject
from marketplace.domain.combination import Wishes
from marketplace.web import sizing
from marketplace.web.fields import Fields
from marketplace.web.prefectures import BY_CODE
from marketplace.web.sizing import Asked

ONE_PROVIDER, DISPATCH, BUDGET, AREA, YES = "one_provider", "dispatch", "budget", "area", "yes"
MOST_YEN = 999_999_999
BUDGET_LABEL = "予算（利用期間の合計・税抜）"
AREA_LABEL = "拠点の都道府県"


@dataclass(frozen=True, slots=True)
class Wanted:
    """「案の頼みかた」 The size and months of the page, and the order for the desk.

    ``stated`` are the prefectures that the company or its diagnosis says, ``chosen`` those of the
    address, which come before them.
    """

    asked: Asked
    order: WantPlan
    stated: tuple[str, ...]
    chosen: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The prefectures that are computed for."""
        return self.chosen or self.stated

    @property
    def narrowed(self) -> bool:
        """Whether the address asks for anything but a size and a term."""
        return bool(self.chosen) or self.order.wishes != Wishes()

    @property
    def fields(self) -> tuple[str, ...]:
        """One field a prefecture that was chosen, and one for another."""
        return (*self.chosen, "")

    @property
    def query(self) -> dict[str, object]:
        """The same question for a link to the file."""
        wishes = self.order.wishes
        said: dict[str, object] = {**self.asked.query, AREA: list(self.chosen)}
        said |= {ONE_PROVIDER: YES} if wishes.one_provider else {}
        said |= {DISPATCH: YES} if wishes.dispatch else {}
        return said | ({BUDGET: wishes.budget_ex_tax} if wishes.budget_ex_tax is not None else {})


def wanted(about: Subject) -> Wanted:
    """What the address of this request asks for; bad values are named beside their field."""
    fields = Fields(request.args)
    chosen = _areas(fields)
    wishes = Wishes(
        one_provider=fields.text(ONE_PROVIDER) == YES,
        dispatch=fields.text(DISPATCH) == YES,
        budget_ex_tax=_budget(fields),
    )
    asked = sizing.asked(fields, about.size)
    order = WantPlan(asked.months, wishes, asked.size, chosen or about.places, about.kept.ref)
    return Wanted(asked, order, about.places, chosen)


def _areas(fields: Fields) -> tuple[str, ...]:
    entered = tuple(dict.fromkeys(one for one in request.args.getlist(AREA) if one))
    for code in (one for one in entered if one not in BY_CODE):
        fields.fault(AREA, AREA_LABEL, f"この中から選んでください（入力: {code[:20]}）")
    return tuple(one for one in entered if one in BY_CODE)


def _budget(fields: Fields) -> int | None:
    """An amount; an empty field asks for none, a wrong one is noted and asks for none either."""
    if not fields.text(BUDGET):
        return None
    before = len(fields.faults)
    found = fields.whole(BUDGET, BUDGET_LABEL, (1, MOST_YEN))
    return found if len(fields.faults) == before else None
