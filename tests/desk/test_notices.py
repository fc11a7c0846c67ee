"""The operator's pages: versions add up, and what is unsafe is never kept."""

import pytest

from marketplace.desk.notices import MOST_TEXT, WritePage, write_page
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.notice import Notice, NoticePage
from marketplace.store import notices


def order(town, body="# 運営者\n架空運営", seen=0, page="contact"):
    return WritePage(town.token(), page, seen, body)


def newest(town, page=NoticePage.CONTACT):
    return town.see(notices.public_newest).get(page)


def test_nothing_is_written_at_first(town):
    """The templates are not in the store."""
    assert town.see(notices.public_newest) == {}
    assert town.see(notices.public_versions, NoticePage.CONTACT) == ()


def test_versions_add_up(town):
    """The newest counts, and the one before can still be read."""
    first = town.do(write_page, town.operator, order(town))
    assert first == Notice(NoticePage.CONTACT, 1, "# 運営者\n架空運営", town.now)
    second = town.do(write_page, town.operator, order(town, "新しい文", seen=1))
    assert newest(town) == second
    assert town.see(notices.public_notice, NoticePage.CONTACT, 1) == first
    assert town.see(notices.public_versions, NoticePage.CONTACT) == ((2, town.now), (1, town.now))
    assert newest(town, NoticePage.TERMS) is None


def test_a_form_sent_twice_writes_once(town):
    """The same token gives the same version again."""
    wish = order(town)
    first = town.do(write_page, town.operator, wish)
    assert town.do(write_page, town.operator, wish) == first
    assert len(town.see(notices.public_versions, NoticePage.CONTACT)) == 1


def test_two_who_write_at_once_do_not_undo_each_other(town):
    """Whoever saw an older version is told, and nothing is written."""
    town.do(write_page, town.operator, order(town))
    code, values = town.refuses(Conflict, write_page, town.operator, order(town, "別の文"))
    assert (code, values) == ("notice_moved", {"page": NoticePage.CONTACT})


def test_the_same_text_is_no_version(town):
    """Also where only the ends of its lines differ."""
    town.do(write_page, town.operator, order(town))
    again = order(town, "\r\n# 運営者  \r\n架空運営\r\n\r\n", seen=1)
    code, _ = town.refuses(Refused, write_page, town.operator, again)
    assert code == "notice_unchanged"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "notice_empty"),
        (" \n\n", "notice_empty"),
        (None, "notice_empty"),
        ("字" * (MOST_TEXT + 1), "notice_too_long"),
        ("鐘\x07", "notice_unreadable"),
        ("逆\u202e順", "notice_unreadable"),
        ("[先](http://example.jp/)", "notice_bad_link"),
        ("[先](javascript:x)", "notice_bad_link"),
    ],
)
def test_what_is_unsafe_is_not_kept(town, body, code):
    """And nothing is written at all."""
    assert town.refuses(Refused, write_page, town.operator, order(town, body))[0] == code


def test_the_longest_text_is_kept(town):
    """The limit itself is allowed."""
    made = town.do(write_page, town.operator, order(town, "字" * MOST_TEXT))
    assert len(made.body) == MOST_TEXT


@pytest.mark.parametrize("page", ["", "nowhere", None, 3, "../terms"])
def test_there_are_no_other_pages(town, page):
    """A page of another name does not exist."""
    assert town.refuses(Missing, write_page, town.operator, order(town, page=page))[0] == "notice"


def test_a_version_that_is_not_there_is_missing(town):
    """Whether the page was written or not."""
    with pytest.raises(Missing):
        town.see(notices.public_notice, NoticePage.CONTACT, 1)
