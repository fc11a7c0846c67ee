"""「市場を動かす」 ``otasuke migrate``, ``serve`` and ``demo``."""

from __future__ import annotations

import os
import signal
import socket
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from sqlalchemy import make_url

from marketplace.cli import collecting, config, site
from marketplace.cli.config import Config, Given
from marketplace.cli.demo import folder as demo_folder
from marketplace.cli.inputs import PortType, reason, refuse
from marketplace.cli.japanese import Command
from marketplace.cli.reply import Reply
from marketplace.cli.worker import running

NEW_KEY = "python3 -c 'import secrets; print(secrets.token_hex(32))'"

_data = click.option("--data", metavar="DIR", help="データのフォルダー。")
_host = click.option("--host", metavar="アドレス", help="待ち受けるアドレス（既定は 127.0.0.1）。")
_port = click.option("--port", type=PortType(), help="待ち受けるポート（既定は 8000）。")
_no_worker = click.option(
    "--no-worker", is_flag=True, help="お知らせなどの用件を、このプロセスでは済ませない。"
)


@click.command(cls=Command)
@_data
def migrate(data: str | None) -> Reply:
    """データベースの形を、いまの版に合わせる。"""
    from marketplace.store import migrate as moving

    settings = config.load(Given(data), os.environ)
    _make_room(settings)
    before = moving.current(settings.database_url)
    _upgrade(settings.database_url)
    after = moving.current(settings.database_url)
    if before == after:
        return Reply(out=f"データベースは、もういまの形です（{after}）。")
    return Reply(out=f"データベースを、いまの形にしました（{before or '空'} → {after}）。")


@click.command(cls=Command)
@_host
@_port
@_data
@_no_worker
def serve(host: str | None, port: int | None, data: str | None, *, no_worker: bool) -> Reply:
    """市場を動かす（WSGI サーバーは waitress）。"""
    from marketplace.cli.operators import operators_host
    from marketplace.store import Store

    settings = config.load(Given(data, host, port), os.environ)
    key = _secret_key(settings)
    site.require_safe(settings.public_url, settings.host, settings.proxies)
    require_migrated(settings, data)
    with closing(_bound(settings.host, settings.port)) as door:
        store = Store(settings.database_url)
        _require_real(store)
        operators_host(settings.operator_plugins)
        collecting.install(settings.stripe)
        settings = _known(settings, key, door)
        app = _app(settings, store, key, demo=False)
        with running(settings, store, on=not no_worker):
            _serve(app, door, "お助け隊の市場")
    return Reply()


@click.command(cls=Command)
@_host
@_port
@click.option("--data", metavar="DIR", default=demo_folder.DATA, help="見本のデータのフォルダー。")
@click.option("--no-serve", is_flag=True, help="データを作るだけで、動かさない。")
@_no_worker
def demo(data: str, *, no_serve: bool, no_worker: bool, **address: Any) -> Reply:
    """架空の会社による見本の市場を動かす（今あるデータは残す）。"""
    settings = config.for_demo(Given(data, **address), os.environ)
    if no_serve:
        _demo_store(settings.data)
        return Reply(out=f"見本のデータがあります: {settings.data}")
    with closing(_bound(settings.host, settings.port)) as door:
        store = _demo_store(settings.data)
        key = demo_folder.secret_key(settings.data)
        collecting.install_simulator(settings.data, key, _site(door))
        settings = _known(settings, key, door)
        app = _app(settings, store, key, demo=True)
        with running(settings, store, on=not no_worker):
            _serve(app, door, "お助け隊の市場（見本。会社も人もすべて架空）")
    return Reply()


def _make_room(settings: Config) -> None:
    file = _sqlite_file(settings)
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = f"フォルダーを作れません（{reason(error)}）。"
        refuse(str(file.parent), why, "別の場所を選んでください。")


