"""The operator's phrases are known to every command before an edition is read."""

import pytest

from conformance.phrase import phrases, registering
from marketplace.cli import operators
from plugins import body_phrases


@pytest.fixture
def installed(monkeypatch):
    """Install one operator's plugin, and forget its phrases afterwards."""
    monkeypatch.setattr(operators, "installed", {"body": body_phrases}.__getitem__)
    operators.operators_host.cache_clear()
    with registering():
        yield
    operators.operators_host.cache_clear()


def test_the_phrases_of_an_operator_are_registered_once(installed):
    """However many commands ask for the host."""
    operators.operators_host("body")
    operators.operators_host.cache_clear()
    operators.operators_host("body")
    assert phrases().count(body_phrases.AREA) == 1


def test_without_operators_there_are_only_the_phrases_of_the_house(installed):
    """Nothing is registered that nobody named."""
    operators.operators_host("")
    assert body_phrases.AREA not in phrases()
