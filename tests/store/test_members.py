"""Members, the operator's directory, and what erasing finds."""

import dataclasses

import pytest

from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.organisation import Person, Role
from marketplace.store import directory, erasing, journal, members, organisations
from marketplace.store.journal import Sought


def test_a_member_is_the_organisations_own(scene):
    company, stranger = scene.world.company, scene.world.stranger
    found = scene.read(members.member, company, company.person.ref)
    assert (found.person, found.role) == (company.person, Role.ADMIN)
    for change in (
        lambda book: members.member(book, stranger, company.person.ref),
        lambda book: members.set_role(book, stranger, company.person.ref, Role.VIEWER),
        lambda book: members.end_membership(book, stranger, company.person.ref, scene.now),
    ):
        with pytest.raises(Missing, match="member"):
            scene.act(change)
    assert scene.read(members.member, company, company.person.ref) == found


def test_who_may_do_most_stands_first(scene):
    company = scene.world.company
    for name, role in (("い", Role.VIEWER), ("ろ", Role.ADMIN), ("は", Role.MEMBER)):
        person = Person(f"ps_{role}", name, f"{role}@example.jp")
        scene.act(organisations.add_person, person)
        scene.act(organisations.add_membership, person.ref, company.org.ref, role)
    roles = [one.role for one in scene.read(members.members, company)]
    assert roles == [Role.ADMIN, Role.ADMIN, Role.MEMBER, Role.VIEWER]
    assert scene.read(members.admins, company) == 2


def test_one_joins_once_at_a_time(scene):
    company = scene.world.company
    with pytest.raises(Conflict, match="already_member"):
        scene.act(members.join, company.person.ref, company.org.ref, Role.MEMBER)
    scene.act(members.end_membership, company, company.person.ref, scene.now)
    assert scene.read(members.admins, company) == 0
    joined = scene.act(members.join, company.person.ref, company.org.ref, Role.VIEWER)
    assert (joined.person, joined.role) == (company.person, Role.VIEWER)
    assert not scene.read(members.is_address_of_member, company, "nobody@example.jp")
    assert scene.read(members.is_address_of_member, company, company.person.email)


def test_only_the_operator_has_the_directory(scene):
    world = scene.world
    lines = scene.read(directory.organisations_of, world.operator)
    assert {one.ref for one in lines} == {one.org.ref for one in world.everybody}
    kinds = [one.kind for one in lines]
    assert kinds == sorted(kinds, key=list(type(kinds[0])).index)
    for actor in (world.company, world.provider, world.certifier, world.buyer):
        with pytest.raises(Refused, match="not_allowed"):
            scene.read(directory.organisations_of, actor)
    with pytest.raises(Missing, match="organisation"):
        scene.read(directory.organisation_line, world.operator, "og_nothing")


@pytest.mark.parametrize(
    ("body", "gone"),
    [
        ({"to": "yamada@example.jp"}, True),
        ({"a": ["x", {"b": "担当は山田 一郎さん"}]}, True),
        ({"a": 'quoted "yamada@example.jp"'}, True),
        ({"a": "山田"}, False),
        ({"yamada": 1}, False),
        ({}, False),
    ],
)
def test_words_that_name_a_person_are_found_wherever_they_stand(scene, body, gone):
    company = scene.world.company
    person = Person("ps_yamada", "山田 一郎", "yamada@example.jp")
    scene.act(organisations.add_person, person)
    scene.act(organisations.add_membership, person.ref, company.org.ref)
    scene.act(journal.journal, company, "act", "xx_a", body=body, now=scene.now)
    assert scene.act(erasing.erase_words, person) == int(gone)
    (entry,) = scene.read(journal.entries, company, 1)
    assert (entry.body is None) is gone
    assert (entry.salt is None) is gone
    assert len(entry.digest) == 64


def test_a_name_is_no_pattern(scene):
    """What a database takes for a wildcard is a letter here."""
    company = scene.world.company
    person = Person("ps_percent", "%%", "percent@example.jp")
    scene.act(organisations.add_person, person)
    scene.act(organisations.add_membership, person.ref, company.org.ref)
    scene.act(journal.journal, company, "act", "xx_a", body={"a": "ab"}, now=scene.now)
    assert scene.act(erasing.erase_words, person) == 0


def test_a_name_in_the_journal_of_others_is_not_this_persons(scene):
    """Two people may be called the same; an address is one person's."""
    person = Person("ps_yamada", "山田 一郎", "yamada@example.jp")
    scene.act(organisations.add_person, person)
    scene.act(organisations.add_membership, person.ref, scene.world.company.org.ref)
    stranger = scene.world.stranger
    for words in ("山田 一郎", "yamada@example.jp"):
        scene.act(journal.journal, stranger, "act", "xx_a", body={"a": words}, now=scene.now)
    assert scene.act(erasing.erase_words, person) == 1


def test_who_is_not_there_cannot_be_erased(scene):
    with pytest.raises(Missing, match="person"):
        scene.act(erasing.erase_person, "ps_nobody", scene.now)


def test_the_journal_is_searched_within_the_organisation(scene):
    company, stranger = scene.world.company, scene.world.stranger
    for actor, act in ((company, "one"), (company, "two"), (stranger, "one")):
        scene.act(journal.journal, actor, act, "xx_a", body={}, now=scene.now)
    for sought, number in (
        (Sought(), 2),
        (Sought(acts=("one",)), 1),
        (Sought(person_ref=company.person.ref), 2),
        (Sought(person_ref=stranger.person.ref), 0),
        (Sought(since=scene.now), 2),
        (Sought(before=scene.now), 0),
    ):
        assert scene.read(journal.count, company, sought) == number
        found = scene.read(journal.search, company, sought, skip=0, limit=9)
        assert len(found) == number
    (newest,) = scene.read(journal.search, company, Sought(), skip=0, limit=1)
    assert newest.act == "two"


def test_an_organisation_is_changed_in_what_it_says(scene):
    provider = scene.world.provider
    wanted = dataclasses.replace(provider.org, name="新しい名前", bank_account=None, code="other")
    made = scene.act(organisations.change_organisation, provider, wanted)
    assert (made.name, made.bank_account, made.code) == ("新しい名前", None, "mihari")
    assert scene.read(organisations.organisation, provider.org.ref) == made
