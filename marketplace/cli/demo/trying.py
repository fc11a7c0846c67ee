"""「見本の参考掲載」 Eight services of the new classes, listed on trial on the first day."""

from __future__ import annotations

from datetime import datetime

from marketplace.cli.demo.stage import Stage, manifest_file
from marketplace.desk.drafting import drafts_on
from marketplace.desk.trials import AskTrial, ask_trial
from marketplace.domain.days import japan_day

FAMILY = "otasuke-sc"
NAMES = (
    *("semiyama-star3", "sumihashi-star3", "iwakine-star3plus", "mitsuwatari-star4"),
    *("kawachine-star3", "otowabori-star3plus", "mitsuwatari-star3plus", "budouzaka-star4"),
)


def play(stage: Stage, now: datetime) -> None:
    """「参考掲載」 Each by its provider; before there is a draft, nobody can ask."""
    if drafts_on(stage.book, japan_day(now)).of(FAMILY) is None:
        return
    for name in NAMES:
        file = manifest_file(name)
        order = AskTrial(f"demo-{name}-trial", file.read_bytes(), file.name)
        ask_trial(stage.book, stage.provider_of(name), order, now)
