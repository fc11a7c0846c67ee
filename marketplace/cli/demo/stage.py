"""「舞台」 What the people of the demo do with a manifest, each step an ordinary act of the desk.

A manifest is named by its file without the ending; it begins with its provider's code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from marketplace.cli.demo.examination import rule_all
from marketplace.cli.demo.parties import BODY, MANIFESTS, Cast
from marketplace.desk.catalogue.listing import WithdrawListing, withdraw_listing
from marketplace.desk.review import Certify, Refuse, Rule, certify, refuse, rule
from marketplace.desk.submission import Submit, submit
from marketplace.desk.versions import ChangeOffering, change_offering
from marketplace.domain.certificate import Certificate, Submission
from marketplace.domain.days import japan_day, last_day_of_months
from marketplace.domain.organisation import Actor
from marketplace.domain.verdict import Verdict
from marketplace.store import Book

VALID_MONTHS = 24
"""How long the fictional body certifies: two years, a rule of its own."""


@dataclass(frozen=True, slots=True)
class Stage:
    """「舞台」 The book that is filled, who acts in it, and what came of it so far."""

    book: Book
    cast: Cast
    handed_in: dict[str, tuple[Submission, ...]] = field(default_factory=dict)
    issued: dict[str, tuple[Certificate, ...]] = field(default_factory=dict)

    @property
    def examiners(self) -> tuple[Actor, ...]:
        """Who acts for the certifying body."""
        return self.cast[BODY]

    def provider_of(self, name: str) -> Actor:
        """Who hands a manifest in."""
        return self.cast[name.partition("-")[0]][0]


def manifest_file(name: str) -> Path:
    """Where a manifest is: the first three and the new classes stand apart from the market."""
    places = (MANIFESTS, MANIFESTS / "sc", MANIFESTS / "world")
    files = [place / f"{name}.yaml" for place in places]
    return next((file for file in files if file.is_file()), files[-1])


def hand_in(stage: Stage, name: str, now: datetime) -> None:
    """「申請」 One submission for each tier of the manifest."""
    file = manifest_file(name)
    order = Submit(f"demo-{name}-submit", file.read_bytes(), file.name)
    stage.handed_in[name] = submit(stage.book, stage.provider_of(name), order, now)


def examine(stage: Stage, name: str, now: datetime) -> None:
    """「確認」 An examiner answers what is left to a person, but the open question."""
    for one in stage.handed_in[name]:
        rule_all(stage.book, stage.examiners[0], one.ref, now)


def issue(stage: Stage, name: str, now: datetime, until: date | None = None) -> None:
    """「適合確認書」 For every tier of the manifest, from this day on."""
    day = japan_day(now)
    last = until or last_day_of_months(day, VALID_MONTHS)
    made = []
    for one in stage.handed_in[name]:
        order = Certify(f"demo-{name}-certify-{one.tier.tag}", one.ref, day, last)
        made.append(certify(stage.book, stage.examiners[1], order, now))
    stage.issued[name] = tuple(made)


def list_it(stage: Stage, name: str, now: datetime) -> None:
    """「確認と発行」 Both on one day."""
    examine(stage, name, now)
    issue(stage, name, now)


def fail_it(stage: Stage, named: tuple[str, str], reason: str, now: datetime) -> None:
    """「人の不適合」 An examiner finds that a clause of a manifest is not met."""
    name, clause = named
    (one,) = stage.handed_in[name]
    order = Rule(f"demo-{name}-{clause}", one.ref, clause, Verdict.FAILS, reason)
    rule(stage.book, stage.examiners[0], order, now)


def turn_down(stage: Stage, name: str, reason: str, now: datetime) -> None:
    """「不適合の通知」 With what the provider can mend."""
    (one,) = stage.handed_in[name]
    refuse(stage.book, stage.examiners[1], Refuse(f"demo-{name}-refuse", one.ref, reason), now)


def take_down(stage: Stage, name: str, now: datetime) -> None:
    """「掲載の取下げ」 By the provider, who sells it no more."""
    for one in stage.issued[name]:
        order = WithdrawListing(f"demo-{name}-withdraw-{one.tier.tag}", one.ref)
        withdraw_listing(stage.book, stage.provider_of(name), order, now)


def change(stage: Stage, name: str, now: datetime) -> None:
    """「内容の変更」 The next version of a listed manifest, with other prices."""
    file = MANIFESTS / "changes" / f"{name}.yaml"
    order = ChangeOffering(f"demo-{name}-change", file.read_bytes(), file.name)
    change_offering(stage.book, stage.provider_of(name), order, now)
