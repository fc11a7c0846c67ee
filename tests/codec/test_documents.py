"""A document that is no document is refused quickly, whatever it was made to do."""

import json
import time

import pytest

from marketplace.codec.dossier import load_dossier, read_dossier
from marketplace.domain.errors import BadInput

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def fast(read):
    """Call a reader and give its answer and the CPU seconds it took."""
    before = time.process_time()
    answer = read()
    return answer, time.process_time() - before


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a: 'b\n", "YAML として読めません", 2),
        ("a:\n\tb: 1\n", "YAML として読めません", 2),
        ("a: 料金表: 2026\n", "YAML として読めません", 1),
        ("a: [1, 2\nb: 3\n", "YAML として読めません", 2),
        ("a: 1\na: 2\n", "二度あります", 2),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "二度あります", 4),
        ("a: 1\n---\nb: 2\n", "二つ目の文書", 2),
        ("a: !!str 1\n", "型の指定", 1),
        ("a: !!python/object/apply:os.system [x]\n", "型の指定", 1),
        ("a: !money 1\n", "型の指定", 1),
        ("a: &x 1\nb: *x\n", "別名", 1),
        ("? [a]\n: b\n", "名前が文字ではありません", 1),
        ("- a\n- b\n", "名前: 値", 1),
        ("a\n", "名前: 値", 1),
        ("---\n", "名前: 値", 2),
        (LAUGHS, "別名", 1),
    ],
)
def test_yaml_beyond_the_plain_part_is_refused(faults, text, message, line):
    """One fault, with what to do and the line."""
    (fault,) = faults(text)
    assert message in fault.message
    assert fault.line == line
    assert fault.remedy or "書いてください" in fault.message


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"# x\n", "\ufeff".encode()])
def test_an_empty_document_is_refused(faults, raw):
    """Nothing and a comment alone declare nothing."""
    (fault,) = faults(raw)
    assert "中身がありません" in fault.message


@pytest.mark.parametrize("raw", [b"a: \x00", b"a: \x07", b"a: \x1b[31m", "a: \x85\x9f".encode()])
def test_control_characters_are_refused(faults, raw):
    """A terminal is not to be steered by a manifest."""
    messages = "".join(str(fault) for fault in faults(raw))
    assert "制御文字" in messages


@pytest.mark.parametrize("encoding", ["shift_jis", "utf-16", "euc_jp"])
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_another_encoding_is_refused(base, faults, encoding, name):
    """The place of the first wrong byte and the remedy are told."""
    (fault,) = faults(base.encode(encoding), name)
    assert "バイト目" in fault.place
    assert "UTF-8" in fault.remedy


def test_a_byte_order_mark_is_no_fault(base):
    """Editors on Windows write one."""
    assert read_dossier(b"\xef\xbb\xbf" + base.encode(), "a.yaml") == read_dossier(base.encode())


def test_windows_line_ends_are_no_fault(base):
    """Neither are their line ends."""
    assert read_dossier(base.replace("\n", "\r\n").encode()) == read_dossier(base.encode())


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000_000,
        "[" * 100_000,
        "[" * 25 + "]" * 25,
        '{"a":' * 100_000,
        LAUGHS,
        "[" + "1" * 5000 + "]",
    ],
)
def test_what_explodes_is_refused_fast(faults, within, text, name):
    """Size, depth, aliases and digits have limits that hold before memory is used."""
    with within(5):
        (fault,), seconds = fast(lambda: faults(text, name))
    assert fault.message
    assert seconds < 0.2


def test_many_small_values_are_refused_fast(faults):
    """The number of values has a limit too."""
    (fault,), seconds = fast(lambda: faults("- a\n" * 200_000))
    assert "多すぎる" in fault.message
    assert seconds < 1


