"""``otasuke check``: what it judges by default, what it says, and its exit status."""

import json
from datetime import UTC, date, datetime

import pytest

from conformance.record import read_record
from marketplace.cli import inputs
from marketplace.codec.dossier import dump_dossier, read_dossier
from marketplace.domain.canonical import canonical

RESULTS = {0: "適合", 1: "不適合", 3: "要確認"}


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        ("pass-OTK-05-1-10000", ["--machine"], 0),
        ("fail-OTK-05-1-10001", [], 1),
        ("person-OTK-02-4-ndr", [], 3),
        ("person-OTK-05-1-no-prices", ["--machine"], 3),
    ],
)
def test_the_exit_status_is_the_result(check, name, words, code, *, example):
    said = check(example(name), *words)
    assert said.code == code
    assert f"結果: {RESULTS[code]}\n" in said.out
    assert said.err == ""


def test_one_yen_too_much_is_named_with_its_clause_and_the_cap(check, example):
    said = check(example("fail-OTK-05-1-10001"))
    assert said.code == 1
    for text in ("● OTK-05-1 ", "見た値: 月額 10,001 円", "10,000 円以下", "直し方: "):
        assert text in said.out


def test_only_open_clauses_are_told_and_all_are_counted(check, example):
    said = check(example("fail-OTK-05-1-10001"), "--machine")
    assert said.out.count("●") == 1
    counts = next(line for line in said.out.splitlines() if "条項: " in line)
    assert "不適合 1・" in counts
    for verdict in ("適合", "要確認", "対象外", "障害"):
        assert verdict in counts


def test_the_heading_names_offering_tier_edition_and_day(check, example):
    said = check(example("pass-OTK-05-1-10000"))
    for text in ("みはりUTM", "mihari-tsushin/mihari-utm", "1類", "otasuke/2.0", "2026-11-25"):
        assert text in said.out


def test_without_a_date_it_is_today_in_japan(run, monkeypatch, example):
    monkeypatch.setattr("marketplace.cli.check.command.today", lambda: date(2027, 1, 2))
    assert "判定日: 2027-01-02" in run("check", example("pass-OTK-05-1-10000")).out


def test_today_is_the_day_in_japan(monkeypatch):

    class Late(datetime):
        @classmethod
        def now(cls, _zone=None):
            return datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

    monkeypatch.setattr(inputs, "datetime", Late)
    assert inputs.today() == date(2026, 11, 25)


def test_every_declared_tier_is_judged_and_the_worst_counts(check, two_tiers):
    said = check(two_tiers("class2"), "--machine")
    assert said.code == 3
    first, second = said.out.split("区分: ")[1:]
    assert (first[:2], "結果: 適合" in first) == ("1類", True)
    assert (second[:2], "結果: 要確認" in second) == ("2類", True)


def test_one_tier_can_be_chosen_by_tag_and_by_name(check, two_tiers):
    file = two_tiers("class2")
    for word in ("class2", "2類"):
        said = check(file, "--tier", word)
        assert "区分: 2類" in said.out
        assert "区分: 1類" not in said.out


BEFORE_ANY = ("--as-of", "2026-11-22")
"""The day before the new classes were drafted."""


def test_a_tier_without_an_edition_beside_a_judged_one_needs_a_person(run, two_tiers):
    said = run("check", two_tiers("SCstar3plus"), "--machine", *BEFORE_ANY)
    assert said.code == 3
    assert "SC★3+: 判定していません。" in said.out
    assert "結果: 適合" in said.out


def test_only_tiers_without_an_edition_are_bad_input(run, two_tiers):
    said = run("check", two_tiers("SCstar4"), "--tier", "SC★4", *BEFORE_ANY)
    assert (said.code, said.out) == (2, "")
    assert "SC★4を判定する版が、2026-11-22 には施行されていません。案もありません。" in said.err


