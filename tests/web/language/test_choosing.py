"""Japanese comes first; English is chosen, or clearly preferred."""

import pytest


@pytest.fixture
def database():
    """The choice is the same on every database."""
    return "sqlite"


def language_of(answer):
    text = answer.get_data(as_text=True)
    told = answer.headers["Content-Language"]
    assert f'<html lang="{told}">' in text
    return told


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "ja"),
        ("ja", "ja"),
        ("en-US,en;q=0.9", "en"),
        ("en-GB,en;q=0.9,ja;q=0.8", "en"),
        ("ja,en-US;q=0.9,en;q=0.8", "ja"),
        ("de,fr;q=0.5", "ja"),
        ("en;q=0.5,ja;q=0.5", "ja"),
        ("*", "ja"),
        ("\x7f;;q=x", "ja"),
    ],
)
def test_the_first_visit_follows_the_browser(visitor, asked, language):
    assert language_of(visitor.opens("/", **{"Accept-Language": asked})) == language


def test_a_choice_is_kept_and_needs_no_session(visitor):
    answer = visitor.sends("/editions", "/language", {"language": "en", "next": "/editions"})
    assert (answer.status_code, answer.location) == (303, "/editions")
    kept = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("lang="))
    assert {"lang=en", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(kept.split("; "))
    visitor.client.delete_cookie("otasuke")
    assert language_of(visitor.opens("/")) == "en"
    assert language_of(visitor.opens("/", **{"Accept-Language": "ja"})) == "en"


def test_one_chooses_japanese_again(visitor):
    visitor.sends("/", "/language", {"language": "en"})
    visitor.sends("/", "/language", {"language": "ja"})
    assert language_of(visitor.opens("/", **{"Accept-Language": "en"})) == "ja"


@pytest.mark.parametrize("chosen", ["", "de", "ja; x", "<b>"])
def test_a_language_that_is_not_offered_is_refused(visitor, chosen):
    answer = visitor.sends("/", "/language", {"language": chosen})
    assert answer.status_code == 422
    assert "lang=" not in str(answer.headers)


def test_a_choice_needs_the_proof_of_its_form(visitor):
    assert visitor.client.post("/language", data={"language": "en"}).status_code == 400


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "x"])
def test_a_choice_leads_nobody_away(visitor, wanted):
    answer = visitor.sends("/", "/language", {"language": "en", "next": wanted})
    assert answer.location == "/"


@pytest.mark.parametrize("cookie", ["de", "", "en ", "EN", "ja-JP"])
def test_a_cookie_of_somebody_else_says_nothing(visitor, cookie):
    visitor.client.set_cookie("lang", cookie)
    assert language_of(visitor.opens("/")) == "ja"


def test_a_query_chooses_nothing(visitor):
    assert language_of(visitor.opens("/?lang=en&language=en")) == "ja"


def test_a_page_tells_what_it_depended_on(visitor):
    vary = visitor.opens("/").vary
    assert {"accept-language", "cookie"} <= set(vary.as_set())


def test_what_is_no_page_has_no_language(visitor):
    assert "Content-Language" not in visitor.opens("/api/v1/offerings").headers


def test_an_error_is_told_in_the_language_of_the_visitor(visitor):
    visitor.client.set_cookie("lang", "en")
    answer = visitor.opens("/nothing")
    assert answer.status_code == 404
    assert "was not found" in answer.get_data(as_text=True)
    assert language_of(answer) == "en"


def test_both_languages_are_drawn_apart(visitor, scene):
    """What is kept drawn in one language is not shown in the other."""
    first = visitor.opens("/services").get_data(as_text=True)
    visitor.client.set_cookie("lang", "en")
    english = visitor.opens("/services").get_data(as_text=True)
    visitor.client.set_cookie("lang", "ja")
    again = visitor.opens("/services").get_data(as_text=True)
    assert "実質月額" in first
    assert "実質月額" not in english
    assert "実質月額" in again
