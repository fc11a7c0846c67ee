"""「届いた証跡」 Files that came with a manifest: not too many, of a known kind, as declared."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from marketplace.desk import order as given
from marketplace.desk.evidence import kinds
from marketplace.desk.evidence.declared import differing
from marketplace.domain.canonical import digest_bytes
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.evidence_file import Arrived
from marketplace.domain.offering import Dossier

MEGABYTE = 1024 * 1024
MOST_FILES = 20
MOST_WEIGHT = 10 * MEGABYTE
MOST_TOGETHER = 30 * MEGABYTE

PLACE = "files"
LESS = "要るところだけにするか、軽くしてから、もう一度選んでください。"
TOO_MANY = "ファイルが {found} 個あります（{most} 個まで）。"
TOO_HEAVY = "「{name}」は {most} MB を超えています。"
TOO_HEAVY_TOGETHER = "ファイルが合わせて {most} MB を超えています。"
UNNAMED = "「{name}」にあたる証跡が、マニフェストにありません。"
NAME_IT = "evidence の file にその名前か、sha256 にその指紋を書くか、外してください。"
SAME_NAME = "「{name}」という名前のファイルが二つあります。"
RENAME = "どちらかの名前を変え、evidence の file にも書いてください。"


def arrived(dossier: Dossier, files: Mapping[str, bytes]) -> tuple[Arrived, ...]:
    """What came, each at the place that the dossier declares; all faults are refused together."""
    named = {_name(name): raw for name, raw in files.items()}
    _refuse(tuple(_too_much(named)))
    found = [_arrived(dossier, name, raw) for name, raw in sorted(named.items())]
    taken = [one for one in found if isinstance(one, Arrived)]
    digests = {one.path: one.digest for one in taken}
    faults = (one for one in found if isinstance(one, Fault))
    _refuse((*faults, *_twice(taken), *differing(dossier, digests.get)))
    return tuple(taken)


def _name(name: str) -> str:
    """Without the folders of another system; one spelling for letters and their marks."""
    return unicodedata.normalize("NFC", given.file_name(name)).replace("\\", "/")


def _too_much(named: Mapping[str, bytes]) -> Iterator[Fault]:
    if len(named) > MOST_FILES:
        yield Fault(PLACE, TOO_MANY.format(found=len(named), most=MOST_FILES), LESS)
    for name, raw in named.items():
        if len(raw) > MOST_WEIGHT:
            yield Fault(PLACE, TOO_HEAVY.format(name=name, most=MOST_WEIGHT // MEGABYTE), LESS)
    if sum(map(len, named.values())) > MOST_TOGETHER:
        yield Fault(PLACE, TOO_HEAVY_TOGETHER.format(most=MOST_TOGETHER // MEGABYTE), LESS)


def _arrived(dossier: Dossier, name: str, raw: bytes) -> Arrived | Fault:
    digest = digest_bytes(raw)
    path = _place(dossier, name, digest)
    if path is None:
        return Fault(PLACE, UNNAMED.format(name=name), NAME_IT)
    kind = kinds.recognised(path, raw)
    if isinstance(kind, Fault):
        return kind
    return Arrived(path, kind.media_type, raw, digest)


def _place(dossier: Dossier, name: str, digest: str) -> str | None:
    """By its whole name, else by what it is, else by the end of its name: browsers send no more."""
    wanted = dict.fromkeys(one.file for one in dossier.evidence if one.file)
    if name in wanted:
        return name
    last = PurePosixPath(name).name
    same = [one for one in dossier.evidence if one.sha256 == digest]
    if same:
        return same[0].file or last
    ending = [path for path in wanted if PurePosixPath(path).name == last]
    return ending[0] if len(ending) == 1 else None


def _twice(taken: list[Arrived]) -> Iterator[Fault]:
    for path, times in Counter(one.path for one in taken).items():
        if times > 1:
            yield Fault(PLACE, SAME_NAME.format(name=path), RENAME)


def _refuse(faults: tuple[Fault, ...]) -> None:
    if faults:
        raise BadInput(faults)
