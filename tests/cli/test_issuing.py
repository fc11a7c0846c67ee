"""The [[oidc]] tables of the configuration, and what is refused of them."""

import pytest

from marketplace.cli import config
from marketplace.cli.config import Given
from marketplace.domain.errors import BadInput

SITE = 'public_url = "https://market.example.jp"\n'
TOWN = """
[[oidc]]
name = "town-id"
label = "まちのID"
issuer = "https://id.example.jp/realms/town"
client_id = "market"
"""
SECRET = {"OTASUKE_OIDC_TOWN_ID_SECRET": "a-secret"}


@pytest.fixture
def configure(tmp_path):
    """Give a way to read a file of settings."""

    def read(text, **environ):
        (tmp_path / "otasuke.toml").write_text(text, "utf-8")
        return config.load(Given(str(tmp_path)), environ)

    return read


def test_an_issuer_is_read(configure):
    """From the file, its secret from the environment alone."""
    (found,) = configure(SITE + TOWN, **SECRET).oidc
    assert (found.name, found.label, found.client_id) == ("town-id", "まちのID", "market")
    assert found.issuer == "https://id.example.jp/realms/town"
    assert found.scopes == ("openid", "email")
    assert (found.second_acr, found.second_amr) == ((), ())
    assert found.client_secret == "a-secret"
    assert "a-secret" not in repr(found)


def test_what_counts_as_two_is_said(configure):
    """The words of this issuer for a second factor, and what is asked of it."""
    more = 'scopes = ["openid"]\nsecond_acr = ["loa3"]\nsecond_amr = ["mfa", "hwk"]\n'
    (found,) = configure(SITE + TOWN + more, **SECRET).oidc
    assert found.scopes == ("openid",)
    assert (found.second_acr, found.second_amr) == (("loa3",), ("mfa", "hwk"))


def test_a_profile_fills_in_what_is_not_said(configure):
    """GビズID: its name, and no address asked for; what is written still wins."""
    table = TOWN.replace('label = "まちのID"\n', 'profile = "gbizid"\n')
    (found,) = configure(SITE + table, **SECRET).oidc
    assert (found.label, found.scopes) == ("GビズID", ("openid",))
    assert (found.second_acr, found.second_amr) == ((), ())
    (named,) = configure(SITE + table + 'label = "別の名前"\n', **SECRET).oidc
    assert named.label == "別の名前"


def test_nothing_said_is_nobody(configure):
    """Without tables there is no way in from elsewhere."""
    assert configure(SITE).oidc == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (TOWN, "public_url"),
        (SITE + TOWN.replace("town-id", "Town"), "[[oidc]] 1 name"),
        (SITE + TOWN.replace('"まちのID"', '" "'), "[[oidc]] 1 label"),
        (SITE + TOWN.replace('"まちのID"', "7"), "[[oidc]] 1 label"),
        (SITE + TOWN.replace("https://", "http://"), "[[oidc]] 1 issuer"),
        (SITE + TOWN.replace('client_id = "market"\n', ""), "[[oidc]] 1 client_id"),
        (SITE + TOWN + 'client_secret = "x"\n', "[[oidc]] 1 client_secret"),
        (SITE + TOWN + 'profile = "other"\n', "[[oidc]] 1 profile"),
        (SITE + TOWN + "profile = 1\n", "[[oidc]] 1 profile"),
        (SITE + TOWN + 'colour = "x"\n', "[[oidc]] 1 colour"),
        (SITE + TOWN + 'scopes = ["email"]\n', "[[oidc]] 1 scopes"),
        (SITE + TOWN + 'scopes = "openid"\n', "[[oidc]] 1 scopes"),
        (SITE + TOWN + 'second_amr = ["two words"]\n', "[[oidc]] 1 second_amr"),
        (SITE + TOWN + TOWN, "[[oidc]] name"),
        (SITE + "oidc = [1]\n", "[[oidc]] 1 name"),
        (SITE + 'oidc = "x"\n', "oidc"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(configure, text, place):
    """The first line that is wrong, and what to write there."""
    with pytest.raises(BadInput) as refused:
        configure(text, **SECRET)
    assert refused.value.faults[0].place.endswith(place)
    assert refused.value.faults[0].remedy


def test_a_secret_is_missing(configure):
    """The variable is named; it is read from nowhere else."""
    with pytest.raises(BadInput, match="OTASUKE_OIDC_TOWN_ID_SECRET"):
        configure(SITE + TOWN)


def test_two_names_of_one_issuer_are_refused(configure):
    """Whoever linked it would be two people."""
    other = TOWN.replace("town-id", "other")
    with pytest.raises(BadInput) as refused:
        configure(SITE + TOWN + other, **SECRET, OTASUKE_OIDC_OTHER_SECRET="x")
    assert refused.value.faults[0].place == "[[oidc]] issuer"
