"""「otasuke」 The command line: commands give a reply; here it is said, and errors become words."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import TextIO

import click

from marketplace.cli.acting import confirm, decide, put, rule
from marketplace.cli.attest import certify, keys, status_list, verify
from marketplace.cli.check import check
from marketplace.cli.declare import declare
from marketplace.cli.editions import editions
from marketplace.cli.japanese import Group, sentence
from marketplace.cli.journal import journal
from marketplace.cli.judge import judge
from marketplace.cli.operator import operator
from marketplace.cli.people import people
from marketplace.cli.person import person
from marketplace.cli.reply import Exit, Reply
from marketplace.cli.serving import demo, migrate, serve
from marketplace.cli.worker import work
from marketplace.domain.errors import BadInput, MarketError


@click.group(cls=Group)
def otasuke() -> None:
    """お助け隊サービスの基準を確かめ、市場を動かす。"""
    if names := os.environ.get("OTASUKE_OPERATOR_PLUGINS"):
        from marketplace.cli.operators import operators_host

        operators_host(names)


COMMANDS = (
    check,
    declare,
    judge,
    editions,
    people,
    operator,
    person,
    confirm,
    rule,
    put,
    decide,
    keys,
    certify,
    status_list,
    verify,
    migrate,
    serve,
    demo,
    work,
    journal,
)
for _command in COMMANDS:
    otasuke.add_command(_command)


def main() -> None:
    """Run the command of this process and end it with the exit status."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    sys.exit(int(run(sys.argv[1:])))


def run(words: Sequence[str]) -> Exit:
    """Run one command line; every error is said in Japanese on standard error."""
    reply = _answer(words)
    try:
        return _say(reply)
    except BrokenPipeError:
        _silence()
        return Exit.BAD


def _answer(words: Sequence[str]) -> Reply:
    try:
        reply = otasuke.main(list(words), prog_name="otasuke", standalone_mode=False)
    except Exception as error:  # noqa: BLE001 - people get words, whatever happened
        return Reply(Exit.BAD, err=words_of(error))
    except SystemExit:
        return Reply(Exit.BAD)
    return reply if isinstance(reply, Reply) else Reply(Exit(reply or 0))


def words_of(error: Exception) -> str:
    """What an error says to people."""
    if isinstance(error, BadInput):
        return f"入力に誤りがあります（{len(error.faults)} 件）。\n{error}"
    if isinstance(error, MarketError):
        return _market_words(error)
    if isinstance(error, click.Abort):
        return "中断しました。"
    if isinstance(error, click.ClickException):
        return sentence(error)
    return _fault(error)


def _fault(error: Exception) -> str:
    first = next(iter(str(error).splitlines()), "")
    said = f"障害: {type(error).__name__}: {first}"
    if os.environ.get("OTASUKE_DEBUG") != "1":
        return said
    return "".join([*traceback.format_exception(error), said])


def _market_words(error: MarketError) -> str:
    from marketplace.web.said import said

    if error.code == "formal_run_failed":
        return f"障害: 正式実行ができませんでした。{error.values.get('detail', '')}"
    sentence = said(error)
    points = [f"  {point.place}: {point.message}{point.remedy}" for point in sentence.points]
    return "\n".join([f"{sentence.text}{sentence.remedy}", *(points if len(points) > 1 else [])])


def _say(reply: Reply) -> Exit:
    for text, stream in ((reply.out, sys.stdout), (reply.err, sys.stderr)):
        if text:
            stream.write(_readable(text if text.endswith("\n") else f"{text}\n"))
        stream.flush()
    return reply.code


def _readable(text: str) -> str:
    """Words of the command line as they were typed, whatever the locale made of their bytes."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return text


def _speak_utf8(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _silence() -> None:
    """The reader has gone; the interpreter's own flush at the end must not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
