"""A company's own programs: the same figures, the same acts, and nobody else's diagnoses."""

import re
from datetime import datetime
from pathlib import Path

import jsonschema_rs
import pytest

from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.domain.assessment import Answer, Reply
from tests.web.diagnosis.forms import text

BASE = "/api/v1/own/diagnoses"
SIX = ("asked", "met", "partly", "unmet", "open", "not_applicable")
PARTS = ("", "/profile", "/answers")


@pytest.fixture
def path(diagnosed):
    """Give the address of the diagnosis for programs."""
    return f"{BASE}/{diagnosed}"


@pytest.fixture
def puts(clerk, path):
    """Give a way to write with the proof that reading gave."""

    def put(part, body, **headers):
        proof = clerk.opens(path).headers["X-CSRFToken"]
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return clerk.client.put(f"{path}{part}", json=body, headers={"X-CSRFToken": proof} | named)

    return put


def one(number, answer, seen=0, **more):
    return {"criterion": number, "answer": answer, "seen": seen} | more


def test_figures_are_those_of_the_page_and_of_the_files(clerk, path, kept, *, puts, diagnosed):
    told = [one("1-2-1-1", "met"), one("4-1-3-1", "partly", note="工場はまだ")]
    told += [one("2-1-2-1", "not_applicable", reason="共有していない"), one("7-1-1-1", "unmet")]
    assert puts("/answers", {"replies": told}).status_code == 200
    found, answers = clerk.opens(path).json, clerk.opens(f"{path}/answers").json
    picture = kept()
    total = picture.total
    assert found["total"] == {name: getattr(total, name) for name in SIX}
    assert (total.asked, total.met, total.partly, total.unmet) == (80, 1, 1, 1)
    assert len(found["gaps"]) == len(picture.gaps) == 79
    page = text(clerk.opens(f"/sme/diagnosis/{diagnosed}/result"))
    assert f"あと {len(found['gaps'])}基準" in page
    summed = re.search(r'合計</th>((?:<td class="num">\d+</td>){6})', page)[1]
    assert list(map(int, re.findall(r"\d+", summed))) == [found["total"][name] for name in SIX]
    document = clerk.opens(f"/sme/diagnosis/{diagnosed}/answers.json").json
    said = {row["criterion"]: row["answer"] for row in answers["replies"] if row["version"]}
    assert said == {row["criterion"]: row["answer"] for row in document["replies"]}
    counted = [row["counted"] for row in answers["replies"]]
    assert [counted.count(name) for name in ("met", "partly", "unmet", "open")] == [1, 1, 1, 77]
    sheet = text(clerk.opens(f"/sme/diagnosis/{diagnosed}/answers.csv"))
    assert [sheet.count(f",{word},") for word in ("達成", "一部", "未達成", "対象外")] == [
        1,
        1,
        1,
        1,
    ]


