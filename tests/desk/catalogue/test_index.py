"""The catalogue as one value: bit n is listing n, and nothing is kept for ever."""

import pytest

from marketplace.desk.catalogue.facets import Facet
from marketplace.desk.catalogue.index import Kept, current
from marketplace.domain.certificate import ListingBasis


def test_bits_stand_for_listings(town):
    """Each listing has one bit in one value of each facet."""
    town.certified()
    town.certified(offering__code="other")
    listed = town.see(current, town.today)
    assert listed.marks.every == 0b11
    for facet in (Facet.TIER, Facet.BASIS, Facet.WATCH, Facet.DISPATCH, Facet.TERM):
        bits = listed.marks.by_facet[facet]
        assert sum(bits.values()) == 0b11, facet
    assert {one.basis for one in listed.listings} == {ListingBasis.CERTIFICATE}


def test_a_number_leads_to_its_certificate(town):
    """Only that of something listed."""
    made = town.certified()
    listed = town.see(current, town.today)
    assert listed.ref_of(made.number) == made.ref
    assert listed.ref_of("1999-0001") is None


def test_what_was_used_longest_ago_is_forgotten():
    """So many values and no more."""
    kept, made = Kept(2), []

    def of(key):
        return kept.of(key, lambda: made.append(key) or key)

    assert [of(key) for key in "abab"] == list("abab")
    of("c")
    of("b")
    of("a")
    assert made == ["a", "b", "c", "a"]


def test_what_could_not_be_made_is_not_kept():
    """The next one tries again."""
    kept = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.of("a", lambda: 1 // 0)
    assert kept.of("a", lambda: 1) == 1
