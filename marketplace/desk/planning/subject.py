"""「だれの案か」 The diagnosis that a plan is for, and the size and places of its company."""

from __future__ import annotations

from dataclasses import dataclass

from conformance.reference import level
from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.domain.assessment import Assessment
from marketplace.domain.diagnosis import Diagnosis
from marketplace.domain.errors import Conflict
from marketplace.domain.organisation import Actor
from marketplace.domain.price import Size
from marketplace.domain.requirement import Level
from marketplace.store import Book, assessments, organisations


@dataclass(frozen=True, slots=True)
class Subject:
    """「案の対象」 A diagnosis with what its star asks; size and places as far as anybody said.

    ``size`` is what the company last stated, else what the diagnosis counts; ``places`` are the
    prefectures (JIS X 0401) of the same source.
    """

    kept: Diagnosis
    level: Level
    size: Size | None
    places: tuple[str, ...]

    @property
    def assessment(self) -> Assessment:
        """The answers, finished or not."""
        return self.kept.assessment


def subject(book: Book, actor: Actor, ref: str | None = None) -> Subject:
    """One of the company's own diagnoses, or its newest one."""
    require(actor, "plan")
    kept = _diagnosis(book, actor, ref)
    made = kept.assessment
    size, places = organisations.company_size(book, actor) or (None, ())
    asked = level(made.edition, int(made.star.value))
    return Subject(kept, asked, size or _counted(made), places or _sites(made))


def _diagnosis(book: Book, actor: Actor, ref: str | None) -> Diagnosis:
    if ref is not None:
        return assessments.diagnosis(book, actor, given.ref(ref, "assessment"))
    found = assessments.diagnoses(book, actor)
    if not found:
        raise Conflict("plan_needs_diagnosis")
    return found[0]


def _counted(made: Assessment) -> Size | None:
    """「診断の台数」 Every count has to have been said, or there is no size."""
    profile, scope = made.profile, made.scope
    networks = len(scope.networks) or len(scope.sites)
    if profile.pcs is None or profile.servers is None or not networks:
        return None
    return Size(profile.pcs, profile.servers, networks, profile.staff)


def _sites(made: Assessment) -> tuple[str, ...]:
    return tuple(sorted({one.prefecture for one in made.scope.sites if one.prefecture}))
