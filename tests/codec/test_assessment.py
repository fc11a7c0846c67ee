"""The assessment document is read strictly, and written as it is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from marketplace.codec.assessment import (
    dump_assessment,
    load_assessment,
    read_assessment,
)
from marketplace.domain.assessment import (
    Answer,
    Assessment,
    Left,
    Profile,
    Reply,
    Scope,
    Site,
)
from marketplace.domain.errors import BadInput
from marketplace.domain.practice import (
    Boundary,
    CharacterKind,
    Factor,
    Lock,
    LockWay,
    MultiFactor,
    PasswordRule,
    Patching,
    Practice,
)
from marketplace.domain.tier import Star

WHOLE: dict[str, Any] = {
    "format": "otasuke-assessment/1",
    "edition": "scs/2026-03-27",
    "star": "star4",
    "scope": {
        "unit": "全社",
        "sites": [{"name": "本社", "prefecture": "27"}],
        "networks": ["事務所"],
        "clouds": ["会計"],
        "left_out": [{"what": "加工機の PC", "reason": "つながっていない"}],
    },
    "profile": {"industry": "金属加工", "staff": 30, "pcs": 25, "remote_work": False},
    "facts": {
        "mfa": {"factors": ["知識", "所持"], "password_length": 8},
        "lock": {"way": "ロック", "attempts": 10},
        "password": {"protected": False, "length": 10, "kinds": ["英大文字"]},
        "patch": {"days": 14, "score_from": "7.0", "undisclosed": True, "other_measure": False},
        "boundary": {"worst_score": "0.0"},
    },
    "replies": [
        {"criterion": "1-1-1-1", "answer": "met", "wholesale": True},
        {"criterion": "3-1-5-1", "answer": "not_applicable", "reason": "在宅勤務がない"},
        {
            "criterion": "4-1-3-3",
            "answer": "partly",
            "note": "一部の利用者だけ",
            "evidence": "設定画面の写し",
            "owner": "総務",
            "due": "2027-01-31",
            "checked_on": "2026-11-25",
        },
    ],
    "finished_on": "2026-11-30",
}
VALUE = Assessment(
    edition="scs/2026-03-27",
    star=Star.FOUR,
    scope=Scope(
        "全社",
        (Site("本社", "27"),),
        ("事務所",),
        ("会計",),
        (Left("加工機の PC", "つながっていない"),),
    ),
    profile=Profile(industry="金属加工", staff=30, pcs=25, remote_work=False),
    facts=Practice(
        mfa=MultiFactor((Factor.KNOWLEDGE, Factor.POSSESSION), 8),
        lock=Lock(LockWay.LOCK, 10),
        password=PasswordRule(protected=False, length=10, kinds=(CharacterKind.UPPER,)),
        patch=Patching(14, 70, undisclosed=True, other_measure=False),
        boundary=Boundary(0),
    ),
    replies={
        "1-1-1-1": Reply(Answer.MET, wholesale=True),
        "3-1-5-1": Reply(Answer.NOT_APPLICABLE, reason="在宅勤務がない"),
        "4-1-3-3": Reply(
            Answer.PARTLY,
            note="一部の利用者だけ",
            evidence="設定画面の写し",
            owner="総務",
            due=date(2027, 1, 31),
            checked_on=date(2026, 11, 25),
        ),
    },
    finished_on=date(2026, 11, 30),
)


def test_a_document_is_the_value_it_says() -> None:
    """Read and written, from plain values and from JSON bytes."""
    assert load_assessment(WHOLE) == VALUE
    assert dump_assessment(VALUE) == WHOLE
    raw = json.dumps(WHOLE, ensure_ascii=False).encode()
    assert read_assessment(raw, "shindan.json") == VALUE


def test_the_least_document_answers_nothing() -> None:
    """And an open reply is kept."""
    least = {key: WHOLE[key] for key in ("format", "edition", "star")}
    found = load_assessment(least)
    assert (found, dump_assessment(found)) == (
        Assessment("scs/2026-03-27", Star.FOUR),
        least,
    )
    replies = [{"criterion": "1-1-1-1", "answer": "open", "owner": "総務"}]
    assert dump_assessment(load_assessment(least | {"replies": replies}))["replies"] == replies


@pytest.mark.parametrize("written", ["7.0", '"7.0"'])
def test_a_score_is_exact_however_it_is_written(written: str) -> None:
    """Without quotes too; never a float."""
    text = "format: otasuke-assessment/1\nedition: scs/2026-03-27\nstar: star3\n"
    text += f"facts: {{patch: {{score_from: {written}}}}}\n"
    assert read_assessment(text.encode()).facts.patch.score_from == 70


def _put(**parts: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda whole: whole | parts


def _fact(part: str, **values: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return _put(facts={part: values})


def _reply(**values: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return _put(replies=[{"criterion": "4-1-3-3", "answer": "met"} | values])


@pytest.mark.parametrize(
    ("change", "place", "word"),
    [
        (_put(format="otasuke-manifest/1"), "format", "次のどれか"),
        (_put(star="class1"), "star", "star3"),
        (_put(edition="../x"), "edition", "版"),
        (_put(score=1), "score", "ありません"),
        (_put(profile={"remote_work": "いいえ"}), "profile.remote_work", "true か false"),
        (_put(profile={"staff": None}), "profile.staff", "空"),
        (_put(scope={"sites": [{"prefecture": "27"}]}), "scope.sites[0].name", "必ず書く"),
        (_put(scope={"left_out": [{"what": "工場"}]}), "scope.left_out[0].reason", "必ず書く"),
        (_fact("mfa", factors=["指紋"]), "facts.mfa.factors[0]", "生体"),
        (_fact("mfa", factors=["知識", "知識"]), "facts.mfa.factors", "二度"),
        (_fact("mfa", password_length="8"), "facts.mfa.password_length", "整数"),
        (_fact("lock", attempts=0), "facts.lock.attempts", "範囲の外"),
        (_fact("patch", score_from="7"), "facts.patch.score_from", "7.0 の形"),
        (_fact("patch", score_from="10.1"), "facts.patch.score_from", "7.0 の形"),
        (_fact("patch", score_from=7), "facts.patch.score_from", "7.0 の形"),
        (_fact("patch", days=True), "facts.patch.days", "整数"),
        (_reply(criterion="4-1-3"), "replies[0].criterion", "評価基準の番号"),
        (_reply(answer="half"), "replies[0].answer", "partly"),
        (_reply(answer="not_applicable"), "replies[0].reason", "理由"),
        (_reply(reason="念のため"), "replies[0].reason", "対象外"),
        (_reply(answer="partly", wholesale=True), "replies[0].wholesale", "まとめて回答"),
        (_reply(due="2027-02-30"), "replies[0].due", "日付"),
        (
            _put(replies=[{"criterion": "4-1-3-3", "answer": "met"}] * 2),
            "replies[1].criterion",
            "二度",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(
    change: Callable[[dict[str, Any]], dict[str, Any]], place: str, word: str
) -> None:
    """In Japanese, one fault each."""
    with pytest.raises(BadInput) as caught:
        load_assessment(change(WHOLE))
    assert [fault.place for fault in caught.value.faults] == [place]
    assert word in str(caught.value)


def test_a_line_is_named() -> None:
    """So that the fault is found in the file."""
    text = "format: otasuke-assessment/1\nedition: scs/2026-03-27\nstar: star3\n"
    with pytest.raises(BadInput) as caught:
        read_assessment(f"{text}facts:\n  lock:\n    way: ない\n".encode())
    assert caught.value.faults[0].line == 6
