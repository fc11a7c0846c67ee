"""A waiver is off unless a family's rules know it, has an end, and is never called 適合."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from conformance.attest.bundle import bundle_of, read_bundle
from conformance.judge import judge
from conformance.record import judged as judged_part
from conformance.settle import WAIVING, by_number, machine_only, settle
from marketplace.domain.errors import BadInput, Refused
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import Decisions, Finding, Outcome, Report, Verdict, Waiver

SEND = "ならば 技術者を派遣する体制がある"
DAY = timedelta(days=1)
TAGS = "@gradeV @must"


@pytest.fixture
def report(
    make_edition: Callable[..., Any],
    scenario: Callable[..., str],
    make_dossier: Callable[..., Dossier],
    day: date,
) -> Callable[..., Report]:
    """Judge clauses about sending technicians; the offering sends none."""

    def make(*tag_lines: str, sends: bool = False) -> Report:
        texts = (
            scenario(f"@T-{i} @class1 {tags}", SEND, title=f"題{'あいう'[i]}")
            for i, tags in enumerate(tag_lines)
        )
        edition = make_edition("".join(texts), *(f"T-{i}" for i in range(len(tag_lines))))
        return judge(edition, make_dossier(dispatch={"available": sends}), ServiceClass.CLASS1, day)

    return make


def waiver(report: Report, place: int = 0, **changes: Any) -> Waiver:
    """A waiver that fits a finding exactly, with changes."""
    finding: Finding = report.findings[place]
    fitting = Waiver(
        provider=report.provider,
        offering=report.offering,
        clause=finding.clause,
        text_digest=finding.text_digest,
        reason="移行の期間のため。",
        by=("高橋", "木村"),
        on=report.day,
        until=report.day + 30 * DAY,
    )
    return replace(fitting, **changes)


def family(report: Report) -> frozenset[str]:
    """The family of a report's edition, as one that allows waivers."""
    return frozenset({report.edition.slug.partition("/")[0]})


def settled(report: Report, *waivers: Waiver, day: date | None = None) -> Outcome:
    """The outcome under a family that allows waivers."""
    return settle(report, Decisions(waivers=waivers), day or report.day, family(report))


def test_no_family_allows_waivers_today(report: Callable[..., Report]) -> None:
    """The otasuke rules know none: a waiver that is there changes nothing."""
    found = report(TAGS)
    assert frozenset() == WAIVING
    outcome = settle(found, Decisions(waivers=(waiver(found),)), found.day)
    assert (outcome.verdict, outcome.waived) == (Verdict.FAILS, ())


def test_a_waived_clause_stops_weighing_and_stays_what_it_is(
    report: Callable[..., Report],
) -> None:
    """The tier conforms by its other clauses, and everybody sees which one was waived."""
    found = report(TAGS, "@gradeV @must")
    assert settled(found).verdict is Verdict.FAILS
    assert settled(found, waiver(found)).verdict is Verdict.FAILS
    other = replace(found.findings[1].answered, verdict=Verdict.CONFORMS)
    mixed = replace(found, findings=(found.findings[0], replace(found.findings[1], answered=other)))
    outcome = settled(mixed, waiver(mixed))
    assert outcome.verdict is Verdict.CONFORMS
    (waived,) = outcome.waived
    assert (waived.answered.verdict, waived.label) == (Verdict.FAILS, "免除（不適合）")
    assert by_number(outcome.clauses)["T-0"] is Verdict.FAILS
    assert machine_only(outcome).waived[0].waiver == waived.waiver


def test_waiving_everything_is_a_fault_and_no_pass(report: Callable[..., Report]) -> None:
    """Where nothing is left to weigh, nothing was shown."""
    found = report(TAGS)
    assert settled(found, waiver(found)).verdict is Verdict.FAULT


@pytest.mark.parametrize(
    "change",
    [
        {"provider": "hoka"},
        {"offering": "hoka"},
        {"clause": "T-9"},
        {"text_digest": "0" * 64},
        {"on": date(2027, 1, 1), "until": date(2027, 2, 1)},
    ],
)
def test_a_waiver_holds_for_exactly_what_it_names(
    report: Callable[..., Report], change: dict[str, Any]
) -> None:
    """Another offering, another text or another time is not waived."""
    found = report(TAGS)
    assert settled(found, waiver(found, **change)).waived == ()


def test_a_waiver_ends_by_the_clock(report: Callable[..., Report]) -> None:
    """Its last day counts, the day after does not, without any act."""
    found = report(TAGS)
    made = waiver(found)
    assert settled(found, made, day=made.until).waived
    assert settled(found, made, day=made.until + DAY).verdict is Verdict.FAILS


def test_what_conforms_or_is_a_fault_is_not_waived(report: Callable[..., Report]) -> None:
    """There is nothing to excuse in the one, and nobody knows what in the other."""
    good = report(TAGS, sends=True)
    assert settled(good, waiver(good)).waived == ()
    broken = report(TAGS)
    fault = replace(broken.findings[0].answered, verdict=Verdict.FAULT)
    broken = replace(broken, findings=(replace(broken.findings[0], answered=fault),))
    assert settled(broken, waiver(broken)).verdict is Verdict.FAULT
    assert settled(broken, waiver(broken)).waived == ()


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("waiver_without_end", {"until": None}),
        ("waiver_without_end", {"until": "いつまでも"}),
        ("waiver_ends_first", {"until": date(2020, 1, 1)}),
        ("waiver_needs_two", {"by": ("高橋",)}),
        ("waiver_needs_two", {"by": ("高橋", "高橋")}),
    ],
)
def test_a_bad_waiver_is_refused(
    report: Callable[..., Report], code: str, change: dict[str, Any]
) -> None:
    """Without an end, with its end first, or by one person alone."""
    found = report(TAGS)
    with pytest.raises(Refused) as refused:
        waiver(found, **change)
    assert refused.value.code == code


def test_the_record_carries_the_waiver(report: Callable[..., Report]) -> None:
    """Who reads the record sees it, with its end; where there is none, nothing is said."""
    found = report(TAGS)
    (finding,) = judged_part(settled(found, waiver(found)))["findings"]  # type: ignore[call-overload,index]
    assert finding["verdict"] == "fails"
    assert finding["waiver"]["until"] == (found.day + 30 * DAY).isoformat()
    (plain,) = judged_part(settled(found))["findings"]  # type: ignore[call-overload,index]
    assert "waiver" not in plain


def test_the_bundle_carries_the_waiver(
    report: Callable[..., Report], make_dossier: Callable[..., Dossier]
) -> None:
    """Whoever computes again knows it; one whose end was taken out is refused."""
    found = report(TAGS)
    made = waiver(found)
    raw = bundle_of(make_dossier(), settled(found, made), Decisions(waivers=(made,)))
    assert read_bundle(raw).decisions.waivers == (made,)
    until = f'"until":"{made.until}"'.encode()
    assert until in raw
    for spoilt in (b'"until":null', b'"until":"2020-01-01"', b'"to":"2027-01-01"'):
        with pytest.raises(BadInput):
            read_bundle(raw.replace(until, spoilt))
