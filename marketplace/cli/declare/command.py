"""「otasuke declare」 A plugin → one manifest an offering, on the screen or in a folder."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

import click

from marketplace.cli.declare.writing import WRITERS, joined
from marketplace.cli.inputs import WordType, reason, refuse
from marketplace.cli.japanese import Command
from marketplace.cli.reply import Reply
from marketplace.domain.offering import Dossier
from marketplace.host import Host

IMPORTED = re.compile(
    r"(?P<module>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?::(?P<attribute>[A-Za-z_]\w*))?\Z"
)
NAME = "declared"


@click.command(cls=Command)
@click.argument("plugin", metavar="PLUGIN")
@click.option("--out", metavar="DIR", help="書き出すフォルダー（既定は画面）。")
@click.option(
    "--format", "form", type=WordType("yaml", "json"), default="yaml", help="yaml か json。"
)
def declare(plugin: str, out: str | None, form: str) -> Reply:
    """プラグインの申告を、マニフェストにする（サービス一つに一つ）。

    PLUGIN は「パッケージ.モジュール:名前」「パッケージ.モジュール」か、入っているプラグインの名前。
    """
    dossiers = _declared(plugin)
    texts = [WRITERS[form](dossier) for dossier in dossiers]
    if out is None:
        return Reply(out=joined(texts, form))
    named = zip(dossiers, texts, strict=True)
    return Reply(out="\n".join(_written(Path(out), form, *pair) for pair in named))


def _declared(plugin: str) -> tuple[Dossier, ...]:
    if ":" not in plugin and "." not in plugin:
        return Host.load(listed=[plugin]).dossiers(plugin)
    return Host.load({NAME: _imported(plugin)}).dossiers(NAME)


def _imported(spelt: str) -> object:
    """The plugin itself; a class is made first. The folder one stands in is searched too."""
    found = IMPORTED.match(spelt)
    if not found:
        remedy = "aozora.plugin:service のように書いてください。"
        refuse("PLUGIN", f"「{spelt}」は、プラグインの場所ではありません。", remedy)
    sys.path.insert(0, str(Path.cwd()))
    try:
        plugin = import_module(found["module"])
        plugin = getattr(plugin, found["attribute"]) if found["attribute"] else plugin
        return plugin() if isinstance(plugin, type) else plugin
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever an author's code does
        why = f"「{spelt}」を読み込めません（{type(error).__name__}）。"
        refuse("PLUGIN", why, "名前と、入っている場所を確かめてください。")
    finally:
        sys.path.remove(str(Path.cwd()))


def _written(folder: Path, form: str, dossier: Dossier, text: str) -> str:
    """Write one file whole, and say where."""
    file = folder / f"{dossier.provider.code}-{dossier.offering.code}.{form}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.part")
        draft.write_text(text, "utf-8", newline="\n")
        draft.replace(file)
    except OSError as error:
        refuse(str(file), f"書けません（{reason(error)}）。", "別の場所を選んでください。")
    return f"書きました: {file}"
