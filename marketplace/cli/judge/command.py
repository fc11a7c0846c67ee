"""「otasuke judge」 The words of the command line."""

from __future__ import annotations

from datetime import date

import click

from marketplace.cli.inputs import DayType, WordType
from marketplace.cli.japanese import Command
from marketplace.cli.reply import Reply


@click.command(cls=Command)
@click.option("--data", metavar="DIR", help="データのフォルダー。")
@click.option("--edition", metavar="版", help="この版で判定する（既定は判定日に施行中の版）。")
@click.option("--as-of", type=DayType(), help="判定日（既定は日本の今日）。")
@click.option("--explain", is_flag=True, help="適合と対象外のほかの条項を、理由とともに示す。")
@click.option(
    "--format", "form", type=WordType("text", "json", "junit"), default="text", help="出力の形。"
)
def judge(
    data: str | None, edition: str | None, as_of: date | None, *, explain: bool, form: str
) -> Reply:
    """保存されている申請書一式の、いちばん新しい版をすべて判定する。

    保存された事実の行から判定し、まだないものは作って保存する。終了コードは check と同じで、
    いちばん悪い結果。
    """
    from marketplace.cli.judge.replying import Order, reply

    return reply(Order(data, edition, as_of, "explained" if explain and form == "text" else form))
