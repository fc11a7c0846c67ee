"""How often one place may ask: one table, a page in Japanese, and when to come again."""

from dataclasses import replace

import pytest
from limits.storage import MemoryStorage

from marketplace.web.app import create_app
from marketplace.web.guard import pace
from tests.web.conftest import Visitor

WRONG = {"email": "nobody@example.jp", "password": "x"}


@pytest.fixture(name="fast", autouse=True)
def _fast(monkeypatch):
    """Give a table with small numbers, and no hash for each try."""
    small = {
        name: ("2 per minute" if name != "api" else "3 per minute", endpoints)
        for name, (_, endpoints) in pace.PACES.items()
    }
    monkeypatch.setattr(pace, "PACES", small)
    monkeypatch.setattr("marketplace.desk.accounts.passwords.matches", lambda *_: False)


@pytest.fixture(name="app")
def _app(config):
    made = create_app(config)
    made.testing = True
    return made


@pytest.fixture
def database():
    """Counts are kept beside the database."""
    return "sqlite"


def test_every_line_of_the_table_names_a_route(app):
    """A route that is renamed is not left without its limit."""
    endpoints = set(app.view_functions)
    for _, named in pace.PACES.values():
        for name in named:
            assert any(one == name or one.startswith(name) for one in endpoints), name


def test_the_third_try_in_a_minute_has_to_wait(visitor):
    """429 with a page and Retry-After; opening the page is not counted."""
    codes = [visitor.sends("/signin", "/signin", WRONG).status_code for _ in range(3)]
    assert codes == [422, 422, 429]
    answer = visitor.sends("/signin", "/signin", WRONG)
    assert "短いあいだに、何度も送られました" in answer.get_data(as_text=True)
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert visitor.opens("/signin").status_code == 200


def test_another_place_does_not_wait(app, visitor):
    """Whoever asks from elsewhere has an account of its own."""
    for _ in range(3):
        visitor.sends("/signin", "/signin", WRONG)
    other = Visitor(app.test_client())
    other.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert other.sends("/signin", "/signin", WRONG).status_code == 422


def test_programs_are_told_in_json(visitor):
    """The shape of every refusal, and when to come again."""
    answers = [visitor.opens("/api/v1/editions") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert (answers[-1].json["ok"], answers[-1].json["status"]) == (False, 429)
    assert "Retry-After" in answers[-1].headers


def test_what_is_counted_together_is_one_number(visitor, scene):
    """A reset and a sign-up are letters both."""
    assert visitor.sends("/reset", "/reset", {"email": "a@example.jp"}).status_code == 303
    form = {"email": "b@example.jp", "kind": "sme"}
    assert visitor.sends("/signup", "/signup", form).status_code == 303
    assert visitor.sends("/reset", "/reset", {"email": "c@example.jp"}).status_code == 429


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("", "unknown"),
    ],
)
def test_one_customer_of_a_network_is_one_place(app, address, place):
    """Whoever has 2^64 addresses does not have as many tries."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert pace.place() == place


class Away(MemoryStorage):
    """A store of counts that cannot be reached."""

    STORAGE_SCHEME = ("away",)

    def incr(self, *_args, **_more):
        raise ConnectionError

    def check(self):
        return False


def test_a_store_of_counts_that_is_away_stops_nobody(config):
    """It falls back on this process, and counts on."""
    app = create_app(replace(config, limits="away://"))
    app.testing = True
    visitor = Visitor(app.test_client())
    codes = [visitor.sends("/signin", "/signin", WRONG).status_code for _ in range(3)]
    assert codes == [422, 422, 429]
