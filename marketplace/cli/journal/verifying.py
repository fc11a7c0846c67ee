"""「記録簿の検め」 From the rows, the seals and the published heads to one answer."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import Any

from marketplace.cli import config
from marketplace.cli.config import Given
from marketplace.cli.journal import heads
from marketplace.cli.reply import Exit, Reply
from marketplace.cli.serving import require_migrated
from marketplace.store import Store, sealing
from marketplace.store.sealing import Break, Fault, Verified

_WHY = {
    Fault.ROW_MISSING: "この番号の行がありません。",
    Fault.BODY_CHANGED: "内容が、書かれたときの指紋と合いません。",
    Fault.ROW_CHANGED: "行か順番が変わっていて、前後のつながりと合いません。",
    Fault.HEAD_DIFFERS: "公表した先頭と合いません。",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """「検めた結果」 What was verified, against how many heads, and files that say no head."""

    verified: Verified
    heads: int
    unreadable: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed."""
        return self.verified.broken is None and not self.unreadable


def reply(data: str | None, form: str) -> Reply:
    """What ``otasuke journal verify`` says."""
    checked = _checked(data)
    said = _as_json(checked) if form == "json" else _as_text(checked)
    return Reply(Exit.CONFORMS if checked.is_whole else Exit.FAILS, said)


def _checked(data: str | None) -> Checked:
    settings = config.load(Given(data), os.environ)
    require_migrated(settings, data)
    # The files first: whatever they say was sealed before the rows are read.
    found = heads.published(settings.data / heads.FOLDER)
    readable = {name: head for name, head in found.items() if head is not None}
    store = Store(settings.database_url)
    try:
        with store.read() as book:
            verified = sealing.verify(book, readable)
    finally:
        store.dispose()
    return Checked(verified, len(readable), tuple(sorted(found.keys() - readable.keys())))


def _as_text(checked: Checked) -> str:
    verified = checked.verified
    lines = [f"記録簿に書き換えがあります。{line}" for line in _broken(checked)]
    if checked.is_whole:
        lines = [f"記録簿はそのままです（封じた行 {verified.head.seq} 件）。"]
        lines += [f"先頭の指紋: {verified.head.digest}"] if verified.head.seq else []
    return "\n".join([*lines, _counted(verified, checked.heads)])


def _broken(checked: Checked) -> list[str]:
    lines = [f"公表した先頭 {name} が読めません。" for name in checked.unreadable]
    broken = checked.verified.broken
    if broken is not None:
        where = f"{broken.seq}{_witness(broken)}"
        lines.insert(0, f"最初に破れている番号: {where}。{_WHY[broken.fault]}")
    return lines


def _witness(broken: Break) -> str:
    return f"（{broken.witness}）" if broken.witness else ""


def _counted(verified: Verified, heads: int) -> str:
    counts = {
        "くらべた公表ずみの先頭": heads,
        "内容を消した行": verified.redacted,
        "まだ封じていない行": verified.unsealed,
    }
    return "・".join(f"{name} {count} 件" for name, count in counts.items())


def _as_json(checked: Checked) -> str:
    verified = checked.verified
    said: dict[str, Any] = {
        "status": "whole" if checked.is_whole else "broken",
        "head": asdict(verified.head),
        "heads": checked.heads,
        "redacted": verified.redacted,
        "unsealed": verified.unsealed,
    }
    if verified.broken is not None:
        said["broken"] = asdict(verified.broken)
    if checked.unreadable:
        said["unreadable"] = list(checked.unreadable)
    return json.dumps(said, ensure_ascii=False, sort_keys=True)
