"""A plugin of four answers, ways to take one away or spoil it, and an operator's plugin."""

from datetime import date

import pytest

from marketplace.domain.offering import (
    Coverage,
    Evidence,
    EvidenceKind,
    Extent,
    Means,
    Offering,
    Plan,
    Provider,
)
from marketplace.domain.tier import ServiceClass, Star, Tier
from marketplace.hooks import hookimpl

DAY = date(2026, 4, 1)
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def offering(code="mimamori", **changes):
    plans = (Plan("basic", "ベーシック", ServiceClass.CLASS1),)
    declared = {"summary": "見守ります。", "source": "仕様書", "as_of": DAY, "plans": plans}
    return Offering(code, "みまもり", **(declared | changes))


def promise():
    return Coverage(Tier(Star.THREE, dispatch=False), "5-1-1-1", Means.TOOL, Extent.FULL)


def proof(title="説明書"):
    return Evidence(("dispatch.available",), EvidenceKind.DOCUMENT, title, SHA256, issued=DAY)


class Plugin:
    """Something to hang hooks on."""


def plugin(**answers):
    """Make a plugin that gives these answers; a function is called, None is no such hook."""
    given = {"provider": Provider("aozora", "あおぞら（架空）"), "offerings": [offering()]}
    given |= {"coverage": [promise()], "evidence": [proof()]} | answers
    made = Plugin()
    for hook, answer in given.items():
        if answer is not None:
            setattr(made, hook, _implementation(hook, answer))
    return made


def _implementation(hook, answer):
    function = answer if callable(answer) else lambda: answer
    return hookimpl(specname=hook)(function)


def operator(**answers):
    """Make a plugin of an operator, with these hooks and no other."""
    made = Plugin()
    for hook, answer in answers.items():
        setattr(made, hook, _implementation(hook, answer))
    return made


class Samples:
    """The values and the maker, for tests to take what they need."""

    offering = staticmethod(offering)
    promise = staticmethod(promise)
    proof = staticmethod(proof)
    plugin = staticmethod(plugin)
    operator = staticmethod(operator)


@pytest.fixture(name="samples", scope="session")
def _samples():
    """Give the makers of plugins and values."""
    return Samples
