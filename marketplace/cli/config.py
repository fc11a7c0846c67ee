"""「設定」 One TOML file and ``OTASUKE_*`` variables; the command line is asked first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from marketplace.cli import collecting, issuing, mailing, site
from marketplace.cli.inputs import reason, refuse
from marketplace.mail import SmtpSettings
from marketplace.payments.stripe.settings import StripeSettings
from marketplace.web.oidc.settings import Issuer

FILE = "otasuke.toml"
DATABASE = "otasuke.sqlite"
DATA = "var/market"
HOST = "127.0.0.1"
PORT = 8000
MOST_PORT = 65535
MOST_PROXIES = 9
NUMBERS = {"port": MOST_PORT, "proxies": MOST_PROXIES}

KEYS = {
    "secret_key": str,
    "database_url": str,
    "host": str,
    "port": int,
    "public_url": str,
    "proxies": int,
    "queue_url": str,
    "mail": str,
    "operator_plugins": str,
    "limits": str,
    "smtp": dict,
    "stripe": dict,
    "oidc": list,
}
KINDS: dict[type, str] = {
    int: "整数",
    str: '空でない文字列（" " で囲む）',
    dict: "［ ］の行で始まる表",
    list: "［［ ］］の行で始まる表",
}
MAILS = ("file", "console", "smtp")


@dataclass(frozen=True, slots=True)
class Config:
    """「設定」 What the market runs with; ``secret_key`` is None where nobody set one.

    ``queue_url`` is empty for the queue in the data folder; ``operator_plugins`` are the names of
    installed plugins with blanks between. ``public_url`` is the address that people use, empty on
    this machine alone; ``proxies`` is how many of our own stand in front of it. ``limits`` is where
    the counts of requests are kept: this process, where it is empty.
    """

    data: Path
    database_url: str
    secret_key: str | None = None
    host: str = HOST
    port: int = PORT
    public_url: str = ""
    proxies: int = 0
    queue_url: str = ""
    mail: str = MAILS[0]
    operator_plugins: str = ""
    limits: str = ""
    smtp: SmtpSettings | None = None
    stripe: StripeSettings | None = None
    oidc: tuple[Issuer, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """「指定」 What the command line said; None where it was silent."""

    data: str | None = None
    host: str | None = None
    port: int | None = None


def load(given: Given, environ: Mapping[str, str]) -> Config:
    """Command line, then variables, then file, then defaults; ``BadInput`` for what is wrong."""
    folder = Path(given.data or environ.get("OTASUKE_DATA") or DATA)
    values = _from_file(_file(folder, environ)) | _from_variables(environ) | _address(given)
    _check_url(values.setdefault("database_url", _sqlite(folder)))
    _check_site(values.get("public_url", ""))
    _check_mail(values.get("mail", MAILS[0]), values)
    values["public_url"] = values.get("public_url", "").rstrip("/")
    _check_limits(values.get("limits", ""))
    if "smtp" in values:
        values["smtp"] = mailing.settings_of("[smtp]", values["smtp"], environ)
    if "stripe" in values:
        values["stripe"] = collecting.settings_of("[stripe]", values["stripe"], environ)
    tables = values.get("oidc", [])
    values["oidc"] = issuing.issuers_of("[[oidc]]", tables, values["public_url"], environ)
    return Config(data=folder, **values)


def for_demo(given: Given, environ: Mapping[str, str]) -> Config:
    """The demo takes only its address from outside: never a real market's key or database."""
    variables = _from_variables(environ)
    address = {key: variables[key] for key in ("host", "port") if key in variables}
    folder = Path(given.data or "")
    return Config(data=folder, database_url=_sqlite(folder), **address | _address(given))


def _address(given: Given) -> dict[str, Any]:
    return {k: v for k, v in (("host", given.host), ("port", given.port)) if v is not None}


def _sqlite(folder: Path) -> str:
    url = URL.create("sqlite", database=str((folder / DATABASE).absolute()))
    return url.render_as_string(hide_password=False)


def _check_url(text: str) -> None:
    try:
        make_url(text)
    except (ArgumentError, ValueError):
        remedy = "postgresql+psycopg://… か sqlite:///… の形で書いてください。"
        refuse("database_url", "データベースの場所として読めません。", remedy)


def _check_site(text: str) -> None:
    if text and not site.is_site(text):
        remedy = (
            "https://otasuke.example.jp のように、名前まで（/ より後は書かない）にしてください。"
        )
        refuse("public_url", "市場の番地として読めません。", remedy)


def _check_limits(text: str) -> None:
    if not text:
        return
    from limits import storage
    from limits.errors import ConfigurationError

    try:
        storage.storage_from_string(text)
    except (ConfigurationError, ValueError):
        why = "回数を数える場所として使えません。"
        remedy = "memory:// か、redis://…（Python の redis が要ります）にしてください。"
        refuse("limits", why, remedy)


def _check_mail(word: str, values: Mapping[str, Any]) -> None:
    if word not in MAILS:
        remedy = f"{'、'.join(MAILS)} のどれかです。"
        refuse("mail", f"「{word}」という送り方はありません。", remedy)
    if word == "smtp" and "smtp" not in values:
        refuse("mail", "smtp なのに、[smtp] がありません。", "host と sender を書いてください。")


def _file(folder: Path, environ: Mapping[str, str]) -> Path | None:
    named = environ.get("OTASUKE_CONFIG")
    if named:
        return Path(named)
    file = folder / FILE
    return file if file.exists() else None


def _from_file(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        values = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        why = f"設定を読めません（{reason(error)}）。"
        refuse(str(file), why, "場所と許可を確かめてください。")
    except ValueError as error:
        where = "".join(f"{line} 行目の" for line in re.findall(r"at line (\d+)", str(error)))
        refuse(str(file), "TOML として読めません。", f"{where}書き方を確かめてください。")
    for key, value in values.items():
        _check(f"{file}: {key}", key, value)
    return values


def _check(place: str, key: str, value: object) -> None:
    if key not in KEYS:
        refuse(place, "この設定はありません。", f"書けるのは {'、'.join(KEYS)} です。")
    if type(value) is not KEYS[key] or value == "":
        kind = KINDS[KEYS[key]]
        refuse(place, "値の種類が違います。", f"{kind}で書いてください。")
    if key in NUMBERS and value not in range(NUMBERS[key] + 1):
        what = "ポート番号" if key == "port" else "代理サーバーの数"
        refuse(place, f"{value} は{what}ではありません。", f"0 から {NUMBERS[key]} の数です。")


def _from_variables(environ: Mapping[str, str]) -> dict[str, Any]:
    words = (key for key, kind in KEYS.items() if kind in (str, int))
    named = {key: environ.get(f"OTASUKE_{key.upper()}", "") for key in words}
    return {key: _variable(key, text) for key, text in named.items() if text}


def _variable(key: str, text: str) -> str | int:
    if key not in NUMBERS:
        return text
    place = f"OTASUKE_{key.upper()}"
    if not (text.isascii() and text.isdigit()):
        refuse(place, f"「{text}」は数ではありません。", f"0 から {NUMBERS[key]} の数です。")
    _check(place, key, int(text))
    return int(text)
