"""What is done without an organisation is in one table, each with the proof that lets it."""

import inspect
from importlib import import_module
from pkgutil import walk_packages

from marketplace import desk
from marketplace.desk.access import ACTS, OPEN_ACTS

HOUSES = ("accounts", "members", "erasing")
"""Where a function may take no actor; everywhere else ``ACTS`` guards it."""

# Written by hand: what only reads, and the parts of acts that are tried with the whole.
READS = {
    "changing.asked_address",
    "failures.is_paused",
    "letters.letter_of",
    "links.opened",
    "members.invited",
    "proving.shown_in_demo",
    "resetting.asked_reset",
    "second_factors.require_proven",
    "sessions.sessions_of",
    "sessions.standing",
    "signing_up.asked_sign_up",
}
PARTS = {
    "asking.ask": "of asking for a letter",
    "letters.post": "of whatever sends a letter",
    "letters.tell_person": "of whatever changes an account",
    "members.issue": "of inviting",
    "once.take": "of whatever is good once",
    "proving.require_password": "of what asks for the password once more",
    "pruning.prune": "of the worker",
    "second_factors.put_secret": "of seeding a demo",
    "second_factors.renew_codes": "of proving.renewed_codes",
    "second_factors.turn_off": "of proving.turn_off",
    "signing_up.add_account": "of signing up and of accepting an invitation",
}


def without_actor():
    """Give every function of these houses that takes an instant and no actor, as module.name."""
    found = walk_packages(desk.__path__, f"{desk.__name__}.")
    modules = [import_module(one.name) for one in found if one.name.split(".")[2] in HOUSES]
    return {
        f"{module.__name__.split('.')[-1]}.{name}"
        for module in modules
        for name, function in vars(module).items()
        if is_open(module, name, function)
    }


def is_open(module, name, function):
    if not inspect.isfunction(function) or function.__module__ != module.__name__:
        return False
    asked = list(inspect.signature(function).parameters)
    is_of_market = asked[:1] in (["book"], ["store"]) and {"now", "_now"} & set(asked)
    return bool(is_of_market) and not name.startswith("_") and "actor" not in asked


def test_every_act_without_an_organisation_says_why():
    """A new one is found here, and a line whose act is gone."""
    found = without_actor()
    assert found == set(OPEN_ACTS) | READS | set(PARTS)
    assert len(found) == len(OPEN_ACTS) + len(READS) + len(PARTS)


def test_no_reason_is_empty():
    """A proof is named in words, and no act has two lines."""
    assert all(len(reason) > 20 for reason in OPEN_ACTS.values())
    assert set(ACTS) & {name.partition(".")[2] for name in OPEN_ACTS} == set()


def test_a_planted_act_is_found():
    """A function that takes an instant and no actor is one; a private or guarded one is not."""

    def planted(book, order, now): ...

    def guarded(book, actor, order, now): ...

    planted.__module__ = guarded.__module__ = desk.__name__
    assert is_open(desk, "planted", planted)
    assert not is_open(desk, "_planted", planted)
    assert not is_open(desk, "guarded", guarded)
