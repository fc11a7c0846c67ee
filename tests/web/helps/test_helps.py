"""Each criterion of the SCS edition is explained, in words that a small company understands."""

import json
import re
import unicodedata
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from marketplace.domain.errors import BadInput
from marketplace.web.helps import FOLDER, PARTS, Help, helps, read

EDITION = "scs/2026-03-27"
ROOT = Path(__file__).resolve().parents[3]
ITEMS = json.loads((ROOT / "features" / EDITION / "items.json").read_text(encoding="utf-8"))
CRITERIA = {made["id"]: made for item in ITEMS for made in item["criteria"]}
HELPS = helps(EDITION)

PART_LETTERS = 220
SENTENCE_LETTERS = 60
LEAST_LETTERS = 12
# The share of letter pairs that two texts have in common; the closest two are about this near.
SIMILAR = {"what": 0.5, "example": 0.35, "evidence": 0.4, "tip": 0.35}

# A word that its reader need not know: it stands in brackets, or brackets follow it.
JARGON = re.compile(
    "ログ|サーバ|ルータ|ファイアウォール|クラウド|ネットワーク|インシデント|脆弱性|マルウェア|暗号化|"
    "アクセス|リモート|デバイス|バックアップ|パッチ|多要素認証|リストア|管理者権限|セグメント|プロトコル|"
    "ポート|プロキシ|ファームウェア|仮想|シンクライアント|機密|守秘義務|スキャン|パターンファイル|ベンダー|"
    "フィッシング|ランサムウェア|ブラウザ|セキュリティ|アカウント|インストール|ダウンロード|ガバナンス|"
    "リスク|ポリシー|アラート|[A-Za-z]+"
)
# Longer words that only contain one of these, and that everybody knows.
KNOWN = re.compile("ログイン|サポート|USBメモリ")

FORBIDDEN = re.compile(
    "認定|認証|格付け|合格|お墨付き|最安|無料|半額|補助金|保険|保証|絶対|万全|完璧|取得でき|適合"
)
MAY_STAND = ("多要素認証", "認証ログ")
# A polite sentence, or in the list of evidence the name of a thing.
POLITE = re.compile(r"(ます|ません|です|でした|ました|ましょう)\Z")

NUMBER = re.compile(r"\d+(?:\.\d+)?")
COUNTED = re.compile(
    "[一二三四五六七八九十百]+(?:日|週間|か月|年|時間|分|文字|台以上|人以上|回以上)"
)
REFERENCE = re.compile(r"\d-\d-\d(?:-\d)?")
YEARLY = re.compile("年に一度|毎年|年一回")


def texts(part):
    """Give the texts of one part by criterion."""
    found = {criterion: getattr(help_, part) for criterion, help_ in HELPS.items()}
    return {criterion: text for criterion, text in found.items() if text}


def whole(help_):
    """Give a help as it is read from top to bottom."""
    return "\n".join(filter(None, (getattr(help_, part) for part in PARTS)))


def sentences(text):
    """Give the sentences of a text; what stands in 「」 is a part of its sentence."""
    return [sentence for sentence in re.split("。", re.sub("「[^」]*」", "「」", text)) if sentence]


def unexplained(text):
    """Give the words whose first use has no plain word beside it."""
    plain = KNOWN.sub("", text)
    first = {found[0]: found for found in reversed(list(JARGON.finditer(plain)))}
    return {word for word, found in first.items() if not _is_explained(plain, found)}


def _is_explained(text, found):
    before = text[: found.start()]
    return before.count("（") > before.count("）") or text[found.end() :].startswith("（")


def smuggled(text, criterion):
    """Give the numbers of a text that the criterion's own data does not carry."""
    made = CRITERIA[criterion]
    data = f"{made['label_ja']} {made['summary_en']} {made.get('params', '')}"
    bare = REFERENCE.sub("", unicodedata.normalize("NFKC", text))
    return set(NUMBER.findall(bare)) - set(NUMBER.findall(data)) | set(COUNTED.findall(bare))


