"""What an answer and the pages of a full ★4 diagnosis cost."""

import time

import pytest

from conformance.reference import level
from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.desk.diagnosis.starting import StartDiagnosis, start_diagnosis
from marketplace.domain.assessment import Answer, Reply
from marketplace.domain.tier import Star
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig

pytestmark = pytest.mark.bench

ROUNDS = 15
PAGES = ("", "/profile", "/numbers", "/4", "/4/4-1-3", "/result", "/answers.csv")


@pytest.fixture
def database():
    """The processor's time is ours; that of a server would not be counted."""
    return "sqlite"


@pytest.fixture
def full(store, world, now):
    """Give the reference of a diagnosis in which all 153 criteria are answered."""
    order = StartDiagnosis("start", Star.FOUR)
    ref = store.run(start_diagnosis, world.company, order, now).ref
    criteria = level("scs/2026-03-27", 4).criteria
    told = tuple(ReplyTo(one.id, Reply(Answer.PARTLY, note="メモ"), 0) for one in criteria)
    store.run(reply, world.company, GiveReply("all", ref, told), now)
    return ref


def cost(work):
    """Milliseconds of the processor, the least of several: what else runs can only add."""
    spent = []
    for turn in range(ROUNDS):
        start = time.process_time()
        work(turn)
        spent.append((time.process_time() - start) * 1000)
    return min(spent)


def test_an_answer_costs_at_most_10_ms(store, world, full, now):
    def answers(turn):
        given = Reply((Answer.MET, Answer.UNMET)[turn % 2])
        told = (ReplyTo("4-1-3-1", given, turn + 1),)
        store.run(reply, world.company, GiveReply(f"one-{turn}", full, told), now)

    assert cost(answers) <= 10


def test_a_page_costs_at_most_20_ms(store, world, full, now):
    app = create_app(WebConfig(store, "0123456789abcdef" * 2, demo=True, clock=lambda: now))
    client = app.test_client()
    with client.session_transaction() as session:
        session["actor"] = [world.company.person.ref, world.company.org.ref]
    found = {}
    for path in PAGES:
        assert client.get(f"/sme/diagnosis/{full}{path}").status_code == 200
        found[path] = cost(lambda _, path=path: client.get(f"/sme/diagnosis/{full}{path}"))
    assert {path: spent for path, spent in found.items() if spent > 20} == {}
