"""What no page of ours makes is refused before a view reads it."""

import pytest

from marketplace.desk.evidence import MOST_TOGETHER
from marketplace.web.guard.limits import ENVELOPE, MOST_BYTES
from marketplace.web.guard.shapes import MOST_QUERY, MOST_SEGMENT, SEVERAL


@pytest.fixture
def database():
    """Shapes are the same on every database."""
    return "sqlite"


def text_of(answer):
    return answer.get_data(as_text=True)


NOTHING = (
    "%00",
    "a%00b",
    "a%0d%0aSet-Cookie:x",
    "%1f",
    "%7f",
    "%c2%85",
    "%e2%80%a8",
    "%ff",
    "x" * (MOST_SEGMENT + 1),
)


@pytest.mark.parametrize("place", ["/services/{}", "/static/{}", "/{}", "/api/v1/offerings/{}"])
def test_an_address_of_nothing_is_not_found(visitor, place):
    """Control characters, what is no text at all, and names that nothing has."""
    for segment in NOTHING:
        assert visitor.opens(place.format(segment)).status_code == 404, segment


def test_an_address_that_is_just_short_enough_is_looked_up(visitor):
    """The limit itself is inside: the service is asked for, and there is none."""
    answers = [visitor.opens(f"/services/{'x' * (MOST_SEGMENT + n)}") for n in (0, 1)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert ["このサービス" in text_of(answer) for answer in answers] == [True, False]


def test_an_endless_query_is_told(visitor):
    """As long as it can be at most, and one more."""
    assert visitor.opens(f"/?a={'x' * (MOST_QUERY - 2)}").status_code == 200
    answer = visitor.opens(f"/?a={'x' * (MOST_QUERY - 1)}")
    assert (answer.status_code, "アドレスが長すぎます" in text_of(answer)) == (414, True)


@pytest.mark.parametrize("query", ["q=%00", "%00=q", "q=a&q=%00"])
def test_a_query_with_what_cannot_be_kept_is_refused(visitor, query):
    """No database would take it."""
    assert visitor.opens(f"/?{query}").status_code == 400


def test_a_field_is_said_once(visitor):
    """Twice is a forged form, or a faulty page: neither value is taken."""
    answer = visitor.sends("/signin", "/signin", {"email": ["a@example.jp", "b@example.jp"]})
    assert answer.status_code == 422
    assert "（email）が、二度" in text_of(answer)
    twice = visitor.client.post("/signin", data="csrf_token=a&csrf_token=b", **FORM)
    assert (twice.status_code, "二度" in text_of(twice)) == (422, True)


def test_where_several_are_ticked_the_form_is_there(app):
    """An exception whose form is gone goes too."""
    assert set(app.view_functions) >= SEVERAL


FORM = {"content_type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("data", [{"email": "a\x00b"}, {"a\x00b": "email"}])
def test_a_field_with_what_cannot_be_kept_is_named(visitor, data):
    """Before any view reads it."""
    answer = visitor.sends("/signin", "/signin", data)
    assert (answer.status_code, "読めない文字" in text_of(answer)) == (422, True)


def test_a_form_that_is_too_large_is_told_how_large_it_may_be(visitor):
    """With nothing read of it."""
    answer = visitor.client.post("/signin", data={"email": "x" * (MOST_BYTES + 1)})
    assert (answer.status_code, "合わせて 2 MB 以下" in text_of(answer)) == (413, True)


def chosen(size):
    """Give what a browser sends for one chosen file of a size."""
    head = b'--x\r\nContent-Disposition: form-data; name="evidence"; filename="a.pdf"\r\n\r\n'
    raw = head + b"x" * (size - len(head) - len(END)) + END
    return {"data": raw, "content_type": "multipart/form-data; boundary=x"}


END = b"\r\n--x--\r\n"


def test_evidence_may_be_more_for_a_provider_alone(visitor, enters, world):
    """On that route only; everybody else is stopped at the usual limit."""
    provider, place = enters(world.provider), "/provider/submissions"
    too_much = [(visitor, place), (enters(world.company), place), (provider, "/provider/check")]
    for who, address in too_much:
        assert who.client.post(address, **chosen(MOST_BYTES + 1)).status_code == 413, address
    answer = provider.client.post(place, **chosen(MOST_BYTES + 1))
    assert (answer.status_code, "時間がたったため" in text_of(answer)) == (400, True)


def test_a_whole_submission_has_its_limit_too(enters, world):
    """Thirty megabytes of papers and what carries them; told as such."""
    provider, most = enters(world.provider), MOST_TOGETHER + ENVELOPE
    assert provider.client.post("/provider/submissions", **chosen(most)).status_code == 400
    answer = provider.client.post("/provider/submissions", **chosen(most + 1))
    assert (answer.status_code, "合わせて 30 MB 以下" in text_of(answer)) == (413, True)


@pytest.mark.parametrize("path", ["/", "/signin", "/provider/submissions", "/api/v1/catalogue"])
def test_other_methods_are_refused(visitor, path):
    """And none is taken from a header that asks for another one."""
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        assert visitor.client.open(path, method=method).status_code == 405, method
    said = {"X-HTTP-Method-Override": "DELETE"}
    assert visitor.opens(path, **said).status_code == visitor.opens(path).status_code
