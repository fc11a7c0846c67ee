"""What cannot be judged is refused: exit status 2, the place, what is wrong, what to do."""

import os

import pytest

AMOUNT = "amount: 10000"
AT = "plans[0].prices[0].amount"


def refused(said, *texts):
    assert said.code == 2, said
    assert said.out == ""
    assert "Traceback" not in said.err
    for text in texts:
        assert text in said.err
    return said.err


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        ("amount: null", ("null", "項目ごと消してください")),
        ("amount: -1", ("-1 は範囲の外です", "0 から")),
        ("amount: ９８００", ("「９８００」は整数ではありません", "半角の数字だけで")),
        ("amount: 9800.5", ("「9800.5」は整数ではありません", "半角の数字だけで")),
        ("amount: true", ("「true」は整数ではありません", "半角の数字だけで")),
        ("amount: '9800'", ("「9800」は整数ではありません", "半角の数字だけで")),
        ("amount: 9,800", ("「9,800」は整数ではありません", "半角の数字だけで")),
        ("amount: .nan", ("nan」は整数ではありません", "半角の数字だけで")),
        ("amount: 99999999999", ("は範囲の外です", "9,999,999,999")),
    ],
)
def test_what_is_no_price_is_refused_with_its_place(check, changed, written, texts):
    refused(check(changed(AMOUNT, written)), AT, "行目", *texts)


@pytest.mark.parametrize(
    ("change", "texts"),
    [
        (("  type: ネ", "  type: &a ネ"), ("monitoring.type", "別名（& と *）は使えません")),
        (("  type: ネ", "  type: !!str ネ"), ("monitoring.type", "型の指定（!）は使えません")),
        (("- code: standard", "- code: a\n    code: b"), ("plans[0].code", "二度あります")),
        ((AMOUNT, "amout: 10000"), ("plans[0].prices[0].amout", "「amount」の書き間違い")),
        (("provider:", "prices: []\nprovider:"), ("prices", "この項目はありません")),
        (("tier: class1", "tier: class9"), ("plans[0].tier", "「class9」は使えません")),
        (("otasuke-manifest/1", "otasuke-manifest/9"), ("format", "次のどれかを書いてください")),
        (("as_of: 2026-11-01", "as_of: 2026-02-30"), ("offering.as_of", "日付ではありません")),
        (("issued: 2026", "lapses: 2026-03-31\n    issued: 2026"), ("lapses", "日付の順")),
        (("- desk.contact_shown", "- no.such"), ("evidence[0].facts", "「no.such」")),
        (("monitoring:\n", "monitoring: [\n"), ("文書", "YAML として読めません")),
    ],
)
def test_a_bad_document_is_refused_with_its_place(check, changed, change, texts):
    refused(check(changed(*change)), *texts)


def test_every_fault_of_a_document_is_told(check, changed, tmp_path):
    file = changed(AMOUNT, "amount: null")
    file.write_text(file.read_text("utf-8").replace("hours: 24", "hours: 25"), "utf-8")
    refused(check(file), "（2 件）", AT, "monitoring.network.hours")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "中身がありません"),
        (b"- a\n- b\n", "項目の組（名前: 値）"),
        (b"just words", "項目の組（名前: 値）"),
        (b"format: \xff\xfe", "UTF-8 の文字ではありません"),
        (b"a: " * 5000, "YAML として読めません"),
        (b"[" * 100 + b"]" * 100, "入れ子が深すぎます"),
        (b"a: b\n---\na: b\n", "二つ目の文書"),
        (b"\x00", "使えない文字"),
    ],
)
def test_what_is_no_document_is_refused(check, raw, message):
    refused(check("-", stdin=raw), message)


@pytest.mark.parametrize("raw", [b"{", b'{"format": NaN}', b"[" * 100_000, b'{"a":1,"a":2}'])
def test_bad_json_is_refused(check, tmp_path, raw):
    file = tmp_path / "dossier.json"
    file.write_bytes(raw)
    refused(check(file))


def test_ten_megabytes_are_refused_from_a_file_and_from_standard_input(check, tmp_path):
    raw = b"a: 1\n" * 2_000_000
    file = tmp_path / "large.yaml"
    file.write_bytes(raw)
    refused(check(file), "large.yaml", "大きすぎます", "1,048,576 バイト以下")
    refused(check("-", stdin=raw), "大きすぎます")


def test_a_file_that_is_not_there_is_named(check, tmp_path):
    refused(check(tmp_path / "no.yaml"), "no.yaml: ファイルがありません。", "確かめてください")


def test_a_folder_is_no_file(check, tmp_path):
    refused(check(tmp_path), "フォルダーです。")


@pytest.mark.parametrize("name", ["a" * 300, "a/\0b"])
def test_an_impossible_name_is_refused(check, name):
    refused(check(name), "読めません")


def test_a_file_that_may_not_be_read_is_refused(check, changed, monkeypatch):
    def denied(*_args, **_kwargs):
        raise PermissionError(13, os.strerror(13))

    file = changed(AMOUNT, AMOUNT)
    monkeypatch.setattr("pathlib.Path.open", denied)
    refused(check(file), "読めません（許可がありません）")


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (("--edition", "otasuke/9"), ("--edition", "「otasuke/9」という版", "otasuke/2.0")),
        (("--edition", "../otasuke"), ("--edition", "という版はありません")),
        (("--tier", "class9"), ("--tier", "「class9」という区分", "class1（1類）")),
        (("--tier", "class2"), ("--tier", "2類のプランが、この文書にありません", "class1（1類）")),
        (("--tier", "SC★3"), ("SC★3のプランが、この文書にありません",)),
        (("--as-of", "2026/11/25"), ("--as-of", "日付ではありません", "2026-11-25 の形")),
        (("--as-of", "20261125"), ("--as-of", "日付ではありません")),
        (("--as-of", "2026-02-29"), ("--as-of", "日付ではありません")),
        (("--as-of", "２０２６-11-25"), ("--as-of", "日付ではありません")),
        (("--format", "xml"), ("--format", "「xml」は使えません", "text、json")),
        (("--decisions", "no.yaml"), ("no.yaml", "ファイルがありません")),
        (("--decisions", "."), ("フォルダーです",)),
    ],
)
def test_bad_options_are_refused(run, example, words, texts):
    refused(run("check", example("pass-OTK-05-1-10000"), *words), *texts)


def test_an_edition_of_another_family_judges_nothing(check, two_tiers):
    words = ("--edition", "otasuke/2.0", "--tier", "SC★3")
    refused(check(two_tiers("SCstar3"), *words), "otasuke/2.0 は SC★3 の基準ではありません")
