"""「証跡のファイル」 A file that is there must be the one that was declared, by its digest."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from marketplace.domain.canonical import digest_bytes
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


def require_uploads(dossier: Dossier, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Compare what was uploaded beside a manifest; a file that no evidence names is refused."""
    named = {unicodedata.normalize("NFC", name): raw for name, raw in files.items()}
    wanted = {one.file for one in dossier.evidence if one.file}
    faults = tuple(_unnamed(name) for name in sorted(named.keys() - wanted))
    if faults:
        raise BadInput(faults)
    return check_files(dossier, lambda path: digest_bytes(named[path]) if path in named else None)


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


def _unnamed(name: str) -> Fault:
    message = f"「{name}」を file に書いた証跡がありません。"
    return Fault("files", message, "evidence の file にその名前を書くか、外してください。")
