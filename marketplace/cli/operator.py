"""「運営者」 ``otasuke operator``: the operator's organisation and who is invited to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from marketplace.cli.inputs import WordType, refuse
from marketplace.cli.japanese import Command, Group
from marketplace.cli.reply import Reply

if TYPE_CHECKING:
    from marketplace.domain.account import Ticket

INVITED = """{email} を、運営者の{role}として招待しました（{until}まで、一度だけ使えます）。
次のリンクを、その人に渡してください。手紙でも届きます。
{link}"""

_data = click.option("--data", metavar="DIR", help="データのフォルダー。")
_mail = click.option("--mail", metavar="アドレス", required=True, help="招待する人のメール。")


@click.group(cls=Group)
def operator() -> None:
    """運営者の組織を作り、人を招待する。"""


@operator.command(cls=Command)
@click.option("--name", metavar="名前", required=True, help="運営者の組織の名前。")
@click.option("--reading", metavar="カタカナ", default="ウンエイシャ", help="その読み。")
@_mail
@_data
def create(name: str, reading: str, mail: str, data: str | None) -> Reply:
    """運営者の組織を作り、最初の管理者への招待のリンクを出す（一度だけ）。"""
    from marketplace.desk.accounts.operating import CreateOperator, create_operator

    return _invited(data, create_operator, CreateOperator(name, mail, reading))


@operator.command(cls=Command)
@_mail
@click.option(
    "--role",
    metavar="admin|member|viewer",
    type=WordType("admin", "member", "viewer"),
    default="admin",
    help="役割（既定は admin）。",
)
@_data
def invite(mail: str, role: str, data: str | None) -> Reply:
    """運営者の組織へ、もう一人を招待する。"""
    from marketplace.desk.accounts.operating import InviteOperator, invite_operator
    from marketplace.domain.organisation import Role

    return _invited(data, invite_operator, InviteOperator(mail, Role(role)))


def _invited(data: str | None, act: Callable[..., Ticket], order: Any) -> Reply:
    """Do it, and show the link: whoever has this shell has the market anyway."""
    from marketplace.cli import config, letters, mailing
    from marketplace.cli.config import Given
    from marketplace.cli.serving import require_migrated
    from marketplace.desk.accounts.letters import address_of
    from marketplace.domain.days import JST
    from marketplace.store import Store

    settings = mailing.for_work(config.load(Given(data), os.environ))
    require_migrated(settings, data)
    site = letters.site_of(settings)
    if site.key is None:
        why = "秘密鍵がないので、招待のリンクを作れません。"
        refuse("secret_key", why, "OTASUKE_SECRET_KEY か、設定の secret_key に書いてください。")
    store = Store(settings.database_url)
    try:
        made = store.run(act, order, datetime.now(UTC))
    finally:
        store.dispose()
    role, until = made.role, letters.UNTIL.format(made.expires_at.astimezone(JST))
    label = role.label if role else ""
    link = address_of(site.address, made, site.key)
    return Reply(out=INVITED.format(email=made.email, role=label, until=until, link=link))
