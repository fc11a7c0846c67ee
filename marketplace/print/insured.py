"""「保険の一行」 The same fixed line on every paper and page: told, never recommended."""

from __future__ import annotations

from marketplace.domain.service import NONE, Insurance
from marketplace.print.spelt import UNKNOWN, declared

_BROKER = "本サイトは保険の募集・媒介を行いません。"


def insurance_line(found: Insurance) -> str:
    """「保険の事実」 Called so only with insurer and policy."""
    return _fact(found) + _BROKER


def _fact(found: Insurance) -> str:
    if not found.attached:
        return "付いていません。" if found.attached is False else f"付くかどうかは{UNKNOWN}です。"
    if not found.insurer or not found.policy or NONE in (found.insurer, found.policy):
        return "付帯する補償があります。保険かどうかは確かめられていません。"
    holder = declared(found.policyholder)
    return f"引受け {found.insurer}、証券 {found.policy}、契約者 {holder}。"
