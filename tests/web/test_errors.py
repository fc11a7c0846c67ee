"""Errors are pages in Japanese, or JSON of one shape."""

import pytest

from marketplace.domain.errors import Conflict, MarketError, Missing, Refused, Unavailable
from marketplace.web import errors, visit
from marketplace.web.app import MOST_BYTES

JSON = {"Accept": "application/json"}


@pytest.fixture
def database():
    """Errors look the same on every database."""
    return "sqlite"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "見つかりません"),
        ("/services/ct_aaaaaaaaaaaaaaaa", 404, "いま掲載されていません"),
        ("/certificates/unknown", 404, "その適合確認書は見つかりません"),
        ("/editions/otasuke/9.9", 404, "その版の基準は見つかりません"),
        ("/demo/day", 405, "この開きかたはできません"),
    ],
)
def test_what_is_not_there_is_said_in_japanese(visitor, world, path, status, words):
    """A page of ours with a way home, under the right status."""
    answer = visitor.opens(path)
    assert answer.status_code == status
    assert words in answer.get_data(as_text=True)
    assert 'href="/"' in answer.get_data(as_text=True)


def test_json_has_one_shape(visitor, world):
    """Whoever prefers JSON gets it, of errors of ours and of the protocol."""
    ours = visitor.opens("/certificates/unknown", **JSON)
    theirs = visitor.opens("/nothing", **JSON)
    assert ours.status_code == ours.json["status"] == 404
    assert ours.json["error"] == "certificate"
    for answer in (ours, theirs):
        assert set(answer.json) == {"ok", "status", "error", "message", "errors"}
        assert answer.json["ok"] is False


def test_nobody_gets_json_instead_of_a_redirect(visitor, world):
    """A program is told, not led."""
    assert visitor.opens("/sme/", **JSON).status_code == 401


def test_too_much_is_refused(enters, world):
    """More than the limit is not read."""
    provider = enters(world.provider)
    answer = provider.sends("/provider/check", "/provider/check", {"manifest": "x" * MOST_BYTES})
    assert answer.status_code == 413
    assert "2 MB" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("error", "status"), [(Refused, 422), (Missing, 404), (Conflict, 409), (Unavailable, 503)]
)
def test_the_tree_has_one_table(error, status):
    """Each branch has its status."""
    assert errors.status_of(error("x")) == status
    assert issubclass(error, MarketError)


def test_a_lost_database_is_said_on_a_page_that_needs_none(visitor, monkeypatch):
    """503 in Japanese, although not even the day can be read."""

    def lost():
        raise Unavailable("database_unreachable")

    monkeypatch.setattr(visit, "store", lost)
    answer = visitor.opens("/services")
    assert answer.status_code == 503
    assert "記録の保管庫に、いまつながりません" in answer.get_data(as_text=True)


def test_a_fault_of_ours_is_said_without_its_secrets(app, visitor, monkeypatch):
    """500 in Japanese; what went wrong is for the log."""

    def broken():
        raise ZeroDivisionError("secret words")

    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = False, False
    monkeypatch.setattr(visit, "store", broken)
    answer = visitor.opens("/services")
    assert answer.status_code == 500
    assert "こちらの不具合" in answer.get_data(as_text=True)
    assert "secret" not in answer.get_data(as_text=True)
