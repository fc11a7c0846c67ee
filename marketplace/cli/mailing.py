"""「メールの設定」 The ``[smtp]`` table, and what sends the mail of a market."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from marketplace.cli import site
from marketplace.cli.demo import folder
from marketplace.cli.inputs import refuse
from marketplace.mail import ConsoleMail, FileMail, Mailer, Protection, SmtpMail, SmtpSettings

if TYPE_CHECKING:
    from marketplace.cli.config import Config

KEYS = ("host", "port", "sender", "protection", "user")
PASSWORD = "OTASUKE_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
MOST_PORT = 65535
USUAL_PORTS = {Protection.TLS: 465, Protection.STARTTLS: 587, Protection.PLAIN: 25}
"""RFC 8314, 3.3 and RFC 6409."""

FOLDER = "mail"


def settings_of(place: str, table: Mapping[str, Any], environ: Mapping[str, str]) -> SmtpSettings:
    """The settings of the mail server; ``BadInput`` names the first line that cannot be used."""
    for key in sorted(set(table) - set(KEYS)):
        refuse(f"{place} {key}", "この設定はありません。", REMEDIES.get(key, KNOWN))
    protection = _protection(place, table.get("protection", Protection.STARTTLS.value))
    host = _words(place, table, "host")
    if protection is Protection.PLAIN and not site.is_loopback(host):
        why = f"{host} へ、TLS なしに送ろうとしています。途中で読まれます。"
        refuse(f"{place} protection", why, "starttls か tls にしてください。")
    user, password = table.get("user", ""), environ.get(PASSWORD, "")
    if not isinstance(user, str) or bool(user) is not bool(password):
        why = "user と、パスワードの変数がそろっていません。"
        refuse(f"{place} user", why, f"user を書き、パスワードは {PASSWORD} に入れてください。")
    return SmtpSettings(
        host, _port(place, table, protection), _sender(place, table), protection, user, password
    )


def mailer_of(settings: Config) -> Mailer:
    """What sends the mail of this market."""
    if settings.mail == "smtp" and settings.smtp is not None:
        return SmtpMail(settings.smtp)
    return (
        ConsoleMail(sys.stdout) if settings.mail == "console" else FileMail(settings.data / FOLDER)
    )


def for_work(settings: Config) -> Config:
    """Settings by which a worker of its own signs links; a demo's key lies in its folder."""
    here = f"http://{settings.host}:{settings.port}"
    if (settings.data / folder.MARKER).is_file():
        return replace(settings, secret_key=folder.secret_key(settings.data), public_url=here)
    return replace(settings, public_url=settings.public_url or here)


def _protection(place: str, value: object) -> Protection:
    found = next((one for one in Protection if one.value == value), None)
    if found is None:
        words = "、".join(one.value for one in Protection)
        refuse(f"{place} protection", "値が使えません。", f"{words} のどれかです。")
    return found


def _words(place: str, table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        refuse(f"{place} {key}", "値が使えません。", REMEDIES[key])
    return value.strip()


def _port(place: str, table: Mapping[str, Any], protection: Protection) -> int:
    value = table.get("port", USUAL_PORTS[protection])
    if type(value) is not int or value not in range(1, MOST_PORT + 1):
        refuse(f"{place} port", "値が使えません。", f"1 から {MOST_PORT} の数です。")
    return value


def _sender(place: str, table: Mapping[str, Any]) -> str:
    value = _words(place, table, "sender")
    local, at, domain = parseaddr(value)[1].rpartition("@")
    if not (local and at and domain.isascii()):
        refuse(f"{place} sender", "値が使えません。", REMEDIES["sender"])
    return value


KNOWN = f"書けるのは {'、'.join(KEYS)} です。"
REMEDIES = {
    "host": "mail.example.jp のような、メールサーバーの名前を書いてください。",
    "sender": "「お助け隊マーケット <noreply@example.jp>」のような、差出人を書いてください。",
    "password": f"パスワードはファイルに書かず、{PASSWORD} に入れてください。",
}
