"""``otasuke confirm`` is the desk's own act, from the operator's shell."""

import pytest

from marketplace.desk.confirming import confirmations_of
from marketplace.domain.organisation import OrgKind
from marketplace.store import organisations

SLUG, CLAUSE = "otasuke/2.0", "OTK-01-1"
READ = ("--number", "1(1)", "--document", "サービス基準 2.0版", "--page", "3 ページ")


@pytest.fixture
def people(demo_store, database_url, monkeypatch):
    """Give the two examiners of a seeded market, whose database the commands use."""
    monkeypatch.setenv("OTASUKE_DATABASE_URL", str(database_url))
    with demo_store.read() as book:
        found = organisations.actors(book)
    return [one for one in found if one.org.kind is OrgKind.CERTIFIER]


def as_(actor):
    return "--as", actor.person.ref, "--org", actor.org.ref


def test_two_people_confirm_a_clause(run, store, people, now):
    first, second = people
    said = run("confirm", SLUG, CLAUSE, *READ, *as_(first))
    assert (said.code, said.err) == (0, "")
    assert "もう一人が同じ内容を記録すると成り立ちます" in said.out
    said = run("confirm", SLUG, CLAUSE, *READ, *as_(second))
    assert "原文照合が成り立ちました" in said.out
    with store.read() as book:
        states = {one.clause.key: one for one in confirmations_of(book, first, SLUG)}
    assert states[CLAUSE].complete
    assert states[CLAUSE].confirmation.on == now.date()


def test_the_same_person_is_told_so(run, people):
    first, _ = people
    run("confirm", SLUG, CLAUSE, *READ, *as_(first))
    said = run("confirm", SLUG, CLAUSE, *READ, *as_(first))
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("OTK-01-1 は、あなたがすでに記録しています。")


def test_a_difference_shows_both_readings(run, people):
    first, second = people
    run("confirm", SLUG, CLAUSE, *READ, *as_(first))
    said = run("confirm", SLUG, CLAUSE, *READ[:-1], "4 ページ", *as_(second))
    assert said.code == 2
    assert "3 ページ" in said.err
    assert "4 ページ" in said.err


@pytest.mark.parametrize(
    ("slug", "clause", "told"),
    [
        ("otasuke/9.9", CLAUSE, "版の基準は見つかりません"),
        (SLUG, "OTK-99-9", "条項は"),
    ],
)
def test_what_does_not_exist_is_told(run, people, slug, clause, told):
    said = run("confirm", slug, clause, *READ, *as_(people[0]))
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_only_a_member_acts_for_a_body(run, store, people):
    with store.read() as book:
        found = organisations.actors(book)
    stranger = next(one for one in found if one.org.kind is OrgKind.PROVIDER)
    who = ("--as", stranger.person.ref, "--org", people[0].org.ref)
    said = run("confirm", SLUG, CLAUSE, *READ, *who)
    assert (said.code, said.out) == (2, "")
    said = run("confirm", SLUG, CLAUSE, *READ, *as_(stranger))
    assert (said.code, said.out) == (2, "")
    assert "この操作はできません" in said.err


def test_the_ordinary_way_is_named(run):
    said = run("confirm", "--help")
    assert "ふつうは、審査登録機関の画面から行います。" in said.out
    assert "required" not in said.out
