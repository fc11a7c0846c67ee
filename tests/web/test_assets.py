"""Files beside the pages: names of their bytes, kept for a year, compressed once."""

import gzip
import re

import pytest

from marketplace.web.assets import SCRIPT, STYLE, SYMBOLS, assets

YEAR = "public, max-age=31536000, immutable"


@pytest.fixture
def database():
    """Files are the same on every database."""
    return "sqlite"


def kept(name):
    return f"/static/{assets()[name].address}"


def test_a_page_names_one_style_sheet_and_one_script(visitor):
    """Under the names that a browser may keep."""
    text = visitor.opens("/").get_data(as_text=True)
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', text) == [kept(STYLE)]
    assert re.findall(r'<script src="([^"]+)"', text) == [kept(SCRIPT)]
    guide = visitor.opens("/demo/styleguide").get_data(as_text=True)
    assert f'href="{kept(SYMBOLS)}#' in guide


def test_a_named_file_is_kept_for_a_year(visitor):
    """The plain name is asked again every time: what it names may change."""
    assert visitor.opens(kept(STYLE)).headers["Cache-Control"] == YEAR
    assert visitor.opens(f"/static/{STYLE}").headers["Cache-Control"] == "public, no-cache"


def test_a_name_carries_the_bytes(visitor):
    """A file that changes gets another name; an old name is not answered with new bytes."""
    one = assets()[STYLE]
    assert one.digest[:12] in one.address
    wrong = kept(STYLE).replace(one.digest[:12], "0" * 12)
    assert visitor.opens(wrong).status_code == 404


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.5", "*"])
def test_a_browser_that_unpacks_gets_it_packed(visitor, accepted):
    """The same bytes, told apart in caches."""
    answer = visitor.opens(kept(STYLE), **{"Accept-Encoding": accepted})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.data) == assets()[STYLE].body
    assert answer.mimetype == "text/css"


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br"])
def test_others_get_it_as_it_is(visitor, accepted):
    """Not packed, and still saying that it may be."""
    answer = visitor.opens(kept(STYLE), **{"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.data == assets()[STYLE].body


def test_what_a_browser_has_is_not_sent_again(visitor):
    """By its tag; the packed form has a tag of its own."""
    path = f"/static/{STYLE}"
    plain = visitor.opens(path).headers["ETag"]
    packed = visitor.opens(path, **{"Accept-Encoding": "gzip"}).headers["ETag"]
    assert plain != packed
    again = visitor.opens(path, **{"If-None-Match": plain})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["nothing.css", "../app.py", "vendor", "%2e%2e/app.py", ""])
def test_nothing_else_is_served(visitor, path):
    """Only what stands in the folder."""
    assert visitor.opens(f"/static/{path}").status_code == 404


def test_every_file_is_served_as_what_it_is(visitor):
    """With its type, and never as a page."""
    for name in assets():
        answer = visitor.opens(kept(name))
        assert answer.status_code == 200, name
        assert answer.mimetype != "text/html", name
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_small_files_are_not_packed():
    """Where packing does not pay, there is nothing to choose."""
    for one in assets().values():
        assert one.packed is None or len(one.packed) < 0.9 * len(one.body), one.name