def titles(text):
    """Give the words that promise or that sound like a title."""
    for name in MAY_STAND:
        text = text.replace(name, "")
    return FORBIDDEN.findall(text)


def likeness(one, other):
    """Give the share of letter pairs that two texts have in common."""
    return len(one & other) / len(one | other)


def pairs(text):
    """Give the letter pairs of a text."""
    return {text[at : at + 2] for at in range(len(text) - 1)}


def broken(rule):
    """Give what a rule finds in each help, where it finds anything."""
    found = {criterion: rule(whole(help_)) for criterion, help_ in HELPS.items()}
    return {criterion: faults for criterion, faults in found.items() if faults}


def test_every_criterion_is_explained():
    """The helps are those of the 153 criteria, in their order, each in the file of its category."""
    assert list(HELPS) == list(CRITERIA)
    assert len(HELPS) == 153
    for file in (FOLDER / "scs-2026-03-27").iterdir():
        lines = file.read_text(encoding="utf-8").splitlines()
        assert {line[0] for line in lines if REFERENCE.match(line)} == {file.name[0]}


def test_an_edition_without_helps_has_none():
    """No folder, no help; and nothing outside the folder is ever read."""
    assert dict(helps("otasuke/2.0")) == {}
    assert dict(helps("..")) == {}
    assert helps(EDITION) is helps(EDITION)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_short(part):
    """A part has something to say, stays short and is made of short sentences."""
    for criterion, text in texts(part).items():
        assert LEAST_LETTERS <= len(text) <= PART_LETTERS, criterion
        assert text.endswith("。"), criterion
        assert [one for one in sentences(text) if len(one) > SENTENCE_LETTERS] == [], criterion


@pytest.mark.parametrize("part", ["what", "example", "tip"])
def test_every_sentence_is_polite(part):
    """People are spoken to; only the evidence is a list of things."""
    found = {
        c: [s for s in sentences(text) if not POLITE.search(s)] for c, text in texts(part).items()
    }
    assert {criterion: rude for criterion, rude in found.items() if rude} == {}
    assert not any(POLITE.search(s) for text in texts("evidence").values() for s in sentences(text))


@pytest.mark.parametrize("part", PARTS)
def test_no_two_texts_are_alike(part):
    """Neighbours say what differs."""
    made = {criterion: pairs(text) for criterion, text in texts(part).items()}
    near = {
        (a, b): round(likeness(made[a], made[b]), 2)
        for a, b in combinations(made, 2)
        if likeness(made[a], made[b]) > SIMILAR[part]
    }
    assert near == {}


def test_no_sentence_is_said_twice():
    """No sentence stands in two helps: there is no boilerplate."""
    said = Counter(
        s for help_ in HELPS.values() for s in whole(help_).replace("\n", "").split("。")
    )
    assert {s: times for s, times in said.items() if s and times > 1} == {}


def test_hard_words_are_explained():
    """A plain word comes first, the term in brackets after it."""
    assert broken(unexplained) == {}


def test_nothing_is_promised():
    """No official-sounding title, no promise and no price."""
    assert broken(titles) == {}


def test_numbers_are_those_of_the_criterion():
    """No threshold is invented, and those of the data are told."""
    found = {c: smuggled(whole(help_), c) for c, help_ in HELPS.items()}
    assert {criterion: numbers for criterion, numbers in found.items() if numbers} == {}
    for criterion, made in CRITERIA.items():
        given = {str(n) for n in made.get("params", {}).values() if not isinstance(n, str)}
        assert given <= set(NUMBER.findall(HELPS[criterion].what)), criterion


