"""「日本語の click」 Help pages and usage errors of click, said in Japanese."""

from __future__ import annotations

from typing import Any

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand


class _Spoken(click.Command):
    """Headings of the help page, and the help option, in Japanese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[オプション]"} | kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="使い方: ")

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments are explained in the text."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [(param, param.get_help_record(ctx)) for param in self.get_params(ctx)]
        found = [row for param, row in records if row and not isinstance(param, click.Argument)]
        rows = [(name, text.replace("[required]", "（必ず書く）")) for name, text in found]
        if rows:
            with formatter.section("オプション"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "この説明を表示して終わる。"
        return option


class Command(_Spoken):
    """「コマンド」 A command whose help page is Japanese."""


class Group(_Spoken, click.Group):
    """「コマンドの組」 A group of such commands."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"subcommand_metavar": "コマンド ..."} | kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _Spoken.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("コマンド"):
            formatter.write_dl([(name, c.get_short_help_str(200)) for name, c in commands if c])


Group.group_class = Group


def sentence(error: click.ClickException) -> str:
    """One Japanese line for an error of the command line."""
    said = _said(error)
    ctx = getattr(error, "ctx", None)
    if ctx is None or isinstance(error, NoArgsIsHelpError):
        return said
    return f"{said}（使い方は {ctx.command_path} --help）"


def _said(error: click.ClickException) -> str:
    for kind, say in _SENTENCES:
        if isinstance(error, kind):
            return str(say(error))
    return f"コマンドの書き方が違います: {error.format_message()}"


def _no_option(error: Any) -> str:
    return f"「{error.option_name}」というオプションはありません。{_near(error)}"


def _no_command(error: Any) -> str:
    return f"「{error.command_name}」というコマンドはありません。{_near(error)}"


def _near(error: Any) -> str:
    names = error.possibilities or ()
    return f"「{names[0]}」の書き間違いではありませんか。" if names else ""


def _missing(error: Any) -> str:
    return f"{_hint(error)}がありません。書き足してください。"


def _bad(error: Any) -> str:
    return f"{_hint(error)}: {error.message}"


def _option_usage(error: Any) -> str:
    if "does not take" in error.message:
        return f"{error.option_name} に値は要りません。"
    return f"{error.option_name} に値がありません。書き足してください。"


def _usage(error: Any) -> str:
    if isinstance(error, NoArgsIsHelpError):
        return str(error.message)
    if "extra argument" in error.message:
        return "余分な語があります。オプションの名前とファイルの数を確かめてください。"
    if "Missing command" in error.message:
        return "コマンドがありません。書き足してください。"
    return f"コマンドの書き方が違います: {error.message}"


def _hint(error: Any) -> str:
    if error.param is None:
        return "値"
    if isinstance(error.param, click.Argument):
        return str(error.param.make_metavar(error.ctx))
    return str(max(error.param.opts, key=len))


_SENTENCES: tuple[tuple[type[click.ClickException], Any], ...] = (
    (click.NoSuchOption, _no_option),
    (NoSuchCommand, _no_command),
    (click.MissingParameter, _missing),
    (click.BadParameter, _bad),
    (click.BadOptionUsage, _option_usage),
    (click.UsageError, _usage),
)
