"""「人」 ``otasuke person``: forget somebody at their wish, or help who lost the device."""

from __future__ import annotations

from typing import Any

import click

from marketplace.cli.japanese import Command, Group
from marketplace.cli.reply import Reply


@click.group(cls=Group)
def person() -> None:
    """人の情報を扱う。"""


@person.command(cls=Command)
@click.argument("ref", metavar="人の記号")
@click.option(
    "--as", "person", metavar="人の記号", required=True, help="行う人（運営者の管理者）。"
)
@click.option("--org", metavar="組織の記号", required=True, help="運営者の組織。")
@click.option("--data", metavar="DIR", help="データのフォルダー。")
def remove(**words: Any) -> Reply:
    """人の名前・アドレス・サインインの手段と、記録簿の言葉を消す（元に戻せない）。

    結んだ契約と請求書は、法律で保存するため残る。記録簿の鎖は切れない。
    """
    from marketplace.cli.removing import removed

    made = removed(words)
    return Reply(out=f"{made.ref}: 名前とアドレスを消しました（いまの表示: {made.name}）。")


@person.command("reset-second", cls=Command)
@click.argument("ref", metavar="人の記号")
@click.option(
    "--as", "person", metavar="人の記号", required=True, help="行う人（運営者の管理者）。"
)
@click.option("--org", metavar="組織の記号", required=True, help="運営者の組織。")
@click.option("--data", metavar="DIR", help="データのフォルダー。")
def reset_second(**words: Any) -> Reply:
    """端末と予備コードをなくした人の、もう一つの確認とパスキーを外す。

    本人であることを、電話や対面で確かめてから行う。サインインはすべて終わり、パスワードは残る。
    """
    from marketplace.cli.removing import second_reset

    made = second_reset(words)
    return Reply(out=f"{made.ref}: もう一つの確認とパスキーを外しました（{made.name}）。")
