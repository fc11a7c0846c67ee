"""「電子版を書き出す」 From the register to a signed statement and its bundle, as two files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from conformance.attest.dsse import seal
from conformance.attest.statement import PAYLOAD
from marketplace.cli.at_the_desk import Desk, at_the_desk
from marketplace.cli.attest import keyring
from marketplace.cli.inputs import reason, refuse
from marketplace.cli.reply import Reply
from marketplace.desk.attesting import Attestation, attestation
from marketplace.domain.days import japan_day


def reply(words: dict[str, Any]) -> Reply:
    """Sign with the key that was in use on the day of issue, and write both files."""
    made = at_the_desk(words, lambda desk: _attested(desk, words["number"]))
    day = japan_day(made.issued.issued_at)
    key = keyring.signing_on(keyring.place(words["data"]), day)
    number, folder = made.issued.number, Path(words["out"])
    files = {
        folder / f"{number}.certificate.json": seal(made.issued.statement, PAYLOAD, key),
        folder / f"{number}.bundle.json": made.bundle,
    }
    for file, content in files.items():
        write(file, content)
    names = "、".join(str(file) for file in files)
    return Reply(out=f"適合確認書 {number} の電子版を書き出しました: {names}")


def _attested(desk: Desk, number: str) -> Attestation:
    with desk.store.read() as book:
        return attestation(book, desk.actor, number)


def write(file: Path, content: bytes) -> None:
    """Write a file for others, and its folder where there is none."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        refuse(str(file), f"書けません（{reason(error)}）。", "場所と許可を確かめてください。")
