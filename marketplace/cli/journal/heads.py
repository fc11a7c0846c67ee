"""「公表した先頭」 The head of each day in a file of its own, which is never written again."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from marketplace.cli.inputs import reason, refuse
from marketplace.domain.days import aware, japan_day
from marketplace.store.sealing import Head

FOLDER = "journal-heads"
FORMAT = "otasuke-journal-head/1"


def publish(folder: Path, head: Head, now: datetime) -> Path | None:
    """Write the day's head, unless the day has one or there is nothing to show."""
    day = japan_day(now).isoformat()
    file = folder / f"{day}.json"
    if head.seq == 0 or file.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    at = aware(now).isoformat(timespec="seconds")
    said = {"format": FORMAT, "day": day, "seq": head.seq, "digest": head.digest, "at": at}
    return _write_once(file, json.dumps(said, indent=1) + "\n")


def published(folder: Path) -> dict[str, Head | None]:
    """Every published head by the name of its file; None where the file does not say one."""
    try:
        return {file.name: _read(file) for file in sorted(folder.glob("*.json"))}
    except OSError as error:
        why = f"公表した先頭を読めません（{reason(error)}）。"
        refuse(str(folder), why, "場所と許可を確かめてください。")


def _write_once(file: Path, text: str) -> Path | None:
    """Whole or not at all, and never over another worker's."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.write_text(text, "ascii")
    draft.chmod(0o444)
    try:
        file.hardlink_to(draft)
    except FileExistsError:
        return None
    finally:
        draft.unlink()
    return file


def _read(file: Path) -> Head | None:
    try:
        said: Any = json.loads(file.read_bytes())
        head = Head(said["seq"], said["digest"])
    except (ValueError, LookupError, TypeError):
        return None
    is_ours = (said.get("format"), said.get("day")) == (FORMAT, file.stem)
    is_typed = type(head.seq) is int and head.seq > 0 and type(head.digest) is str
    return head if is_ours and is_typed else None
