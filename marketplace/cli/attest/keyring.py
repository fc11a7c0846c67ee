"""「鍵束」 Private keys in a folder that only their owner reads, and the list that is published."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from conformance.attest.keys import PublicKey, SigningKey, jwks, new_key, read_jwks, signing_key
from marketplace.cli import config
from marketplace.cli.config import Given
from marketplace.cli.inputs import reason, refuse

FOLDER = "keys"
PUBLISHED = "jwks.json"
STATUS = "status.json"
"""The signed list of what does not hold, where the pages give it out."""
PUBLISH = "jwks.json を、だれでも見られる所に置いてください。秘密の鍵（.pem）は渡さないでください。"


def place(data: str | None, environ: Mapping[str, str] = os.environ) -> Path:
    """Where the keys of this installation are."""
    return config.load(Given(data), environ).data / FOLDER


def published(folder: Path) -> tuple[PublicKey, ...]:
    """The keys of the published list; none where there is no list yet."""
    file = folder / PUBLISHED
    try:
        return read_jwks(file.read_bytes()) if file.exists() else ()
    except OSError as error:
        refuse(str(file), f"読めません（{reason(error)}）。", "許可を確かめてください。")


def add(folder: Path, since: date) -> PublicKey:
    """Make a key: its private half is written first, so that no list names a lost key."""
    made = new_key(since)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / f"{made.public.kid}.pem", made.pem)
        _publish(folder, (*published(folder), made.public))
    except OSError as error:
        refuse(str(folder), f"書けません（{reason(error)}）。", "場所と許可を確かめてください。")
    return made.public


def end(folder: Path, kid: str, until: date) -> PublicKey:
    """Set the last day of a key; a day once set may come earlier, never later."""
    keys = {key.kid: key for key in published(folder)}
    if kid not in keys:
        refuse(kid, "この名前の鍵はありません。", "otasuke keys list で確かめてください。")
    key = keys[kid]
    if until < key.since or (key.until is not None and until > key.until):
        span = f"{key.since} から {key.until or '今後'} まで"
        refuse("--until", f"この鍵は {span} です。", "その間の日を書いてください。")
    ended = replace(key, until=until)
    _publish(folder, tuple((keys | {kid: ended}).values()))
    return ended


def signing_on(folder: Path, day: date) -> SigningKey:
    """The newest key that signs on a day, with its private half."""
    keys = published(folder)
    fit = [k for k in keys if k.signs_on(day) and (folder / f"{k.kid}.pem").exists()]
    if not fit:
        told = f"{day} に使える署名の鍵がありません。"
        refuse(str(folder), told, "otasuke keys new --since で、その日から使う鍵を作ってください。")
    newest = max(fit, key=lambda key: key.since)
    return signing_key((folder / f"{newest.kid}.pem").read_bytes(), keys)


def told(key: PublicKey) -> str:
    """One line about a key."""
    return f"{key.kid}  {key.since} から {key.until or '（終わりなし）'}"


def _publish(folder: Path, keys: tuple[PublicKey, ...]) -> None:
    _write(folder / PUBLISHED, jwks(keys), mode=0o644)


def _write(file: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Whole or not at all, and from the first byte on readable by whom it may."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    draft.replace(file)
