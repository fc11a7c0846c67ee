"""``[stripe]``: what can be used, what is refused with its place, and where no money moves."""

import pytest

from marketplace import payments
from marketplace.cli import collecting
from marketplace.cli.config import Given, load
from marketplace.cli.demo import folder
from marketplace.domain.errors import BadInput
from marketplace.payments.simulator.gateway import SimulatedGateway
from marketplace.payments.stripe.gateway import StripeGateway

GOOD = """
[stripe]
secret_key = "sk_live_0123456789"
webhook_secrets = ["whsec_0123456789"]
site = "https://market.example.jp"
[stripe.accounts]
hinata = "acct_0123"
"""


@pytest.fixture(autouse=True)
def process():
    """Put the process back as it was."""
    yield
    payments.install(payments.CardPayment())


@pytest.fixture
def configured(tmp_path):
    """Load a file, with some of its text changed."""

    def configure(old="", new="", **environ):
        assert old in GOOD
        (tmp_path / "otasuke.toml").write_text(GOOD.replace(old, new, 1), "utf-8")
        return load(Given(data=str(tmp_path)), environ)

    return configure


def test_a_market_without_the_table_has_no_cards(tmp_path):
    assert load(Given(data=str(tmp_path)), {}).stripe is None


def test_the_table_is_read(configured):
    found = configured().stripe
    assert (found.secret_key, found.webhook_secrets) == (
        "sk_live_0123456789",
        ("whsec_0123456789",),
    )
    assert (found.site, found.accounts) == ("https://market.example.jp", {"hinata": "acct_0123"})
    assert (found.livemode, found.simulated, found.notice) == (True, False, "")


def test_keys_may_be_said_by_variables(configured):
    secrets = "whsec_aaaaaaaaaa whsec_bbbbbbbbbb"
    found = configured(
        OTASUKE_STRIPE_SECRET_KEY="rk_live_9999999999", OTASUKE_STRIPE_WEBHOOK_SECRETS=secrets
    ).stripe
    assert found.secret_key == "rk_live_9999999999"
    assert found.webhook_secrets == ("whsec_aaaaaaaaaa", "whsec_bbbbbbbbbb")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("site", "colour = 1\nsite", "[stripe] colour"),
        ('"sk_live_0123456789"', '"pk_live_0123456789"', "[stripe] secret_key"),
        ('"sk_live_0123456789"', "1", "[stripe] secret_key"),
        ('["whsec_0123456789"]', '"whsec_0123456789"', "[stripe] webhook_secrets"),
        ('["whsec_0123456789"]', "[]", "[stripe] webhook_secrets"),
        ('["whsec_0123456789"]', '["whsec_0123456789", 1]', "[stripe] webhook_secrets"),
        ("https://market", "http://market", "[stripe] site"),
        ("example.jp", "example.jp/", "[stripe] site"),
        ('"acct_0123"', '"0123"', "[stripe] accounts"),
        ('hinata = "acct_0123"', "", "[stripe] accounts"),
        ('hinata = "acct_0123"', 'a = "acct_0"\nb = "acct_0"', "[stripe] accounts"),
        ("sk_live_", "sk_test_", "[stripe] sandbox"),
        ("site", "sandbox = true\nsite", "[stripe] sandbox"),
        ("site", "sandbox = 1\nsite", "[stripe] sandbox"),
        ("site", "simulator = true\nsite", "[stripe] simulator"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(configured, old, new, place):
    with pytest.raises(BadInput) as refused:
        configured(old, new)
    assert str(refused.value).startswith(f"{place}: ")
    assert "0123456789" not in str(refused.value)


def test_a_sandbox_says_that_no_money_moves(tmp_path):
    text = GOOD.replace("sk_live_", "sk_test_").replace("site", "sandbox = true\nsite")
    (tmp_path / "otasuke.toml").write_text(text, "utf-8")
    found = load(Given(data=str(tmp_path)), {}).stripe
    assert "実際の請求は発生しません" in found.notice


def test_the_table_is_a_table(tmp_path):
    (tmp_path / "otasuke.toml").write_text("stripe = 1\n", "utf-8")
    with pytest.raises(BadInput, match="行で始まる表"):
        load(Given(data=str(tmp_path)), {})


def test_serve_refuses_the_simulator(run, tmp_path):
    text = GOOD.replace("site", "simulator = true\nsite")
    (tmp_path / "otasuke.toml").write_text(text, "utf-8")
    said = run("serve", "--data", tmp_path)
    assert (said.code, said.out) == (2, "")
    assert "シミュレーターは、実際の市場では使えません。" in said.err
    assert "otasuke demo" in said.err


def test_a_configured_market_is_paid_by_stripe(configured):
    collecting.install(None)
    with pytest.raises(Exception, match="gateway"):
        payments.collector()
    collecting.install(configured().stripe)
    found = payments.collector()
    assert type(found) is StripeGateway
    assert found.is_real


def test_the_demo_is_paid_by_the_simulator_and_by_nothing_else(tmp_path, configured):
    """Whoever works for a demo's folder, whatever its settings say."""
    folder.prepare(tmp_path / "demo")
    (tmp_path / "demo" / "otasuke.toml").write_text(GOOD, "utf-8")
    collecting.install_for_work(load(Given(data=str(tmp_path / "demo")), {}))
    found = payments.collector()
    assert isinstance(found, SimulatedGateway)
    assert not found.is_real
    assert "シミュレーター" in found.label
    found.simulator.shelf.close()
    collecting.install_for_work(configured())
    assert type(payments.collector()) is StripeGateway
