"""「電子版の命令」 The words of the command line; the work is imported when it is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from marketplace.cli.inputs import DayType, WordType, today
from marketplace.cli.japanese import Command, Group
from marketplace.cli.reply import Reply

_data = click.option("--data", metavar="DIR", help="データのフォルダー。")


@click.group(cls=Group)
def keys() -> None:
    """適合確認書に署名する鍵を作り、替える。"""


@keys.command(cls=Command)
@_data
@click.option("--since", type=DayType(), help="この日から使う（既定は日本の今日）。")
def new(data: str | None, since: date | None) -> Reply:
    """新しい鍵を作り、公開する一覧（jwks.json）に足す。"""
    from marketplace.cli.attest import keyring

    made = keyring.add(keyring.place(data), since or today())
    return Reply(out=f"鍵を作りました: {made.kid}（{made.since} から）\n{keyring.PUBLISH}")


@keys.command(cls=Command)
@click.argument("kid", metavar="鍵の名前")
@_data
@click.option("--until", type=DayType(), help="この日まで使う（既定は日本の今日）。")
def end(kid: str, data: str | None, until: date | None) -> Reply:
    """鍵を使う最後の日を決める。それまでの署名は、あとでも確かめられる。"""
    from marketplace.cli.attest import keyring

    ended = keyring.end(keyring.place(data), kid, until or today())
    return Reply(out=f"鍵 {ended.kid} は {ended.until} までです。\n{keyring.PUBLISH}")


@keys.command("list", cls=Command)
@_data
def listed(data: str | None) -> Reply:
    """公開している鍵を並べる。"""
    from marketplace.cli.attest import keyring

    lines = [keyring.told(key) for key in keyring.published(keyring.place(data))]
    return Reply(out="\n".join(lines) or "鍵はまだありません。otasuke keys new で作ります。")


@click.command(cls=Command)
@click.argument("number", metavar="番号")
@click.option("--as", "person", metavar="人の記号", required=True, help="行う人。")
@click.option("--org", metavar="組織の記号", required=True, help="その人の属する機関。")
@click.option("--out", metavar="DIR", default=".", help="書き出すフォルダー。")
@_data
def certify(**words: Any) -> Reply:
    """発行した適合確認書の電子版（署名つき）と、確かめなおす一式を書き出す。"""
    from marketplace.cli.attest.certifying import reply

    return reply(words)


@click.command("status-list", cls=Command)
@click.option("--as", "person", metavar="人の記号", required=True, help="行う人。")
@click.option("--org", metavar="組織の記号", required=True, help="その人の属する機関。")
@click.option(
    "--out",
    metavar="FILE",
    help="書き出すファイル（既定はデータのフォルダーの keys/status.json）。",
)
@_data
def status_list(**words: Any) -> Reply:
    """停止・取消しの一覧に署名して書き出す。七日ごとに出し直す。"""
    from marketplace.cli.attest.listing import reply

    return reply(words)


@click.command(cls=Command)
@click.argument("file", metavar="FILE")
@click.option("--keys", "jwks", metavar="FILE", required=True, help="公開された鍵の一覧。")
@click.option("--bundle", metavar="FILE", help="確かめなおす一式。判定を計算し直す。")
@click.option("--status", metavar="FILE", help="停止・取消しの一覧。")
@click.option("--as-of", type=DayType(), help="この日に効力があるか（既定は日本の今日）。")
@click.option(
    "--format", "form", type=WordType("text", "json"), default="text", help="text か json。"
)
def verify(**words: Any) -> Reply:
    """適合確認書の電子版を、通信なしで確かめる。

    署名・日付・停止や取消し・指紋・判定の再計算のどれが違うかを言う。
    終了コード: 0 すべて正しい、1 違うところがある、3 停止・取消しの一覧がないので決められない。
    """
    from marketplace.cli.attest.verifying import reply

    return reply(words)
