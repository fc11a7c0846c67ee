"""「申告した証跡」 A file that is there must be the one that was declared, by its digest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.offering import Dossier

Digest = Callable[[str], str | Fault | None]
"""A path of the dossier's folder → the SHA-256 found, what is wrong with it, or None: not there."""

INSIDE = "申請書一式と同じフォルダーの中の場所を、evidence/report.pdf のように書いてください。"


def check_files(dossier: Dossier, digest_of: Digest) -> tuple[str, ...]:
    """Compare every file that is there, and give the paths of those that are not."""
    found = [*_compared(dossier, digest_of)]
    faults = tuple(one for one in found if isinstance(one, Fault))
    if faults:
        raise BadInput(faults)
    return tuple(dict.fromkeys(one for one in found if isinstance(one, str)))


def differing(dossier: Dossier, digest_of: Digest) -> tuple[Fault, ...]:
    """What is wrong with the files that are there and with the places that were declared."""
    return tuple(one for one in _compared(dossier, digest_of) if isinstance(one, Fault))


def is_inside(path: str) -> bool:
    """Whether a path stays in the folder it starts from, on every system."""
    parts = PurePosixPath(path).parts
    strange = "\\" in path or ":" in path or not path.isprintable()
    return bool(parts) and not (strange or path.startswith("/") or ".." in parts)


def _compared(dossier: Dossier, digest_of: Digest) -> Iterator[Fault | str]:
    for number, evidence in enumerate(dossier.evidence):
        place = f"evidence[{number}]"
        if evidence.file is None:
            continue
        if not is_inside(evidence.file):
            yield Fault(f"{place}.file", f"「{evidence.file}」は使えない場所です。", INSIDE)
            continue
        found = digest_of(evidence.file)
        if isinstance(found, Fault):
            yield Fault(f"{place}.file", found.message, found.remedy)
        elif found is None:
            yield evidence.file
        elif found != evidence.sha256:
            yield _differs(place, evidence.file, found)


def _differs(place: str, path: str, found: str) -> Fault:
    message = f"「{path}」の SHA-256 は {found} で、申告と違います。"
    remedy = "申告したときのファイルを置くか、いまのファイルの SHA-256 を書いてください。"
    return Fault(f"{place}.sha256", message, remedy)
