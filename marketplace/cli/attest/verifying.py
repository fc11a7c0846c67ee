"""「電子版を確かめる」 Without a store and without a network: from files to one answer."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from conformance.attest.keys import read_jwks
from conformance.attest.statement import Issued
from conformance.attest.verifying import Aspect, Check, Given, verify
from marketplace.cli.inputs import read_bytes, today
from marketplace.cli.reply import Exit, Reply

_MARKS = {True: "正しい", False: "違う", None: "未確認"}


def reply(words: dict[str, Any]) -> Reply:
    """Say of each aspect whether it holds."""
    status, bundle = (words[name] and read_bytes(words[name]) for name in ("status", "bundle"))
    given = Given(
        envelope=read_bytes(words["file"]),
        keys=read_jwks(read_bytes(words["jwks"])),
        day=words["as_of"] or today(),
        status=status,
        bundle=bundle,
    )
    issued, checks = verify(given)
    form = _as_json if words["form"] == "json" else _as_text
    return Reply(_exit(checks), form(issued, checks))


def _exit(checks: tuple[Check, ...]) -> Exit:
    """Wrong in anything is wrong; a certificate whose status nobody looked at is undecided."""
    if any(check.holds is False for check in checks):
        return Exit.FAILS
    unseen = [check.aspect for check in checks if check.holds is None]
    return Exit.NEEDS_PERSON if Aspect.STATUS in unseen else Exit.CONFORMS


def _as_text(issued: Issued | None, checks: tuple[Check, ...]) -> str:
    lines = [f"{check.aspect.label}: {_MARKS[check.holds]}。{check.told}" for check in checks]
    if issued:
        said = f"{issued.provider}/{issued.offering} は {issued.edition.slug} の"
        lines.insert(0, f"適合確認書 {issued.number}: {said}{issued.tier.label}に適合。")
    return "\n".join(lines)


def _as_json(issued: Issued | None, checks: tuple[Check, ...]) -> str:
    said = issued and json.loads(issued.statement)
    made = {"statement": said, "checks": [asdict(check) for check in checks]}
    return json.dumps(made, ensure_ascii=False, indent=1)
