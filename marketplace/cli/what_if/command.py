"""「otasuke editions what-if」 The words of the command line."""

from __future__ import annotations

from datetime import date

import click

from marketplace.cli.inputs import DayType, WordType
from marketplace.cli.japanese import Command
from marketplace.cli.reply import Reply


@click.command("what-if", cls=Command)
@click.argument("edition", metavar="SLUG か FOLDER")
@click.option(
    "--set",
    "numbers",
    multiple=True,
    metavar="条項=数",
    help="条項の数を替える（例: SC-PRICE-2.network=9000）。いくつでも書ける。",
)
@click.option("--data", metavar="DIR", help="データのフォルダー。")
@click.option("--as-of", type=DayType(), help="判定日（既定は日本の今日）。")
@click.option("--format", "form", type=WordType("text", "json"), default="text", help="出力の形。")
@click.option("--svg", metavar="FILE", help="同じ数の図も書く。")
def what_if(
    edition: str,
    numbers: tuple[str, ...],
    data: str | None,
    as_of: date | None,
    *,
    form: str,
    svg: str | None,
) -> Reply:
    """ほかの版や、数を替えた版なら、保存されている申請の結果がどう動くかを示す。

    いまの版（施行中の版、なければ新しい案）とくらべる。保存されている結果は変わらない。
    """
    from marketplace.cli.what_if.replying import Order, reply

    return reply(Order(edition, numbers, data, as_of, form, svg))
