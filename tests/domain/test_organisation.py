"""Roles include one another, and who was erased is nobody."""

from itertools import product

import pytest

from marketplace.domain.member import ERASED_NAME, erased
from marketplace.domain.organisation import OrgKind, Person, Role


def test_a_role_includes_the_ones_before_it():
    """Every pair, by hand."""
    covered = {(one, other) for one, other in product(Role, Role) if one.covers(other)}
    assert covered == {
        (Role.VIEWER, Role.VIEWER),
        (Role.MEMBER, Role.VIEWER),
        (Role.MEMBER, Role.MEMBER),
        (Role.ADMIN, Role.VIEWER),
        (Role.ADMIN, Role.MEMBER),
        (Role.ADMIN, Role.ADMIN),
    }


@pytest.mark.parametrize("words", [Role, OrgKind])
def test_every_word_has_its_own_name(words):
    """No two are called the same."""
    labels = [one.label for one in words]
    assert len(set(labels)) == len(labels)
    assert all(labels)


def test_who_was_erased_keeps_the_reference_alone():
    """No mail can have the address (RFC 2606), and no two of them share one."""
    one = erased(Person("ps_one", "山田 一郎", "ichiro@example.jp"))
    other = erased(Person("ps_two", "山田 一郎", "ichiro@example.jp"))
    assert (one.ref, one.name) == ("ps_one", ERASED_NAME)
    assert one.email.endswith(".invalid")
    assert one.email != other.email
    assert erased(one) == one
