"""A demo that takes the word of one issuer, which runs here."""

from dataclasses import replace

import pytest

from marketplace.domain.account import Identity
from marketplace.store.accounts import identities
from marketplace.web.app import create_app
from marketplace.web.oidc.settings import Issuer
from tests.web.accounts import issuer as running
from tests.web.accounts.issuer import CLIENT, SECRET, Provider


@pytest.fixture
def provider(now):
    """Give the issuer, running."""
    yield from running.serving(Provider(int(now.timestamp())))


@pytest.fixture
def by(provider):
    """Give the settings for it."""
    return Issuer("town", "まちのID", provider.address, CLIENT, SECRET, second_amr=("mfa",))


@pytest.fixture
def app(config, by):
    """Give the application of a demo that takes its word."""
    made = create_app(replace(config, oidc=(by,)))
    made.testing = True
    return made


@pytest.fixture
def linked(store, world, provider, now):
    """Let the person of the company have linked the issuer's name."""
    made = Identity(provider.address, "subject-1", now)
    store.run(identities.add_identity, world.company.person.ref, made)
