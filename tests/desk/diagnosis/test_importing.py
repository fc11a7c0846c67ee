"""Answers from a file: first what would change, then all of it or nothing."""

import json
from dataclasses import replace
from datetime import date

import pytest

from marketplace.codec.answers import write_table
from marketplace.codec.assessment import dump_assessment
from marketplace.desk.diagnosis.importing import (
    Change,
    ImportAnswers,
    import_answers,
    preview,
)
from marketplace.desk.diagnosis.profiling import StateProfile, state_profile
from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.desk.diagnosis.starting import FinishDiagnosis, finish_diagnosis
from marketplace.desk.diagnosis.viewing import diagnosis
from marketplace.domain.assessment import Answer, Profile, Reply, Safeguard, SafeguardKind
from marketplace.domain.errors import BadInput, Conflict, Missing, Refused
from marketplace.domain.tier import Star

ONE, OTHER, CASE = "1-3-1-1", "4-1-3-1", "2-1-2-1"
MET, UNMET = Reply(Answer.MET), Reply(Answer.UNMET)


@pytest.fixture(name="made")
def _made(town):
    return town.diagnosed()


def looks(town, made, raw, name="a.csv", *, actor=None):
    return town.see(preview, actor or town.company, made.ref, raw=raw, name=name)


def table(*rows, heads=("評価基準", "答え")):
    text = "\r\n".join(",".join(row) for row in (heads, *rows))
    return f"{text}\r\n".encode()


def gives(town, made, number, given, *, seen=0, actor=None):
    order = GiveReply(town.token(), made.ref, (ReplyTo(number, given, seen),))
    return town.do(reply, actor or town.company, order)


def order_of(found):
    moved = (*found.of(Change.ADDED), *found.of(Change.CHANGED))
    told = tuple(ReplyTo(one.criterion, one.after, one.seen) for one in moved)
    return ImportAnswers("import", found.kept.ref, found.kept.version, told, **found.parts)


def kept(town, made):
    return town.see(diagnosis, town.company, made.ref).kept.assessment


def test_each_line_says_what_it_would_do(town, made):
    gives(town, made, ONE, replace(MET, note="前のメモ"))
    gives(town, made, OTHER, MET)
    raw = table((ONE, "一部"), (OTHER, "達成"), ("1-2-1-1", "未達成"), ("9-9-9-9", "達成"))
    found = looks(town, made, raw)
    assert [(one.criterion, one.change) for one in found.lines] == [
        (ONE, Change.CHANGED),
        (OTHER, Change.SAME),
        ("1-2-1-1", Change.ADDED),
    ]
    changed = found.of(Change.CHANGED)[0]
    assert (changed.before.note, changed.after) == (
        "前のメモ",
        Reply(Answer.PARTLY, note="前のメモ"),
    )
    (refused,) = found.unusable
    assert (refused.line, refused.criterion, refused.error.code) == (5, "9-9-9-9", "criterion")
    assert town.counts()["assessment_reply"] == 2


def test_what_was_shown_is_kept_once_and_as_a_whole(town, made):
    found = looks(town, made, table((ONE, "達成"), (OTHER, "未達成")))
    order = order_of(found)
    town.do(import_answers, town.company, order)
    town.do(import_answers, town.company, order)
    assert kept(town, made).replies == {ONE: MET, OTHER: UNMET}
    assert town.counts()["assessment_reply"] == 2
    again = looks(town, made, table((ONE, "達成"), (OTHER, "未達成")))
    assert not again.changes_something


def test_one_that_cannot_be_stops_all(town, made):
    bad = Reply(Answer.NOT_APPLICABLE, reason="ない")
    told = (ReplyTo(ONE, MET, 0), ReplyTo(OTHER, bad, 0))
    order = ImportAnswers("i", made.ref, 0, told, profile=Profile(staff=1))
    assert town.refuses(Refused, import_answers, town.company, order)[0] == "never_not_applicable"


def test_a_whole_document_fills_another_diagnosis(town, made):
    """Written by one, read by another: the same assessment."""
    profile = Profile(
        staff=30,
        sharing=True,
        safeguards=(Safeguard("保守", SafeguardKind.DEVICE, (OTHER,), 9_800, date(2027, 3, 31)),),
    )
    town.do(state_profile, town.company, StateProfile("p", made.ref, 0, profile=profile))
    gives(town, made, ONE, replace(MET, note="=SUM(A1)", owner="田中", due=date(2027, 1, 31)))
    gives(town, made, OTHER, UNMET)
    source = kept(town, made)
    raw = json.dumps(dump_assessment(source), ensure_ascii=False).encode()
    empty = town.diagnosed()
    found = looks(town, empty, raw, "a.json")
    assert set(found.parts) == {"profile"}
    town.do(import_answers, town.company, order_of(found))
    assert kept(town, empty) == source
    assert not looks(town, empty, raw, "a.json").changes_something


def test_a_table_keeps_the_mark_of_the_short_form(town, made):
    row = {"評価基準": ONE, "答え": "達成", "まとめて回答": "はい"}
    found = looks(town, made, write_table([row]).encode())
    town.do(import_answers, town.company, order_of(found))
    assert kept(town, made).reply(ONE) == replace(MET, wholesale=True)


