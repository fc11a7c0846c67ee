"""「審査登録機関の定型文」 One sentence that a body might want in criteria of its own.

A phrase holds no number: how many prefectures are enough stands in the text of the criteria.
"""

from __future__ import annotations

from collections.abc import Callable

from marketplace.domain.phrase import Bound, Phrase, holds_bound
from marketplace.hooks import hookimpl


def _reaches(area: tuple[str, ...], number: int, bound: Bound) -> bool:
    return holds_bound(len(area), bound, number)


AREA = Phrase(
    "技術者を派遣できる地域は {number:Count} 都道府県{bound:Bound}である",
    ("dispatch.prefectures",),
    _reaches,
    wanted="{number} 都道府県{bound}",
    remedy="技術者を派遣できる地域を {number} 都道府県{bound}にしてください。",
)


@hookimpl
def register_phrases(register: Callable[[Phrase], None]) -> None:
    register(AREA)