def test_every_answer_is_as_its_document_says(clerk, path):
    document = clerk.opens("/api/v1/own-openapi.json").json
    assert document["openapi"] == "3.1.0"
    assert document["security"] == [{"session": []}]
    paths = document["paths"]
    assert len(paths) == 4
    for template in paths:
        address = template.replace("{ref}", path.rpartition("/")[2])
        answer = clerk.opens(address)
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
        assert "Access-Control-Allow-Origin" not in answer.headers
        schema = paths[template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        whole = schema | {"components": document["components"]}
        assert jsonschema_rs.is_valid(whole, answer.json), address
        assert not jsonschema_rs.is_valid(whole, answer.json | {"more": 1})


def test_the_manual_names_every_address(clerk):
    manual = Path(__file__).parents[3].joinpath("docs", "api.md").read_text("utf-8")
    for template in clerk.opens("/api/v1/own-openapi.json").json["paths"]:
        assert f"`{template}`" in manual


def test_the_profile_is_written_over_the_version_that_was_seen(clerk, path, puts, kept):
    wanted = {"seen": 0, "profile": {"staff": 30, "sharing": False}}
    answer = puts("/profile", wanted)
    assert answer.status_code == 200, answer.json
    assert answer.json["profile"] == {"staff": 30, "sharing": False}
    assert answer.json["version"] == 1
    assert kept().total.asked == 79
    late = puts("/profile", wanted)
    assert (late.status_code, late.json["error"]) == (409, "profile_moved")


def test_a_colleagues_newer_answer_is_a_conflict_with_both(puts, everything, *, store, world, now):
    puts("/answers", {"replies": [one("4-1-3-1", "unmet")]})
    before = everything()
    refused = puts("/answers", {"replies": [one("1-2-1-1", "met"), one("4-1-3-1", "met")]})
    assert (refused.status_code, refused.json["error"]) == (409, "reply_moved")
    (point,) = refused.json["errors"]
    assert (point["place"], point["seen"], point["wanted"]) == ("4-1-3-1", "未達成", "達成")
    assert everything() == before


def test_the_same_key_writes_once(puts, store):
    body = {"replies": [one("4-1-3-1", "unmet")]}
    for _ in range(2):
        assert puts("/answers", body, Idempotency_Key="once").status_code == 200
    other = {"replies": [one("4-1-3-1", "met", seen=1)]}
    assert puts("/answers", other, Idempotency_Key="twice").json["replies"]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "replies"),
        ({"replies": []}, "replies"),
        ({"replies": [one("4-1-3-1", "maybe")]}, "replies[0].answer"),
        ({"replies": [{"criterion": "4-1-3-1", "answer": "met"}]}, "replies[0].seen"),
        ({"replies": [one("4-1-3-1", "met", more=1)]}, "replies[0].more"),
        ({"replies": [one("2004/1/3", "met")]}, "replies[0].criterion"),
    ],
)
def test_what_cannot_be_is_named_by_its_place(puts, everything, body, place):
    before = everything()
    refused = puts("/answers", body)
    assert refused.status_code == 422
    assert place in [point.get("place") for point in refused.json["errors"]]
    assert everything() == before


def test_writing_without_the_proof_is_refused(clerk, path, everything):
    before = everything()
    for part in ("/answers", "/profile"):
        refused = clerk.client.put(f"{path}{part}", json={"replies": [one("4-1-3-1", "met")]})
        assert refused.status_code == 400
        assert refused.json["ok"] is False
    assert everything() == before


def test_another_companys_is_not_found_and_nobody_is_nobody(enters, visitor, world, path, puts):
    stranger = enters(world.stranger)
    proof = stranger.opens(BASE).headers["X-CSRFToken"]
    assert stranger.opens(BASE).json == {"diagnoses": []}
    for part in PARTS:
        assert stranger.opens(f"{path}{part}").status_code == 404
        assert visitor.opens(f"{path}{part}").status_code == 401
        assert enters(world.provider).opens(f"{path}{part}").status_code == 403
    body = {"replies": [one("4-1-3-1", "met")]}
    answer = stranger.client.put(f"{path}/answers", json=body, headers={"X-CSRFToken": proof})
    assert answer.status_code == 404


def test_a_finished_one_is_read_and_never_written(clerk, path, puts, diagnosed):
    page = f"/sme/diagnosis/{diagnosed}"
    clerk.sends(f"{page}/result", f"{page}/finish")
    assert clerk.opens(path).json["state"] == "finished"
    refused = puts("/answers", {"replies": [one("4-1-3-1", "met")]})
    assert (refused.status_code, refused.json["error"]) == (409, "assessment_finished")


def test_an_address_asks_nothing(clerk, path):
    assert clerk.opens(f"{path}?more=1").status_code == 422


def test_who_answered_and_when_is_told(clerk, path, *, store, world, now, diagnosed):
    told = (ReplyTo("4-1-3-1", Reply(Answer.MET), 0),)
    store.run(reply, world.company, GiveReply("n", diagnosed, told), now)
    rows = {row["criterion"]: row for row in clerk.opens(f"{path}/answers").json["replies"]}
    assert rows["4-1-3-1"]["by"] == world.company.person.name
    assert datetime.fromisoformat(rows["4-1-3-1"]["at"]) == now
    assert rows["4-1-3-2"]["at"] is None
