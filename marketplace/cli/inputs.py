"""「入力」 Bytes and words from outside, refused with a place and a remedy."""

from __future__ import annotations

import errno
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from marketplace.codec.text import MAX_BYTES
from marketplace.domain.days import japan_day
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.tier import TIERS, AnyTier

STDIN = "-"

_REASONS = {
    errno.EACCES: "許可がありません",
    errno.EPERM: "許可がありません",
    errno.ENOENT: "ありません",
    errno.ENOTDIR: "途中にフォルダーでないものがあります",
    errno.EISDIR: "フォルダーです",
    errno.EEXIST: "同じ名前のファイルがあります",
    errno.ENOSPC: "空きがありません",
    errno.EROFS: "書き込めない場所です",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.EADDRINUSE: "ほかのプログラムが使っています",
    errno.EADDRNOTAVAIL: "この機械のアドレスではありません",
}


def refuse(place: str, message: str, remedy: str = "") -> NoReturn:
    """Raise one fault as bad input."""
    raise BadInput((Fault(place, message, remedy),))


def reason(error: Exception) -> str:
    """Why the system said no."""
    number = error.errno if isinstance(error, OSError) else None
    return _REASONS.get(number or 0, f"エラー {number}" if number else "使えない名前です")


def read_bytes(name: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``; never more than the limit."""
    try:
        raw = _first_bytes(name)
    except (FileNotFoundError, NotADirectoryError):
        refuse(name, "ファイルがありません。", "名前と場所を確かめてください。")
    except IsADirectoryError:
        refuse(name, "フォルダーです。", "ファイルの名前を書いてください。")
    except (OSError, ValueError) as error:
        refuse(name, f"読めません（{reason(error)}）。", "名前と許可を確かめてください。")
    if len(raw) > MAX_BYTES:
        refuse(name, "大きすぎます。", f"{MAX_BYTES:,} バイト以下にしてください。")
    return raw


def _first_bytes(name: str) -> bytes:
    if name == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MAX_BYTES + 1)


def today() -> date:
    """Today in Japan."""
    return japan_day(datetime.now(UTC))


class DayType(click.ParamType[date]):
    """「日付」 A day written 2026-11-25."""

    name = "日付"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day in its one spelling."""
        text = str(value)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:
            self.fail(
                f"「{text}」は日付ではありません。2026-11-25 の形で書いてください。", param, ctx
            )
        return day


class TierType(click.ParamType[AnyTier]):
    """「区分」 A tier by its tag or by the name people read."""

    name = "区分"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> AnyTier:
        """Find the tier."""
        if not isinstance(value, str):
            return value  # type: ignore[no-any-return]  # click's own value
        named = TIERS | {tier.label: tier for tier in TIERS.values()}
        if value not in named:
            listed = "、".join(f"{tag}（{tier.label}）" for tag, tier in TIERS.items())
            self.fail(f"「{value}」という区分はありません。次のどれかです: {listed}。", param, ctx)
        return named[value]


class PortType(click.ParamType[int]):
    """「ポート番号」 0 asks the system for a free one."""

    name = "番号"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and int(text[:6]) < 65536):  # noqa: PLR2004 - ports end at 65535
            self.fail(f"「{text}」はポート番号ではありません。0 から 65535 の数です。", param, ctx)
        return int(text)


class WordType(click.ParamType[str]):
    """「語」 One of a few words."""

    name = "語"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse every other word."""
        if value not in self.words:
            listed = "、".join(self.words)
            self.fail(f"「{value}」は使えません。次のどれかです: {listed}。", param, ctx)
        return str(value)
