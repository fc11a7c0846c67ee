"""「証跡のファイル」 Files beside the dossier are compared with what it says of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from marketplace.cli.inputs import STDIN, reason
from marketplace.desk.evidence import INSIDE, check_files
from marketplace.domain.errors import Fault
from marketplace.domain.offering import Dossier


def compare_files(dossier: Dossier, name: str) -> tuple[str, ...]:
    """Compare the files that are there; give the paths of those that are not."""
    if name == STDIN:
        return check_files(dossier, lambda _path: None)
    folder = Path(name).parent
    return check_files(dossier, lambda path: _digest(folder, path))


def _digest(folder: Path, path: str) -> str | Fault | None:
    file = folder / path
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            return Fault("", f"「{path}」は、フォルダーの外への参照です。", INSIDE)
        if not file.exists():
            return None
        if not file.is_file():
            return Fault("", f"「{path}」はファイルではありません。", "ファイルを置いてください。")
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, RuntimeError) as error:
        return Fault("", f"「{path}」を読めません（{reason(error)}）。", "許可を確かめてください。")