def test_a_colleagues_newer_answer_is_shown_beside_the_files(town, made):
    colleague = town.newcomer("同僚", town.company.org)
    gives(town, made, ONE, MET)
    gives(town, made, OTHER, MET)
    gives(town, made, ONE, UNMET, seen=1, actor=colleague)
    gives(town, made, OTHER, UNMET, seen=1, actor=colleague)
    heads = ("評価基準", "答え", "回答の版")
    found = looks(town, made, table((ONE, "一部", "1"), (OTHER, "達成", "1"), heads=heads))
    (clash,), (left,) = found.of(Change.CLASH), found.of(Change.LEFT)
    assert (clash.before, clash.after.answer, clash.by, clash.seen) == (
        UNMET,
        Answer.PARTLY,
        "同僚",
        2,
    )
    assert left.criterion == OTHER
    assert order_of(found).replies == ()


def test_who_answers_between_the_look_and_the_act_is_not_overwritten(town, made):
    """Nothing of the file is written, and the profile is not either."""
    colleague = town.newcomer("同僚", town.company.org)
    found = looks(town, made, table((ONE, "達成"), (OTHER, "達成")))
    gives(town, made, ONE, UNMET, actor=colleague)
    order = replace(order_of(found), profile=Profile(staff=9))
    code, values = town.refuses(Conflict, import_answers, town.company, order)
    assert (code, values["by"]) == ("reply_moved", ("同僚",))
    town.do(state_profile, town.company, StateProfile("p", made.ref, 0, profile=Profile()))
    late = ImportAnswers("late", made.ref, 0, (), profile=Profile(staff=9))
    assert town.refuses(Conflict, import_answers, town.company, late)[0] == "profile_moved"


def test_the_profile_of_the_file_says_what_can_be_answered(town, made):
    """対象外 that the profile makes is no answer of a person; what applies cannot be 対象外."""
    heads = ("評価基準", "答え", "対象外の理由")
    aside = table((CASE, "対象外", "共有していない"), heads=heads)
    assert looks(town, made, aside).of(Change.ADDED)[0].after == Reply(
        Answer.NOT_APPLICABLE, reason="共有していない"
    )
    order = StateProfile("p", made.ref, 0, profile=Profile(sharing=False))
    town.do(state_profile, town.company, order)
    assert looks(town, made, aside).of(Change.SAME)[0].after == Reply()
    document = {
        "format": "otasuke-assessment/1",
        "edition": "scs/2026-03-27",
        "star": "star3",
        "profile": {"sharing": True},
        "replies": [{"criterion": CASE, "answer": "not_applicable", "reason": "ない"}],
    }
    found = looks(town, made, json.dumps(document).encode(), "a.json")
    assert [one.error.code for one in found.unusable] == ["applies_by_profile"]


@pytest.mark.parametrize(
    ("slug", "error", "code"),
    [
        ("scs/2019-01-01", Refused, "edition_unknown"),
        ("otasuke/2.0", Refused, "edition_unknown"),
    ],
)
def test_a_file_of_an_unknown_edition_is_refused(town, made, slug, *, error, code):
    raw = table((ONE, "達成", slug), heads=("評価基準", "答え", "基準の版"))
    with pytest.raises(error) as refused:
        looks(town, made, raw)
    assert refused.value.code == code


def test_a_file_of_another_edition_is_a_conflict(town, made, later_edition):
    raw = table((ONE, "達成", later_edition), heads=("評価基準", "答え", "基準の版"))
    with pytest.raises(Conflict) as refused:
        looks(town, made, raw)
    assert refused.value.code == "edition_differs"


def test_a_measure_that_meets_what_does_not_exist_is_refused(town, made):
    document = {
        "format": "otasuke-assessment/1",
        "edition": "scs/2026-03-27",
        "star": "star3",
        "profile": {"safeguards": [{"name": "甲", "kind": "own", "criteria": ["9-9-9-9"]}]},
    }
    with pytest.raises(BadInput, match="9-9-9-9"):
        looks(town, made, json.dumps(document).encode(), "a.json")
    wrong = Profile(safeguards=(Safeguard("甲", SafeguardKind.OWN, ("9-9-9-9",)),))
    town.refuses(
        BadInput, state_profile, town.company, StateProfile("p", made.ref, 0, profile=wrong)
    )


def test_a_finished_diagnosis_takes_nothing_in(town, made):
    town.do(finish_diagnosis, town.company, FinishDiagnosis("f", made.ref))
    with pytest.raises(Conflict):
        looks(town, made, table((ONE, "達成")))
    order = ImportAnswers("i", made.ref, 0, (ReplyTo(ONE, MET, 0),))
    code, _ = town.refuses(Conflict, import_answers, town.company, order)
    assert code == "assessment_finished"


def test_nobody_else_looks_or_takes_in(town, made):
    with pytest.raises(Missing):
        looks(town, made, table((ONE, "達成")), actor=town.neighbour)
    order = ImportAnswers("i", made.ref, 0, ())
    town.refuses(Missing, import_answers, town.neighbour, order)


def test_a_document_for_a_higher_star_gives_what_the_level_asks(town, made):
    four = town.diagnosed(Star.FOUR)
    raw = table(("1-1-1-1", "達成"), (ONE, "達成"))
    assert [one.error.code for one in looks(town, made, raw).unusable] == ["criterion"]
    assert not looks(town, four, raw).unusable
