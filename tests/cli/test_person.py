"""``otasuke person remove`` is the operator's own act, and the journal stays whole."""

import pytest

from marketplace.domain.account import Totp
from marketplace.domain.member import ERASED_NAME
from marketplace.domain.organisation import OrgKind, Role
from marketplace.store import members, organisations, sealing
from marketplace.store.accounts import people, totp


@pytest.fixture
def market(demo_store, database_url, monkeypatch, now):
    """Give the people of a seeded market by the kind of their organisation."""
    monkeypatch.setenv("OTASUKE_DATABASE_URL", str(database_url))
    with demo_store.act() as book:
        found = {one.org.kind: one for one in organisations.actors(book)}
        chief = found[OrgKind.OPERATOR]
        members.set_role(book, chief, chief.person.ref, Role.ADMIN)
    while demo_store.run(sealing.seal, now):
        pass
    return found


def as_(actor):
    return "--as", actor.person.ref, "--org", actor.org.ref


def test_a_person_is_forgotten_and_the_chain_is_whole(run, store, market):
    gone, chief = market[OrgKind.SME].person, market[OrgKind.OPERATOR]
    said = run("person", "remove", gone.ref, *as_(chief))
    assert (said.code, said.err) == (0, "")
    assert ERASED_NAME in said.out
    with store.read() as book:
        assert people.person(book, gone.ref).name == ERASED_NAME
    assert run("journal", "verify").code == 0


@pytest.mark.parametrize("kind", [OrgKind.SME, OrgKind.CERTIFIER])
def test_nobody_but_the_operator_removes(run, market, kind):
    gone = market[OrgKind.PROVIDER].person
    said = run("person", "remove", gone.ref, *as_(market[kind]))
    assert (said.code, said.out) == (2, "")
    assert "この操作はできません" in said.err


def test_who_does_not_exist_is_told(run, market):
    said = run("person", "remove", "ps_nobody", *as_(market[OrgKind.OPERATOR]))
    assert said.code == 2
    assert "その人は見つかりません" in said.err


def test_who_lost_the_device_is_helped(run, store, market, now):
    person, chief = market[OrgKind.CERTIFIER].person, market[OrgKind.OPERATOR]
    store.run(totp.put_totp, person.ref, Totp(b"sealed", now, 0))
    said = run("person", "reset-second", person.ref, *as_(chief))
    assert (said.code, said.err) == (0, "")
    assert "もう一つの確認とパスキーを外しました" in said.out
    with store.read() as book:
        assert totp.totp(book, person.ref) is None
    again = run("person", "reset-second", person.ref, *as_(chief))
    assert again.code == 2
    assert "まだ使っていません" in again.err
