"""「版」 A folder of criteria text → clauses, and the dated events of all editions."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

from conformance import reference
from conformance.clause import Clause
from conformance.facts import BY_NAME
from conformance.reading import read_clauses
from marketplace.domain.canonical import digest, digest_bytes
from marketplace.domain.edition import BEFORE_FORCE, EditionState, Timeline, in_order
from marketplace.domain.errors import BadInput, Fault, Missing
from marketplace.domain.verdict import EditionRef, Grade

FEATURES = reference.FEATURES


@dataclass(frozen=True, slots=True)
class Edition:
    """「版」 One dated issue of a scheme's criteria, identified by slug, revision and digest."""

    slug: str
    revision: int
    digest: str
    clauses: tuple[Clause, ...]

    @property
    def ref(self) -> EditionRef:
        """What a record says of the edition."""
        return EditionRef(self.slug, self.revision, self.digest)

    def clauses_of(self, tier_tag: str) -> tuple[Clause, ...]:
        """The clauses that bind a tier, in the order of the text."""
        return tuple(clause for clause in self.clauses if tier_tag in clause.tiers)


def folder_digest(folder: Path) -> str:
    """「版の指紋」 Of every file of the folder, by its path inside the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return digest([[p.relative_to(folder).as_posix(), digest_bytes(p.read_bytes())] for p in files])


def edition_digest(slug: str, root: Path = FEATURES) -> str:
    """「版の指紋」 Of its folder and, where it uses any, of the reference data as they are now."""
    text = folder_digest(root / slug)
    used = [e.uses for e in editions(root) if e.slug == slug][-1]
    return digest([text, [[u, reference.data_digest(u, root)] for u in used]]) if used else text


@cache
def editions(root: Path = FEATURES) -> tuple[EditionState, ...]:
    """Every event of ``editions.toml``, oldest first; ``BadInput`` for a history that cannot be."""
    with (root / "editions.toml").open("rb") as stream:
        events = cast("list[dict[str, Any]]", tomllib.load(stream)["event"])
    made = (EditionState(**event | {"uses": tuple(event.get("uses", ()))}) for event in events)
    return in_order(made)


def state_on(slug: str, day: date, root: Path = FEATURES) -> EditionState | None:
    """The state of an edition on a day, or None before its first event."""
    return Timeline(editions(root)).state_on(slug, day)


def in_force(family: str, day: date, root: Path = FEATURES) -> Edition:
    """The edition of a family that is in force on a day; ``Missing("edition")`` where none is."""
    return _newest(family, day, ("in_force",), root)


def newest_draft(family: str, day: date, root: Path = FEATURES) -> Edition:
    """「案」 The newest edition of a family that is a draft or in consultation on a day."""
    return _newest(family, day, BEFORE_FORCE, root)


def edition_for(family: str, day: date, root: Path = FEATURES) -> Edition:
    """The edition in force on a day or, where there is none yet, the newest draft."""
    try:
        return in_force(family, day, root)
    except Missing:
        return newest_draft(family, day, root)


def _newest(family: str, day: date, wanted: Collection[str], root: Path) -> Edition:
    current = Timeline(editions(root)).newest(family, day, wanted)
    if current is None:
        raise Missing("edition", family=family, day=day)
    return load_edition(current.slug, root)


@cache
def load_edition(slug: str, root: Path = FEATURES) -> Edition:
    """Read and check an edition; ``Missing`` for an unknown slug, ``BadInput`` for bad text."""
    events = [event for event in editions(root) if event.slug == slug]
    if not events:
        raise Missing("edition", slug=slug, known="、".join({e.slug for e in editions(root)}))
    folder = root / slug
    clauses = read_clauses(folder)
    _check_keys(clauses, folder / "keys.lock")
    _refuse([*_unfounded(clauses, events[-1]), *_without_data(clauses, events[-1])])
    return Edition(slug, events[-1].revision, edition_digest(slug, root), clauses)


def read_edition(folder: Path) -> Edition:
    """An edition as it stands in a folder, recorded or not; the path's last two parts name it."""
    clauses = read_clauses(folder)
    _check_keys(clauses, folder / "keys.lock")
    return Edition("/".join(folder.resolve().parts[-2:]), 0, folder_digest(folder), clauses)


def _check_keys(clauses: Iterable[Clause], lock: Path) -> None:
    """The clauses are exactly those of the lock file, each once."""
    found = Counter(clause.key for clause in clauses)
    locked = Counter(lock.read_text("utf-8").split())
    wrong = sorted((found - locked) + (locked - found))
    message, remedy = "条項の番号が keys.lock と合いません。", "番号は足すだけで、消しません。"
    _refuse([Fault(key, message, remedy) for key in wrong])


def _unfounded(clauses: Iterable[Clause], event: EditionState) -> Iterator[Fault]:
    """No clause of an edition in force, now or once, stands on an assumption of ours."""
    if event.state in BEFORE_FORCE:
        return
    for clause in clauses:
        if clause.grade is Grade.A:
            message = f"{clause.key}: 施行する版に、仮定の条項（@gradeA）があります。"
            yield Fault(clause.file, message, "原文と照合して確かさを改めてください。", clause.line)


def _without_data(clauses: Iterable[Clause], event: EditionState) -> Iterator[Fault]:
    """What the facts of the clauses are computed with is named by the event, and nothing else."""
    asked = {BY_NAME[name].uses for clause in clauses for name in clause.facts} - {""}
    for slug in sorted(asked.symmetric_difference(event.uses)):
        message = f"参照データ {slug} が、条項の使うものと合いません。"
        yield Fault(event.slug, message, "editions.toml の uses を直してください。")


def _refuse(faults: Iterable[Fault]) -> None:
    if found := tuple(faults):
        raise BadInput(found)
