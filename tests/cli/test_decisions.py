"""``--decisions``: what people decided settles exactly what they decided on."""

import pytest

OPEN = "person-OTK-02-4-ndr"

RULING = """\
format: otasuke-decisions/1
rulings:
  - clause: OTK-02-4
    verdict: conforms
    reason: 機能説明資料 4 ページで、社内の通信の全体を監視することを確かめた。
    by: [高橋 誠]
    on: 2026-11-20
    as_judged: true
"""
CONFIRMATION = """\
format: otasuke-decisions/1
confirmations:
  - edition: otasuke/2.0
    clause: OTK-05-1
    official_number: 5(1)
    document: サイバーセキュリティお助け隊サービス基準 2.0版
    page: 6 ページ
    by: [高橋 誠, 木村 由紀]
    on: 2026-11-20
"""


@pytest.fixture
def decided(check, example, tmp_path):
    """Check an example with a decisions document."""

    def decide(text, name=OPEN, *words, suffix=".yaml"):
        file = tmp_path / f"decisions{suffix}"
        file.write_text(text, "utf-8")
        return check(example(name), "--decisions", file, *words)

    return decide


def digests(said, clause="OTK-02-4"):
    found = next(f for f in said.json["judged"]["findings"] if f["clause"] == clause)
    return found["text_digest"], found["facts_digest"]


def verdict(said, clause="OTK-02-4"):
    found = next(f for f in said.json["judged"]["findings"] if f["clause"] == clause)
    return found["verdict"]


def explicit(text_digest, facts_digest):
    named = f"text_digest: {text_digest}\n    facts_digest: {facts_digest}"
    return RULING.replace("as_judged: true", named)


def refused(said, *texts):
    assert said.code == 2, said
    assert said.out == ""
    for text in texts:
        assert text in said.err


def test_a_ruling_turns_an_open_clause_into_a_conforming_one(decided):
    said = decided(RULING)
    assert said.code == 3  # others are open
    assert "● OTK-02-4 " not in said.out
    assert "○ OTK-02-4 " in said.out
    assert "高橋 誠（2026-11-20）: 機能説明資料" in said.out


def test_the_record_names_the_ruling_and_keeps_the_machine_answer(decided):
    said = decided(RULING, OPEN, "--format", "json")
    found = next(f for f in said.json["judged"]["findings"] if f["clause"] == "OTK-02-4")
    assert found["verdict"] == "conforms"
    assert found["machine"] == {"verdict": "needs_person", "reason": "judgement"}
    assert found["ruling"]["by"] == ["高橋 誠"]
    assert said.err == ""


def test_a_ruling_can_say_no_and_is_told_with_its_reason(decided):
    said = decided(RULING.replace("verdict: conforms", "verdict: fails"))
    assert said.code == 1
    assert "高橋 誠（2026-11-20）: 機能説明資料" in said.out


def test_a_ruling_for_named_digests_holds_for_these(check, example, decided):
    found = digests(check(example(OPEN), "--format", "json"))
    assert verdict(decided(explicit(*found), OPEN, "--format", "json")) == "conforms"


@pytest.mark.parametrize("which", [0, 1])
def test_a_ruling_on_other_facts_or_another_text_does_not_hold(check, example, decided, which):
    found = list(digests(check(example(OPEN), "--format", "json")))
    found[which] = "a" * 64
    said = decided(explicit(*found))
    assert said.code == 3
    assert "結果: 要確認" in said.out
    assert "rulings[0]: OTK-02-4 の確認は、今と違う条文または申告に対するもの" in said.out


def test_a_ruling_does_not_survive_a_change_of_its_facts(check, example, decided, tmp_path):
    text = explicit(*digests(check(example(OPEN), "--format", "json")))
    file = tmp_path / "changed.yaml"
    file.write_text(example(OPEN).read_text("utf-8").replace("[NDR]", "[NDR, WAF]"), "utf-8")
    (tmp_path / "old.yaml").write_text(text, "utf-8")
    assert check(file, "--decisions", tmp_path / "old.yaml").code == 3


def test_a_decision_of_a_later_day_does_not_count_yet(decided):
    said = decided(RULING.replace("2026-11-20", "2026-11-26"))
    assert said.code == 3
    assert "判定日より後の日付" in said.out


def test_the_formal_run_agrees_beside_decisions(decided):
    said = decided(RULING, OPEN, "--formal")
    assert said.code == 3
    assert "正式実行と一致" in said.out


def test_a_ruling_on_what_is_not_open_is_refused(decided):
    refused(
        decided(RULING.replace("OTK-02-4", "OTK-05-1")),
        "rulings[0].clause（3 行目）",
        "OTK-05-1 は適合で、この確認では決められません",
        "消してください",
    )