def _sqlite_file(settings: Config) -> Path | None:
    url = make_url(settings.database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _secret_key(settings: Config) -> str:
    from marketplace.web.config import MIN_SECRET_KEY

    remedy = (
        f"OTASUKE_SECRET_KEY か {config.FILE} の secret_key に書いてください（作り方: {NEW_KEY}）。"
    )
    key = settings.secret_key
    if key is None:
        refuse("secret_key", "秘密鍵がないので、動かしません。", remedy)
    if len(key) < MIN_SECRET_KEY:
        refuse("secret_key", f"秘密鍵が短すぎます。{MIN_SECRET_KEY} 文字以上にします。", remedy)
    return key


def require_migrated(settings: Config, data: str | None) -> None:
    """Refuse a database that is not in the shape of this release, and say what to do."""
    from marketplace.store import migrate as moving

    file = _sqlite_file(settings)
    at = None if file is not None and not file.exists() else moving.current(settings.database_url)
    if at != moving.head():
        command = f"otasuke migrate{f' --data {data}' if data else ''}"
        why = "データベースがいまの形になっていません。"
        refuse("database_url", why, f"先に {command} をしてください。")


def _require_real(store: Any) -> None:
    from marketplace.store import business_day

    with store.read() as book:
        if business_day.business_day(book) is not None:
            refuse("database_url", "見本のデータです。", "見本は otasuke demo で動かしてください。")


def _demo_store(folder: Path) -> Any:
    from marketplace.cli.demo.seeding import seed
    from marketplace.cli.demo.signing import equip
    from marketplace.store import Store
    from marketplace.store import migrate as moving

    demo_folder.prepare(folder)
    key = demo_folder.secret_key(folder)
    store = Store.sqlite(demo_folder.database(folder))
    if moving.current(store.url) != moving.head():
        _upgrade(store.url)
    seed(store, datetime.now(UTC))
    equip(store, key, datetime.now(UTC))
    return store


def _upgrade(url: Any) -> None:
    from alembic.util import CommandError

    from marketplace.store import migrate as moving

    try:
        moving.upgrade(url)
    except CommandError:
        why = f"データベースの形（{moving.current(url)}）が、この otasuke より新しいものです。"
        refuse("database_url", why, "新しい otasuke を使ってください。")


def _known(settings: Config, key: str, door: socket.socket) -> Config:
    """With what is known now: the worker of this process signs links of this site."""
    return replace(settings, secret_key=key, public_url=settings.public_url or _site(door))


def _app(settings: Config, store: Any, key: str, *, demo: bool) -> Any:
    from marketplace.cli.attest.keyring import FOLDER
    from marketplace.web.app import create_app
    from marketplace.web.config import LIMITS, WebConfig

    return create_app(
        WebConfig(
            store,
            key,
            demo,
            clock=lambda: datetime.now(UTC),
            keys=settings.data / FOLDER,
            public_url=settings.public_url,
            proxies=settings.proxies,
            limits=settings.limits or LIMITS,
            oidc=settings.oidc,
        )
    )


def _bound(host: str, port: int) -> socket.socket:
    """The listening socket, before anything else is done; a port in use is said plainly."""
    place = f"{host}:{port}"
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except socket.gaierror:
        refuse(place, "このアドレスは見つかりません。", "--host を確かめてください。")
    except OSError as error:
        why = f"このアドレスでは待ち受けられません（{reason(error)}）。"
        refuse(place, why, "--port か --host で、別の番号かアドレスを選んでください。")


def _site(door: socket.socket) -> str:
    host, port = door.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _serve(app: Any, door: socket.socket, name: str) -> None:
    import waitress  # type: ignore[import-untyped]  # ships no types

    from marketplace.web.guard import limits, logs

    signal.signal(signal.SIGTERM, signal.default_int_handler)

    server = f"waitress {version('waitress')}"
    sys.stdout.write(f"{name}: {_site(door)}/ （{server}、終えるには Ctrl+C）\n")
    sys.stdout.flush()
    market = app.extensions["market"]
    logs.to_stderr(quiet=market.demo)
    waitress.serve(
        app,
        sockets=[door],
        _quiet=True,
        ident=None,
        clear_untrusted_proxy_headers=not market.proxies,
        max_request_body_size=limits.MOST_OF_ALL,
    )
