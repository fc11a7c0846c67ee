"""The command as a process: exit status, encodings, pipes, and no dependence on hash seeds."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

DAY = ("--as-of", "2026-11-25")
C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
OTASUKE = Path(sys.executable).with_name("otasuke")


WHOLE = "pass-OTK-02-0-whole-network"


@pytest.mark.parametrize(
    ("name", "code"),
    [(WHOLE, 3), ("fail-OTK-05-1-10001", 1), ("person-OTK-02-4-ndr", 3)],
)
def test_the_exit_status_reaches_the_shell(otasuke, example, name, code):
    assert otasuke("check", example(name), *DAY).code == code


def test_a_flawless_dossier_with_its_decisions_conforms(otasuke, example):
    decided = Path(example(WHOLE)).parent / "decisions/class1-network.yaml"
    assert otasuke("check", example(WHOLE), *DAY, "--decisions", str(decided)).code == 0


def test_bad_input_reaches_the_shell(otasuke):
    said = otasuke("check", "no.yaml")
    assert (said.code, said.out) == (2, "")
    assert "no.yaml: ファイルがありません。" in said.err


@pytest.mark.parametrize("environ", [C_LOCALE, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}])
def test_output_is_utf8_under_any_locale(otasuke, example, environ):
    said = otasuke("check", example("fail-OTK-05-1-10001"), *DAY, **environ)
    assert said.code == 1
    assert "結果: 不適合" in said.out
    assert "「無」というコマンドはありません。" in otasuke("無", **environ).err


def test_standard_input_and_two_hash_seeds_give_the_same_bytes(otasuke, example):
    raw = example("person-OTK-02-4-ndr").read_bytes()
    words = ("check", "-", "--format", "json", *DAY)
    said = [otasuke(*words, stdin=raw, PYTHONHASHSEED=seed) for seed in ("0", "1", "42")]
    assert {one.code for one in said} == {3}
    assert len({one.out for one in said}) == 1


def test_a_reader_that_leaves_is_no_noise(example):
    command = [OTASUKE, "check", example("fail-OTK-05-1-10001")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 2


def test_json_is_checked_as_quickly_as_a_person_expects(otasuke, example):

    start = time.monotonic()
    otasuke("check", example("pass-OTK-05-1-10000"), *DAY)
    assert time.monotonic() - start < 5
