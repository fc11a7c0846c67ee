"""``otasuke rule`` is the desk's own act, from the operator's shell."""

from datetime import date

import pytest

from marketplace.cli.demo.examination import LEFT_OPEN
from marketplace.desk.review import review
from marketplace.domain.certificate import SubmissionState
from marketplace.domain.organisation import OrgKind
from marketplace.domain.verdict import Verdict
from marketplace.store import organisations, submissions

DAY = date(2026, 11, 25)
REASON = ("--reason", "機能説明資料で、全体を監視することを確かめた。")


@pytest.fixture
def examiner(demo_store, database_url, monkeypatch):
    """Give an examiner of a seeded market, whose database the commands use."""
    monkeypatch.setenv("OTASUKE_DATABASE_URL", str(database_url))
    with demo_store.read() as book:
        return next(a for a in organisations.actors(book) if a.org.kind is OrgKind.CERTIFIER)


@pytest.fixture
def ruling(run, store, examiner):
    """Rule on the submission that waits."""
    with store.read() as book:
        found = submissions.submissions(book, examiner)
    waiting = next(one for one in found if one.state is SubmissionState.SUBMITTED)  # the newest

    def rule(clause, verdict, *words, ref=waiting.ref):
        who = ("--as", examiner.person.ref, "--org", examiner.org.ref)
        return run("rule", ref, clause, verdict, *(words or REASON), *who)

    rule.ref = waiting.ref
    return rule


@pytest.mark.parametrize(("verdict", "label"), [("conforms", "適合"), ("fails", "不適合")])
def test_a_ruling_settles_the_open_question(ruling, store, examiner, verdict, label):
    said = ruling(LEFT_OPEN, verdict)
    assert (said.code, said.err) == (0, "")
    assert said.out == f"{LEFT_OPEN}: 確認を記録しました。いまの判定: {label}。\n"
    with store.read() as book:
        outcome = review(book, examiner, ruling.ref, DAY).outcome
    assert outcome.verdict is Verdict(verdict)


def test_what_is_not_open_is_told(ruling):
    said = ruling("OTK-05-1", "conforms")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("OTK-05-1 は、審査員の判断では決められません")


def test_a_ruling_needs_its_reason(ruling):
    said = ruling(LEFT_OPEN, "conforms", "--reason", " ")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("理由が書かれていません。")


@pytest.mark.parametrize("ref", ["sb_aaaaaaaaaaaaaaaa", "x"])
def test_an_unknown_submission_is_told(ruling, ref):
    said = ruling(LEFT_OPEN, "conforms", ref=ref)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("その申請は見つかりません。")


@pytest.mark.parametrize("verdict", ["yes", "needs_person", "適合"])
def test_another_verdict_is_told(ruling, verdict):
    said = ruling(LEFT_OPEN, verdict)
    assert (said.code, said.out) == (2, "")
    assert "次のどれかです" in said.err
