"""Errors of the command line itself, in one Japanese line, and faults without a traceback."""

import re

import pytest

from marketplace.domain.errors import Missing, Refused

JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chekc"], "「chekc」というコマンドはありません。「check」の書き間違いではありませんか。"),
        (["--fo"], "「--fo」というオプションはありません。"),
        (["check", "--formel", "a"], "「--formel」というオプションはありません。「--formal」の"),
        (["check"], "FILEがありません。書き足してください。"),
        (["check", "a", "b"], "余分な語があります。"),
        (["check", "a", "--tier"], "--tier に値がありません。"),
        (["check", "a", "--machine=1"], "--machine に値は要りません。"),
        (["serve", "--port", "65536"], "--port: 「65536」はポート番号ではありません。"),
        (["serve", "--port", "８０"], "--port: 「８０」はポート番号ではありません。"),
        (["serve", "--port", "-1"], "--port: 「-1」はポート番号ではありません。"),
        (["editions", "shwo"], "「shwo」というコマンドはありません。"),
        (["editions", "show", "a", "b"], "余分な語があります。"),
    ],
)
def test_a_wrong_call_is_told_in_one_japanese_line(run, words, said):
    found = run(*words)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(said)
    assert found.err.count("\n") == 1


@pytest.mark.parametrize("words", [[], ["editions"]])
def test_no_command_shows_the_commands(run, words):
    found = run(*words)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("使い方: otasuke")
    assert "コマンド:" in found.err


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["check", "--help"],
        ["editions", "--help"],
        ["editions", "list", "--help"],
        ["editions", "show", "--help"],
        ["migrate", "--help"],
        ["serve", "--help"],
        ["demo", "--help"],
    ],
)
def test_help_is_japanese(run, words):
    found = run(*words)
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("使い方: otasuke")
    lines = [line for line in found.out.splitlines() if line.strip()]
    assert [line for line in lines if not JAPANESE.search(line)] == []
    assert not re.search("Usage|Options|Show this|Commands|default", found.out)


@pytest.fixture
def planted(monkeypatch):
    """Let ``check`` raise an error."""

    def plant(error):
        def fail(_order):
            raise error

        monkeypatch.setattr("marketplace.cli.check.command._check", fail)

    return plant


def test_what_nobody_expected_is_a_fault_without_a_traceback(run, planted):
    planted(ZeroDivisionError("planted"))
    found = run("check", "a")
    assert (found.code, found.out) == (2, "")
    assert found.err == "障害: ZeroDivisionError: planted\n"


def test_debugging_shows_the_traceback_and_the_same_exit_status(run, planted, monkeypatch):
    monkeypatch.setenv("OTASUKE_DEBUG", "1")
    planted(ZeroDivisionError("planted"))
    found = run("check", "a")
    assert found.code == 2
    assert "Traceback" in found.err
    assert found.err.endswith("障害: ZeroDivisionError: planted\n")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), EOFError()])
def test_an_interruption_is_said(run, planted, error):
    planted(error)
    found = run("check", "a")
    assert found.code == 2
    assert found.err.endswith("中断しました。\n")


@pytest.mark.parametrize("error", [SystemExit(0), SystemExit(1), SystemExit(3)])
def test_nothing_inside_decides_the_exit_status(run, planted, error):
    planted(error)
    assert run("check", "a").code == 2


def test_a_refusal_of_the_market_speaks_from_its_table(run, planted):
    planted(Refused("no_edition_in_force", tier="SC★3"))
    found = run("check", "a")
    assert found.code == 2
    assert "SC★3" in found.err


def test_an_unknown_code_still_gets_a_sentence(run, planted):
    planted(Missing("planted"))
    found = run("check", "a")
    assert found.code == 2
    assert JAPANESE.search(found.err)
