"""What an end before the term costs is declared in one way, with what that way needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.codec.dossier import dump_dossier, load_dossier, read_dossier
from marketplace.domain.errors import BadInput
from marketplace.domain.service import EarlyEnd, EndRule, Terms
from marketplace.domain.tax import TaxCategory

HEAD = """\
format: otasuke-manifest/1
provider: {code: x, name: x}
offering: {code: x, name: x, summary: x, source: x, as_of: 2026-04-01}
plans: [{code: x, name: x, tier: class1}]
terms:
"""
END = "  early_end: {{{}}}\n"


def read(terms):
    """The terms of the smallest manifest."""
    return read_dossier((HEAD + terms).encode(), "a.yaml").offering.terms


RIGHT = {
    "rule: none": EarlyEnd(EndRule.NONE),
    "rule: remaining, percent_bp: 5000, tax_category: out_of_scope": EarlyEnd(
        EndRule.REMAINING, percent_bp=5000, tax_category=TaxCategory.OUT_OF_SCOPE
    ),
    "rule: months, months: 3, tax_category: taxable": EarlyEnd(
        EndRule.MONTHS, months=3, tax_category=TaxCategory.TAXABLE
    ),
    "rule: flat, amount: 30000, tax_category: taxable": EarlyEnd(
        EndRule.FLAT, amount=30_000, tax_category=TaxCategory.TAXABLE
    ),
}


@pytest.mark.parametrize("written", RIGHT)
def test_each_rule_is_read_with_what_it_needs(written):
    """And nothing but it."""
    assert read(END.format(written)).early_end == RIGHT[written]


WRONG = {
    "rule: none, amount: 1": ("amount", "書けません"),
    "rule: none, tax_category: taxable": ("tax_category", "書けません"),
    "rule: remaining, tax_category: taxable": ("percent_bp", "必ず書きます"),
    "rule: remaining, percent_bp: 5000": ("tax_category", "必ず書きます"),
    "rule: months, months: 3, amount: 1, tax_category: taxable": ("amount", "書けません"),
    "rule: flat, amount: 0, tax_category: taxable": ("amount", "範囲の外"),
    "rule: remaining, percent_bp: 10001, tax_category: taxable": ("percent_bp", "範囲の外"),
    "rule: sometimes": ("rule", "次のどれか"),
    "percent_bp: 1": ("rule", "必ず書く項目"),
}


@pytest.mark.parametrize("written", WRONG)
def test_anything_else_is_refused_at_its_place(written):
    """What is missing, what belongs to another rule, and what is out of range."""
    place, message = WRONG[written]
    with pytest.raises(BadInput) as caught:
        read(END.format(written))
    faults = {fault.place: fault.message for fault in caught.value.faults}
    assert message in faults[f"terms.early_end.{place}"]


def test_the_months_of_a_renewal_are_a_number_and_may_be_none():
    """Month by month is 0, which is not the same as unsaid."""
    assert read("  renewal_months: 0\n").renewal_months == 0
    assert read("  notice_days: 30\n") == Terms(notice_days=30)
    with pytest.raises(BadInput):
        read("  renewal_months: 121\n")


@given(st.sampled_from(list(RIGHT.values())), st.none() | st.integers(0, 120))
def test_terms_read_back_as_they_were_written(early_end, renewal_months):
    """Whatever was declared."""
    dossier = read_dossier((HEAD + "  notice_days: 0\n").encode(), "a.yaml")
    plain = dump_dossier(dossier)
    plain["terms"] = dump_terms(early_end, renewal_months)
    read_again = load_dossier(plain)
    assert read_again.offering.terms == Terms(early_end=early_end, renewal_months=renewal_months)
    assert dump_dossier(read_again)["terms"] == plain["terms"]


def dump_terms(early_end, renewal_months):
    said = {name: getattr(early_end, name) for name in early_end.__slots__}
    plain = {name: getattr(value, "value", value) for name, value in said.items() if value}
    return {"early_end": plain} | (
        {} if renewal_months is None else {"renewal_months": renewal_months}
    )