def test_a_class_without_an_edition_in_force_is_judged_by_the_draft_and_says_so(check, example):
    said = check(example("fail-SC-PRICE-2.network-10001"))
    assert said.code == 1
    for text in ("区分: SC★3\n", "otasuke-sc/draft 第1訳（案）", "判定: 不適合（参考）"):
        assert text in said.out
    assert "結果: 不適合（参考）\n参考: 公式の文がまだなく" in said.out


def test_a_class_that_is_judged_by_an_edition_in_force_is_no_reference(check, example):
    assert "参考" not in check(example("fail-OTK-05-1-10001")).out


@pytest.mark.parametrize("tier", ["SCstar3", "SCstar3plus", "SCstar4", "SCstar4plus"])
def test_the_draft_runs_formally_alike(check, example, tier):
    said = check(example(f"pass-SC-MON-1-whole-{tier[2:]}"), "--tier", tier, "--formal")
    assert said.code == 3
    assert "正式実行と一致" in said.out
    assert "障害 0" in said.out


def test_no_edition_was_in_force_before_the_first(run, example):
    said = run("check", example("pass-OTK-05-1-10000"), "--as-of", "2024-03-14")
    assert said.code == 2
    assert "1類を判定する版が、2024-03-14 には施行されていません。" in said.err
    first = run("check", example("pass-OTK-05-1-10000"), "--as-of", "2024-03-15")
    assert "判定日: 2024-03-15" in first.out


def test_a_named_edition_judges_on_any_day_and_says_what_it_is(run, example):
    words = ("--edition", "otasuke/2.0", "--as-of", "2024-01-01")
    said = run("check", example("fail-OTK-05-1-10001"), *words)
    assert said.code == 1
    assert "otasuke/2.0 第1訳（この日にはまだありません）" in said.out


def test_the_machine_alone_counts_a_judgement_as_done_and_says_so_first(check, example):
    said = check(example("person-OTK-02-4-ndr"), "--machine")
    assert said.code == 0
    assert said.out.splitlines()[0].startswith("機械の判定だけです")


@pytest.mark.parametrize(
    ("name", "code"),
    [("person-OTK-05-1-no-prices", 3), ("person-OTK-02-4-evidence-weak", 3)],
)
def test_the_machine_alone_still_misses_facts_and_evidence(check, name, code, example):
    assert check(example(name), "--machine").code == code


def test_the_machine_alone_still_fails(check, example):
    assert check(example("fail-OTK-05-1-10001"), "--machine").code == 1


def test_json_is_the_record_and_nothing_else(check, two_tiers, example):

    said = check(example("person-OTK-02-4-ndr"), "--format", "json", "--machine")
    record = read_record(said.out.encode())
    assert record["judged"]["tier"] == "class1"
    assert record["circumstances"] == {"counted": "machine_only"}
    assert said.out.encode() == canonical(record) + b"\n"
    assert said.err.startswith("機械の判定だけです")


def test_json_of_several_tiers_is_a_list(check, two_tiers):
    said = check(two_tiers("class2"), "--format", "json")
    assert [one["judged"]["tier"] for one in said.json] == ["class1", "class2"]


def test_json_of_a_tier_that_was_not_judged_stays_a_list(run, two_tiers):
    said = run("check", two_tiers("SCstar3"), "--format", "json", *BEFORE_ANY)
    assert said.code == 3
    assert [one["judged"]["tier"] for one in said.json] == ["class1"]
    assert "SC★3: 判定していません。" in said.err


def test_two_runs_give_the_same_bytes(check, example):
    first, second = (check(example("person-OTK-02-4-ndr"), "--format", "json") for _ in "ab")
    assert first.out == second.out


def test_yaml_and_json_of_the_same_values_are_the_same_dossier(check, tmp_path, example):

    raw = example("fail-OTK-05-1-10001").read_bytes()
    file = tmp_path / "same.json"
    file.write_text(json.dumps(dump_dossier(read_dossier(raw)), ensure_ascii=False), "utf-8")
    form = ("--format", "json")
    assert check(file, *form).out == check(example("fail-OTK-05-1-10001"), *form).out


def test_standard_input_is_read(check, example):
    said = check("-", stdin=example("fail-OTK-05-1-10001").read_bytes())
    assert said.code == 1