def test_a_ruling_on_a_missing_fact_is_refused(decided):
    text = RULING.replace("OTK-02-4", "OTK-05-1")
    refused(decided(text, "person-OTK-05-1-no-prices"), "申告がありません", "決められません")


def test_one_examiner_cannot_overrule_a_machine_no_two_can_where_it_is_guidance(decided):
    text = RULING.replace("OTK-02-4", "OTK-03-1")
    name = "fail-OTK-03-1-remote-only"
    refused(decided(text, name), "OTK-03-1 は不適合で", "二人の名前が要ります")
    both = text.replace("[高橋 誠]", "[高橋 誠, 木村 由紀]")
    assert verdict(decided(both, name, "--format", "json"), "OTK-03-1") == "conforms"


def test_nobody_can_overrule_a_cap(decided):
    text = RULING.replace("OTK-02-4", "OTK-05-1").replace("[高橋 誠]", "[高橋 誠, 木村 由紀]")
    refused(decided(text, "fail-OTK-05-1-10001"), "OTK-05-1 は不適合で", "消してください")


def test_a_ruling_on_a_clause_of_another_tier_is_told_and_not_used(decided):
    said = decided(RULING.replace("OTK-02-4", "OTK-05-1"), "person-OTK-02-4-class2-ndr")
    assert said.code == 3
    assert "今回の区分に当てはまらない" in said.out


@pytest.mark.parametrize("text", [RULING, CONFIRMATION])
def test_an_unknown_clause_is_refused(decided, text):
    unknown = text.replace("OTK-02-4", "OTK-99-9").replace("OTK-05-1", "OTK-99-9")
    refused(decided(unknown), "[0].clause", "「OTK-99-9」という条項は otasuke/2.0 にありません")


def test_an_unknown_edition_is_refused(decided):
    text = CONFIRMATION.replace("otasuke/2.0", "otasuke/9")
    refused(decided(text), "confirmations[0].edition（3 行目）", "「otasuke/9」という版")


def test_a_confirmation_is_recorded(decided):
    said = decided(CONFIRMATION, "pass-OTK-05-1-10000", "--format", "json")
    found = {f["clause"]: f["confirmed"] for f in said.json["judged"]["findings"]}
    assert found["OTK-05-1"] is True
    assert found["OTK-02-1"] is False


def test_a_confirmation_of_another_text_is_told_and_not_used(decided):
    text = f"{CONFIRMATION}    text_digest: {'a' * 64}\n"
    said = decided(text, "pass-OTK-05-1-10000")
    assert "OTK-05-1 の原文照合は、今と違う条文" in said.out


@pytest.mark.parametrize(
    ("old", "new", "texts"),
    [
        ("verdict: conforms", "verdict: needs_person", ("rulings[0].verdict", "conforms、fails")),
        ("    as_judged: true\n", "", ("rulings[0]", "text_digest と facts_digest の両方か")),
        ("as_judged: true", "as_judged: false", ("text_digest と facts_digest の両方か",)),
        (
            "as_judged: true",
            f"as_judged: true\n    text_digest: {'a' * 64}",
            ("rulings[0].as_judged", "一緒には書けません"),
        ),
        ("as_judged: true", f"text_digest: {'a' * 64}", ("の両方か",)),
        ("by: [高橋 誠]", "by: []", ("rulings[0].by", "0 個")),
        ("by: [高橋 誠]", "by: 高橋 誠", ("rulings[0].by", "並び")),
        ("on: 2026-11-20", "on: 11/20", ("rulings[0].on", "日付ではありません")),
        ("    reason: ", "    resaon: ", ("rulings[0].resaon", "「reason」の書き間違い")),
        ("otasuke-decisions/1", "otasuke-manifest/1", ("format", "otasuke-decisions/1")),
        ("rulings:", "rulings: &a", ("rulings", "別名")),
    ],
)
def test_a_badly_written_ruling_is_refused_with_its_place(decided, old, new, texts):
    assert old in RULING
    refused(decided(RULING.replace(old, new)), *texts)


@pytest.mark.parametrize("by", ["[高橋 誠]", "[高橋 誠, 高橋 誠]"])
def test_a_confirmation_needs_two_different_people(decided, by):
    text = CONFIRMATION.replace("[高橋 誠, 木村 由紀]", by)
    refused(decided(text), "confirmations[0].by", "別々の二人")


def test_nothing_is_decided_twice(decided):
    refused(decided(RULING + RULING.split("rulings:\n")[1]), "rulings[1].clause", "二度あります")


@pytest.mark.parametrize("text", ["", "[]", "words", "{"])
def test_what_is_no_decisions_document_is_refused(decided, text):
    refused(decided(text))
    refused(decided(text, suffix=".json"))
