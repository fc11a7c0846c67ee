"""「otasuke journal」 The words of the command line; the work is imported when it is asked for."""

from __future__ import annotations

import click

from marketplace.cli.inputs import WordType
from marketplace.cli.japanese import Command, Group
from marketplace.cli.reply import Reply


@click.group(cls=Group)
def journal() -> None:
    """記録簿を確かめる。"""


@journal.command(cls=Command)
@click.option("--data", metavar="DIR", help="データのフォルダー。")
@click.option(
    "--format", "form", type=WordType("text", "json"), default="text", help="text か json。"
)
def verify(data: str | None, form: str) -> Reply:
    """記録簿の鎖を計算し直し、内容・封印・公表した先頭とくらべる。

    終了コード: 0 そのまま、1 書き換えがある、2 確かめられなかった。
    """
    from marketplace.cli.journal.verifying import reply

    return reply(data, form)