def test_many_unknown_fields_are_refused_fast(faults):
    """A hundred thousand suggestions help nobody and cost seconds."""
    text = "\n".join(f"providr{i:06}: 1" for i in range(24_000))
    found, seconds = fast(lambda: faults(text))
    assert found
    assert seconds < 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1,}', "JSON として読めません"),
        ("{'a': 1}", "JSON として読めません"),
        ('{"a": 1} x', "JSON として読めません"),
        ("", "JSON として読めません"),
        ('{"a": "\x01"}', "JSON として読めません"),
        ('{"a": 1, "a": 1}', "二度あります"),
        ("[]", "名前: 値"),
        ("null", "名前: 値"),
    ],
)
def test_json_is_refused_for_what_yaml_is_refused_for(faults, text, message):
    """Another spelling is no way around."""
    (fault,) = faults(text, "a.json")
    assert message in fault.message


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "9800.0", "1e4", "true", "null"])
def test_json_numbers_are_whole(base, faults, value):
    """NaN and floats are no price in JSON either."""
    plain = base_as_json(base)
    (fault,) = faults(plain.replace('"amount": 9800', f'"amount": {value}'), "a.json")
    assert fault.place == "plans[0].prices[0].amount"


def base_as_json(base):
    from marketplace.codec.text import parse  # noqa: PLC0415 - the reader, not the schema

    return json.dumps(parse(base.encode()).value, ensure_ascii=False)


@pytest.mark.parametrize("key", ["a[", "a.", "[", ".", "", "a]b["])
@pytest.mark.parametrize("around", ['{{"{}": 1}}', '{{"provider": {{"{}": 1}}}}'])
def test_a_strange_key_does_not_hang_the_reader(faults, within, key, around):
    """A place is shortened until a line is found; that must come to an end."""
    with within(1):
        assert faults(around.format(key), "a.json")


@pytest.mark.parametrize(
    "text",
    [
        '{"provider": {"code": "\\ud800", "name": "x"}}',
        '{"provider": {"code": "x", "name": "\\ud800"}}',
        '{"\\ud800": 1}',
    ],
)
def test_half_a_character_is_refused_in_words_that_can_be_written(faults, text):
    """A lone surrogate must not come out of the message that refuses it."""
    for fault in faults(text, "a.json"):
        str(fault).encode()


@pytest.mark.parametrize("text", ['"\\e[31m": 1\n', 'provider: {code: "\\e[31m", name: x}\n'])
def test_a_message_does_not_steer_the_terminal(faults, text):
    """Control characters of the input are not repeated in the refusal."""
    assert "\x1b" not in "".join(str(fault) for fault in faults(text))


@pytest.mark.parametrize(
    ("key", "near"), [("providr", "provider"), ("ammount", "amount"), ("lapse", "lapses")]
)
def test_an_unknown_field_is_refused_with_a_suggestion(base, faults, key, near):
    """A misspelt key is never silently ignored."""
    found = faults(base.replace("  name: プラス", f"  name: プラス\n  {key}: 1"))
    (fault,) = found
    assert fault.place == f"plans[1].{key}"
    assert f"「{near}」の書き間違い" in fault.remedy
    assert base.splitlines()[fault.line - 2] == "  name: プラス"


def test_an_unknown_field_far_from_all_is_refused_without_one(base, faults):
    """Where nothing is near, the description is named."""
    (fault,) = faults(base + "xyzzy: 1\n")
    assert fault.place == "xyzzy"
    assert "書式の説明" in fault.remedy


def test_all_faults_are_told_at_once_in_the_order_of_the_document(base, faults):
    """Nobody has to send a document five times."""
    text = base.replace("9800", "九千").replace("class2", "class9").replace("2026-04-01", "いま")
    lines = [fault.line for fault in faults(text)]
    assert lines == sorted(lines)
    assert len(lines) == 4


@pytest.mark.parametrize("plain", [None, 1, "x", [], [{}], {1: 2}, {"plans": {}}])
def test_plain_values_are_held_to_the_same_schema(plain):
    """A form or a plugin hands in values instead of bytes."""
    with pytest.raises(BadInput):
        load_dossier(plain)
