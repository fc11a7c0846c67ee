"""「見本のフォルダー」 A folder that the demo made itself, with a secret key of its own."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from marketplace.cli.inputs import reason, refuse

DATA = "var/demo"
MARKER = "otasuke-demo.txt"
KEY = "secret_key"
KEY_BYTES = 32
NOTE = (
    "otasuke demo が作ったフォルダーです。中身はすべて架空です。"
    "消すと、次の otasuke demo が最初から作り直します。\n"
)


def prepare(folder: Path) -> None:
    """Make the folder and mark it as ours; any other folder that holds something is refused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        foreign = any(folder.iterdir()) and not (folder / MARKER).is_file()
    except OSError as error:
        refuse(str(folder), f"使えません（{reason(error)}）。", "別の場所を選んでください。")
    if foreign:
        why = "otasuke demo が作ったものではないフォルダーに、中身があります。"
        remedy = "空のフォルダーか、まだないフォルダーを --data で選んでください。"
        refuse(str(folder), why, remedy)
    (folder / MARKER).write_text(NOTE, "utf-8")


def database(folder: Path) -> Path:
    """Where the demo's data is."""
    from marketplace.cli.config import DATABASE  # the settings ask about this folder, too

    return folder.absolute() / DATABASE


def secret_key(folder: Path) -> str:
    """The key that signs the demo's sessions: random, kept here, readable by its owner alone."""
    file = folder / KEY
    key = file.read_text("ascii").strip() if file.exists() else ""
    return key if len(key) == 2 * KEY_BYTES else _new_key(file)


def _new_key(file: Path) -> str:
    key = secrets.token_hex(KEY_BYTES)
    draft = file.with_name(f"{KEY}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(f"{key}\n")
    draft.replace(file)
    return key