def test_how_often_is_that_of_the_criterion():
    """「年に一度」 and 「毎月」 stand where the data says so and nowhere else."""
    for criterion, help_ in HELPS.items():
        often = CRITERIA[criterion].get("frequency", "")
        yearly, monthly = bool(YEARLY.search(whole(help_))), "毎月" in whole(help_)
        assert (yearly, monthly) == ("annual" in often, often == "monthly"), criterion
        assert ("年に一度" in help_.what, "毎月" in help_.what) == (yearly, monthly), criterion


def test_only_a_conditional_criterion_may_be_left_out():
    """「対象外」 is an answer to a conditional criterion alone."""
    told = {criterion for criterion, help_ in HELPS.items() if "対象外" in whole(help_)}
    assert told
    assert told <= {criterion for criterion, made in CRITERIA.items() if "conditional" in made}


def test_references_lead_somewhere():
    """A criterion or an item that is named exists and is not the one being explained."""
    known = {item["id"] for item in ITEMS} | set(CRITERIA)
    for criterion, help_ in HELPS.items():
        named = set(REFERENCE.findall(whole(help_)))
        assert named <= known - {criterion}, criterion


def test_letters_are_plain():
    """Text is NFC, without half-width brackets, wide digits, blanks or a line inside."""
    odd = re.compile(r"[()!?,:;０-９Ａ-Ｚａ-ｚ\s]")
    for criterion, help_ in HELPS.items():
        text = whole(help_)
        assert unicodedata.is_normalized("NFC", text), criterion
        assert odd.findall(text.replace("\n", "")) == [], criterion
        assert text.count("（") == text.count("）"), criterion
        assert text.count("「") == text.count("」"), criterion


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("サーバを置きます。", "サーバ"),
        ("MFAを付けます。", "MFA"),
        ("サーバを、みんなの親機（サーバ）と呼びます。", "サーバ"),
    ],
)
def test_a_planted_hard_word_is_found(text, word):
    """A bare word is found, also one explained too late; a term in brackets is fine."""
    assert unexplained(text) == {word}
    assert unexplained(f"やさしい言葉（{word}）にします。{text}") == set()


def test_a_planted_number_is_found():
    """A number of another criterion and a counted kanji are found; the own number is not."""
    assert smuggled("１４日以内に入れます。", "4-4-4-2") == set()
    assert smuggled("14日以内に入れます。", "4-4-4-1") == {"14"}
    assert smuggled("三年ごとに見ます（4-4-4-2）。", "4-4-4-1") == {"三年"}


@pytest.mark.parametrize("text", ["★を取得できます。", "認証を付けます。", "無料です。"])
def test_a_planted_promise_is_found(text):
    """A promise, a bare title and a price are found; an official name is not."""
    assert titles(text)
    assert titles("もう一つの確認（多要素認証）を付けます。") == []


GOOD = "1-1-1-1:\n  what: 決めます。\n  example: 書きます。\n  evidence: 紙。\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD + "  hint: 見ます。\n", "知らない項目"),
        (GOOD + "  tip:\n", "文ではありません"),
        (GOOD + "  tip: 12\n", "文ではありません"),
        (GOOD.replace("  evidence: 紙。\n", ""), "「証拠になるもの」（evidence）がありません"),
        ("1-1-1-1: 決めます。\n", "説明の項目がありません"),
        ("- 1-1-1-1\n", "基準の番号ごとの説明ではありません"),
        (GOOD + GOOD, "同じ項目が二度"),
    ],
)
def test_a_bad_file_is_refused(tmp_path, text, told):
    """An unknown, empty or missing part is named with its place; a whole one is read."""
    file = tmp_path / "1-governance.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert read(tmp_path) == {"1-1-1-1": Help("決めます。", "書きます。", "紙。")}
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=told):
        read(tmp_path)


def test_a_criterion_in_two_files_is_refused(tmp_path):
    """A criterion is explained once."""
    for name in ("1-governance.yaml", "2-partners.yaml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(BadInput, match="ほかのファイルにも"):
        read(tmp_path)
