"""A link is the reference of a ticket with a signature; anything else opens nothing."""

from datetime import timedelta

import pytest

from marketplace.desk.accounts import links
from marketplace.desk.accounts.links import Link
from marketplace.domain.account import Errand
from marketplace.domain.errors import Missing, Refused
from marketplace.store.accounts import tickets
from tests.desk.accounts.links_of import KEY, issued

OTHER = links.key_of("fedcba9876543210" * 2)


def opens(town, link, errand=Errand.RESET, after=timedelta()):
    return town.see(links.opened, link, errand, town.now + after)


def test_a_link_opens_its_ticket(town):
    link = issued(town, Errand.RESET, "a@example.jp")
    found = opens(town, link)
    assert (found.email, found.errand) == ("a@example.jp", Errand.RESET)
    assert opens(town, link, after=timedelta(minutes=59)) == found


def test_a_link_of_another_key_or_another_errand_opens_nothing(town):
    link = issued(town, Errand.RESET, "a@example.jp")
    ref = link.text.partition(".")[0]
    forged = links.link_text(ref, Errand.RESET, OTHER)
    for other in (Link(forged, KEY), Link(link.text, OTHER)):
        with pytest.raises(Missing, match="ticket"):
            opens(town, other)
    with pytest.raises(Missing, match="ticket"):
        opens(town, link, Errand.SIGN_UP)
    crossed = Link(links.link_text(ref, Errand.SIGN_UP, KEY), KEY)
    with pytest.raises(Missing, match="ticket"):
        opens(town, crossed, Errand.SIGN_UP)


@pytest.mark.parametrize(
    "text", ["", ".", "tk_aaaaaaaaaaaaaaaa", "tk_aaaaaaaaaaaaaaaa.", "x.y.z", "あ.い", "\x00." * 9]
)
def test_what_is_no_link_opens_nothing(town, text):
    with pytest.raises(Missing, match="ticket"):
        opens(town, Link(text, KEY))


def test_a_signed_reference_without_its_ticket_opens_nothing(town):
    text = links.link_text("tk_aaaaaaaaaaaaaaaa", Errand.RESET, KEY)
    with pytest.raises(Missing, match="ticket"):
        opens(town, Link(text, KEY))


def test_a_used_link_and_an_old_one_say_so(town):
    link = issued(town, Errand.RESET, "a@example.jp")
    with pytest.raises(Refused, match="link_over"):
        opens(town, link, after=timedelta(hours=1))
    town.store.run(tickets.use, link.text.partition(".")[0], town.now)
    with pytest.raises(Refused, match="link_used"):
        opens(town, link)


def test_the_signature_is_long_and_nothing_of_the_key_shows():
    text = links.link_text("tk_aaaaaaaaaaaaaaaa", Errand.RESET, KEY)
    assert len(text.partition(".")[2]) == 43
    assert "key=" not in repr(Link(text, KEY))
    assert links.key_of("a" * 32) != links.key_of("b" * 32)
