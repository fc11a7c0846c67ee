"""What a body decides from the shell: editions by two people, certificates, the signed list."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from conformance.attest.dsse import opened
from conformance.attest.keys import read_jwks
from conformance.attest.status import PAYLOAD, Standing, read_status
from marketplace.cli.demo import enforcement
from marketplace.cli.demo.examination import confirm_all
from marketplace.cli.judge import replying
from marketplace.desk import editions
from marketplace.domain.organisation import OrgKind
from marketplace.domain.tier import TIERS
from marketplace.store import certificates, organisations

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
SLUG = enforcement.EDITION
CLAUSES = Path(__file__).parents[1] / "clauses"


@pytest.fixture
def examiners(store, database_url, monkeypatch, first_day):
    """Give the examiners of a market on its first day, whose database the commands use."""
    monkeypatch.setenv("OTASUKE_DATABASE_URL", str(database_url))
    store.run(first_day, NOW)
    with store.read() as book:
        found = organisations.actors(book)
    return tuple(one for one in found if one.org.kind is OrgKind.CERTIFIER)


@pytest.fixture
def number(store, examiners):
    """Give the number of a certificate of the register."""
    with store.read() as book:
        return certificates.certificates(book, examiners[0])[-1].number


@pytest.fixture
def say(run, tmp_path):
    """Run a command as somebody."""

    def said(actor, *words):
        who = ("--as", actor.person.ref, "--org", actor.org.ref)
        return run(*words, *who, "--data", tmp_path)

    return said


PUT = ("put", SLUG, "in_force", "--at", "2026-12-16", "--reason", "準備が整ったため。")


def test_two_examiners_put_an_edition_in_force(say, store, examiners):
    """The first says so, the second decides; the day alone does the rest."""
    store.run(confirm_all, examiners, NOW, SLUG)
    first, second = (say(actor, *PUT) for actor in examiners[:2])
    assert (first.code, second.code) == (0, 0)
    assert "もう一人が同じ内容を記録すると決まります" in first.out
    assert "決まりました（二人目）" in second.out
    with store.read() as book:
        days = (date(2026, 12, 15), date(2026, 12, 16))
        states = [editions.timeline(book).state_on(SLUG, day).state for day in days]
    assert states == ["draft", "in_force"]


def test_what_nobody_has_read_is_not_put_in_force(say, examiners):
    """The clauses are named, and nothing is written."""
    said = say(examiners[0], *PUT)
    assert said.code == 2
    assert "原文と照らしていない仮の条項" in said.err


def test_judging_the_register_knows_what_was_decided(run, say, store, examiners, tmp_path):
    """``judge`` reads the store; ``check`` reads the repository alone, as its manual says."""
    store.run(confirm_all, examiners, NOW, SLUG)
    for actor in examiners[:2]:
        say(actor, *PUT)
    found = [in_force_for_judging(store, day) for day in (date(2026, 12, 15), date(2026, 12, 16))]
    assert found == [None, SLUG]
    file = next(CLAUSES.glob("pass-SC-*.yaml"))
    checked = run("check", file, "--as-of", "2026-12-16")
    assert f"版: {SLUG} 第1訳（案）" in checked.out


def in_force_for_judging(store, day):
    """Give the edition that ``judge`` takes for the new tiers on a day."""
    found = replying._edition(store, TIERS["SCstar3"], None, day)
    return found and found.slug


def test_a_certificate_is_suspended_and_the_signed_list_says_so(
    run, say, examiners, number, tmp_path
):
    """The list is written where the pages give it out, and ``verify`` believes it."""
    assert run("keys", "new", "--data", tmp_path, "--since", "2026-01-01").code == 0
    said = say(examiners[0], "decide", number, "suspend", "--reason", "更新がないため。")
    assert (said.code, said.out) == (0, f"適合確認書 {number}: 2026-11-25 から効力の停止。\n")
    told = say(examiners[0], "status-list")
    assert "（1 件）" in told.out
    assert "2026-12-02" in told.out
    keys = read_jwks((tmp_path / "keys" / "jwks.json").read_bytes())
    sealed = opened((tmp_path / "keys" / "status.json").read_bytes(), PAYLOAD, keys)
    (entry,) = read_status(sealed.payload).entries
    assert (entry.number, entry.standing) == (number, Standing.SUSPENDED)
    say(examiners[0], "certify", number, "--out", tmp_path)
    file = tmp_path / f"{number}.certificate.json"
    papers = ("--keys", tmp_path / "keys/jwks.json", "--status", tmp_path / "keys/status.json")
    verified = run("verify", file, *papers, "--as-of", "2026-11-25", "--format", "json")
    checks = {one["aspect"]: one["holds"] for one in json.loads(verified.out)["checks"]}
    assert (verified.code, checks["status"], checks["signature"]) == (1, False, True)


def test_a_list_without_a_key_is_not_written(say, examiners, tmp_path):
    """Nobody would know whose it is."""
    assert say(examiners[0], "status-list").code == 2
    assert not (tmp_path / "keys").exists()


def test_an_expired_key_signs_no_list(run, say, examiners, tmp_path):
    """A key whose last day has passed is not taken."""
    run("keys", "new", "--data", tmp_path, "--since", "2026-01-01")
    (kid,) = [line.split()[0] for line in run("keys", "list", "--data", tmp_path).out.splitlines()]
    run("keys", "end", kid, "--data", tmp_path, "--until", "2026-11-24")
    said = say(examiners[0], "status-list")
    assert said.code == 2
    assert "2026-11-25 に使える署名の鍵がありません" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("decide", "2026-9999", "suspend", "--reason", "理由"),
        ("decide", "2026-0001", "delete", "--reason", "理由"),
        ("decide", "2026-0001", "suspend"),
        ("put", SLUG, "draft", "--at", "2026-12-16", "--reason", "理由"),
        ("put", "otasuke/9.9", "in_force", "--at", "2026-12-16", "--reason", "理由"),
    ],
)
def test_a_wrong_wish_is_bad_input(say, examiners, words):
    """Each is said in words and ends with 2."""
    said = say(examiners[0], *words)
    assert (said.code, said.out) == (2, "")
    assert said.err
