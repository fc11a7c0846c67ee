"""「停止・取消しの一覧を出す」 From the register to a signed list that is good for a week."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from conformance.attest.dsse import seal
from conformance.attest.status import PAYLOAD, StatusList
from marketplace.cli.at_the_desk import Desk, at_the_desk
from marketplace.cli.attest import keyring
from marketplace.cli.attest.certifying import write
from marketplace.cli.reply import Reply
from marketplace.desk.measures import status_of
from marketplace.domain.days import japan_day


def reply(words: dict[str, Any]) -> Reply:
    """Sign what stands against the body's certificates with the key that is in use today."""
    made = at_the_desk(words, _listed)
    folder = keyring.place(words["data"])
    file = Path(words["out"]) if words["out"] else folder / keyring.STATUS
    write(file, seal(made.payload, PAYLOAD, keyring.signing_on(folder, made.issued)))
    told = f"停止・取消しの一覧（{len(made.entries)} 件）を書き出しました: {file}"
    return Reply(out=f"{told}\n次は {made.next_issue} までに出してください。")


def _listed(desk: Desk) -> StatusList:
    with desk.store.read() as book:
        return status_of(book, desk.actor, japan_day(desk.now))
