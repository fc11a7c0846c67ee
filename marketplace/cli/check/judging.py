"""「判定」 Which tiers are judged under which edition, and the outcome of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from conformance.edition import Edition, edition_for, editions, load_edition
from conformance.facts import check_names
from conformance.judge import judge
from marketplace.cli.inputs import refuse
from marketplace.domain.errors import Missing
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import Report


@dataclass(frozen=True, slots=True)
class Judged:
    """「判定したもの」 A report and the edition it was made under."""

    edition: Edition
    report: Report


@dataclass(frozen=True, slots=True)
class Unjudged:
    """「判定できない区分」 A tier that no edition judges on this day, and why, in words."""

    tier: AnyTier
    why: str


def tiers_asked(dossier: Dossier, tier: AnyTier | None) -> tuple[AnyTier, ...]:
    """The tier asked for, or all that the dossier declares."""
    declared = dossier.offering.tiers
    if tier is not None and tier not in declared:
        listed = "、".join(f"{one.tag}（{one.label}）" for one in declared)
        message = f"{tier.label}のプランが、この文書にありません。"
        refuse("--tier", message, f"次のどれかを選んでください: {listed}。")
    return declared if tier is None else (tier,)


def judge_all(
    dossier: Dossier, tiers: Iterable[AnyTier], edition: str | None, day: date
) -> tuple[Judged | Unjudged, ...]:
    """Judge every tier; those without an edition are told, and all of them without is refused."""
    check_names(dossier)
    named = None if edition is None else named_edition(edition)
    found = tuple(_judged(dossier, tier, named, day) for tier in tiers)
    if not any(isinstance(one, Judged) for one in found):
        whys = "".join(one.why for one in found if isinstance(one, Unjudged))
        refuse("区分", whys, "--edition で版を、--as-of で日付を選べます。")
    return found


def named_edition(slug: str) -> Edition:
    """The edition that the command line names."""
    known = dict.fromkeys(event.slug for event in editions())
    if slug not in known:
        remedy = f"あるのは {'、'.join(known)} です。"
        refuse("--edition", f"「{slug}」という版はありません。", remedy)
    return load_edition(slug)


def _judged(dossier: Dossier, tier: AnyTier, named: Edition | None, day: date) -> Judged | Unjudged:
    if named is not None and named.slug.split("/")[0] != tier.family:
        return Unjudged(tier, f"{named.slug} は {tier.label} の基準ではありません。")
    try:
        edition = named or edition_for(tier.family, day)
    except Missing:
        return Unjudged(
            tier, f"{tier.label}を判定する版が、{day} には施行されていません。案もありません。"
        )
    return Judged(edition, judge(edition, dossier, tier, day))
