"""「証跡の受け渡し」 Files that come with a submission, and files that are opened and saved.

What other people handed in is never a page of ours: it is saved, as what it was taken for.
"""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, request

from marketplace.desk.evidence.arriving import PLACE, RENAME, SAME_NAME
from marketplace.desk.evidence.opening import OpenEvidence, open_evidence
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.evidence_file import EvidenceFile
from marketplace.domain.offering import Dossier, Evidence
from marketplace.domain.organisation import Actor
from marketplace.web import visit
from marketplace.web.audience import Door
from marketplace.web.headers import FILE_POLICY

FIELD = "evidence"

Pair = tuple[Evidence, EvidenceFile | None]


def open_files(door: Door) -> None:
    """Put the files behind the door of those who may see them; by POST: it is written down."""
    door.add_url_rule("/evidence/<ref>", "open_evidence", _opened, methods=["POST"])


def sent() -> dict[str, bytes]:
    """What was chosen beside the manifest, by its name; an empty field chooses nothing."""
    chosen = [one for one in request.files.getlist(FIELD) if one.filename]
    names = [str(one.filename) for one in chosen]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadInput(tuple(Fault(PLACE, SAME_NAME.format(name=n), RENAME) for n in twice))
    return {name: one.read() for name, one in zip(names, chosen, strict=True)}


def paired(dossier: Dossier, files: tuple[EvidenceFile, ...]) -> tuple[Pair, ...]:
    """Every declared paper with its file, if that came: it is the one with the declared digest."""
    by_digest = {one.digest: one for one in files}
    return tuple((one, by_digest.get(one.sha256)) for one in dossier.evidence)


def _opened(actor: Actor, ref: str) -> Response:
    """「証跡を開く」 Each opening is written down anew, also from the same button."""
    found = visit.do(open_evidence, actor, OpenEvidence(visit.new_token(), ref))
    answer = Response(found.raw, content_type=found.file.media_type)
    answer.headers["Content-Disposition"] = attachment(found.file.name, found.ref)
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    return answer


def attachment(name: str, plain: str) -> str:
    """To be saved under its own name (RFC 5987, RFC 6266), or a plain one where that is unknown."""
    ending = name.rpartition(".")[2].lower()
    return f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{quote(name, safe='')}"
