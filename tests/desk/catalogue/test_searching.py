"""Every condition has three answers; counts leave out their own facet; what fails says which."""

import pytest

from marketplace.codec.dossier import load_dossier
from marketplace.desk.catalogue.facets import UNKNOWN, Facet, Split, every
from marketplace.desk.catalogue.searching import search
from marketplace.desk.catalogue.wishes import Search
from marketplace.domain.errors import Refused
from marketplace.domain.price import Size
from tests.bench.market import list_dossier

SIZE = Size(pcs=20, servers=1, networks=2)
OSAKA, TOKYO = "27", "13"
PLACES = {"sales__prefectures": [OSAKA], "dispatch__prefectures": [OSAKA]}


@pytest.fixture
def lists(town):
    """Give a way to list an offering with a plan of its own, whatever was declared of it."""

    def do(code, amount=9800, plan=None, **changes):
        made = town.plain()["plans"][0] | {"code": code} | (plan or {})
        made["prices"][0]["amount"] = amount
        made = {key: value for key, value in made.items() if value is not None}
        dossier = load_dossier(town.plain(offering__code=code, plans=[made], **changes))
        town.store.run(list_dossier, town.examiner, town.provider, dossier)

    return do


@pytest.fixture
def finds(town):
    """Give a way to search at the size of these tests."""

    def do(size=SIZE, **conditions):
        return town.see(search, town.today, Search(size, 24, **conditions))

    return do


def codes(rows):
    return [row.listing.plan.code for row in rows]


def counted(found, facet):
    return {one.value: one.count for one in found.facets[facet] if one.count}


def reasons(found):
    return {one.row.listing.plan.code: (one.facet, one.value) for one in found.missed}


def test_without_a_condition_everything_is_found(lists, finds):
    """Known prices ascend, then unknown ones, then what is not sold in this size."""
    lists("dear", 9900)
    lists("cheap", 9000)
    lists("small", plan={"terminals_max": 20})
    found = finds()
    assert codes(found.known) == ["cheap", "dear"]
    assert (codes(found.unsold), found.unpriced, found.unclear) == (["small"], (), ())
    assert (found.total, found.missed_count, found.missed) == (3, 0, ())


def test_every_prefecture_has_to_be_served(lists, finds):
    """Sold in all of them; where 駆付け is asked for, technicians go there too."""
    both = [OSAKA, TOKYO]
    lists("osaka", **PLACES)
    lists("both", sales__prefectures=both, dispatch__prefectures=both)
    lists("sold", sales__prefectures=both, dispatch__prefectures=[OSAKA])
    assert codes(finds(area=(OSAKA,)).known) == ["both", "osaka", "sold"]
    assert codes(finds(area=(OSAKA, TOKYO)).known) == ["both", "sold"]
    found = finds(area=(OSAKA, TOKYO), dispatch=("yes",))
    assert codes(found.known) == ["both"]
    assert reasons(found) == {"osaka": (Facet.AREA, TOKYO), "sold": (Facet.DISPATCH, TOKYO)}


def test_a_count_leaves_out_its_own_facet(lists, finds):
    """One condition does not change the counts beside it, but those of the other facets."""
    lists("osaka", plan={"term_months": 12}, **PLACES)
    lists("tokyo", plan={"term_months": 24}, sales__prefectures=[TOKYO])
    usual = counted(finds(), Facet.AREA)
    found = finds(area=(OSAKA,))
    assert (usual[OSAKA], usual[TOKYO]) == (1, 1)
    assert counted(found, Facet.AREA) == usual
    assert counted(finds(), Facet.TERM) == {"12": 1, "24": 2}
    assert counted(found, Facet.TERM) == {"12": 1, "24": 1}
    assert counted(found, Facet.WATCH) == {"network": 1}


def test_the_count_of_dispatch_asks_for_the_prefecture_too(lists, finds):
    """What would be left if it were chosen: somebody who comes to that prefecture."""
    lists("there", sales__prefectures=[OSAKA], dispatch__prefectures=[OSAKA])
    lists("not-there", sales__prefectures=[OSAKA], dispatch__prefectures=[TOKYO])
    found = finds(area=(OSAKA,))
    assert counted(found, Facet.DISPATCH) == {"yes": 1}
    assert finds(area=(OSAKA,), dispatch=("yes",)).total == 1


def test_what_was_not_declared_is_neither_in_nor_out(lists, finds):
    """It has its own value and its own section; whoever asks for unknown gets it."""
    lists("short", plan={"term_months": 12})
    lists("unsaid", plan={"term_months": None})
    lists("long", plan={"term_months": 36})
    found = finds(term=24)
    assert codes(found.known) == ["short"]
    assert [(one.row.listing.plan.code, one.facets) for one in found.unclear] == [
        ("unsaid", (Facet.TERM,))
    ]
    assert reasons(found) == {"long": (Facet.TERM, "")}
    assert counted(found, Facet.TERM)[UNKNOWN] == 1
    assert (found.total, found.unclear_count, found.missed_count) == (1, 1, 1)


def test_a_fact_that_fails_outweighs_one_that_is_unknown(lists, finds):
    """What fails anything is out, whatever else is not known of it."""
    lists("unsaid-dear", 9900, plan={"term_months": None})
    lists("unsaid-cheap", 5000, plan={"term_months": None})
    found = finds(term=24, price=12_000)
    assert [one.row.listing.plan.code for one in found.unclear] == ["unsaid-cheap"]
    assert reasons(found) == {"unsaid-dear": (Facet.PRICE, "")}


def test_a_price_counts_for_my_size(lists, finds):
    """Up to the yen; what is not sold in this size has no price."""
    lists("plan", 9800)
    lists("small", 1000, plan={"terminals_max": 20})
    assert codes(finds(price=19_600).known) == ["plan"]
    found = finds(price=19_599)
    assert reasons(found) == {"plan": (Facet.PRICE, ""), "small": (Facet.SOLD, "")}
    assert counted(found, Facet.PRICE) == {"20000": 1, "30000": 1, "50000": 1, "100000": 1}


def test_an_unknown_price_is_open(lists, finds, town):
    """A quotation is neither cheap nor dear."""
    quote = {"name": "設置", "kind": "one_time", "basis": "company", "qualifier": "quote"}
    prices = [*town.plain()["plans"][0]["prices"], quote]
    lists("quoted", plan={"prices": prices})
    found = finds(price=100)
    assert [(codes([one.row]), one.facets) for one in found.unclear] == [
        (["quoted"], (Facet.PRICE,))
    ]
    assert codes(finds().unpriced) == ["quoted"]
    assert counted(finds(), Facet.PRICE) == {UNKNOWN: 1}


def test_sold_may_be_asked_for(lists, finds):
    """The default shows it apart; asked for, what is not sold is out."""
    lists("plan")
    lists("small", plan={"terminals_max": 20})
    assert counted(finds(), Facet.SOLD) == {"yes": 1, "no": 1}
    found = finds(sold=("yes",))
    assert (codes(found.known), found.unsold) == (["plan"], ())
    assert reasons(found) == {"small": (Facet.SOLD, "")}


def test_undeclared_places_are_unknown(lists, finds):
    """Where it is sold, and where technicians go."""
    lists("sold-unsaid", sales__prefectures=None, dispatch__prefectures=[OSAKA])
    lists("sent-unsaid", sales__prefectures=[OSAKA], dispatch__prefectures=None)
    lists("nobody-knows", sales__prefectures=[OSAKA], dispatch__available=None)
    usual, sent = finds(area=(OSAKA,)), finds(area=(OSAKA,), dispatch=("yes",))
    assert [one.row.listing.plan.code for one in usual.unclear] == ["sold-unsaid"]
    assert {one.row.listing.plan.code: one.facets for one in sent.unclear} == {
        "nobody-knows": (Facet.DISPATCH,),
        "sent-unsaid": (Facet.AREA,),
        "sold-unsaid": (Facet.AREA,),
    }
    assert codes(finds(dispatch=(UNKNOWN,)).known) == ["nobody-knows"]
    assert counted(usual, Facet.AREA)[UNKNOWN] == 1


@pytest.mark.parametrize(
    ("facet", "asked"),
    [(Facet.TIER, "class2"), (Facet.BASIS, "trial"), (Facet.WATCH, "endpoint")],
)
def test_each_condition_is_named_when_it_fails(lists, finds, facet, asked):
    """The first in the order of the facets, once a listing."""
    lists("plan")
    found = finds(**{facet.value: (asked,)})
    assert reasons(found) == {"plan": (facet, "")}
    assert found.total == 0


def test_a_service_that_sends_nobody_fails_dispatch_and_area(lists, finds):
    """Without a prefecture: it goes nowhere."""
    lists("remote", dispatch__available=False, sales__prefectures=[OSAKA])
    assert reasons(finds(dispatch=("yes",))) == {"remote": (Facet.DISPATCH, "")}
    assert reasons(finds(dispatch=("yes",), area=(OSAKA,))) == {"remote": (Facet.DISPATCH, "")}
    assert codes(finds(dispatch=("no",)).known) == ["remote"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("area", ("48",)), ("tier", ("gold",)), ("watch", ("",)), ("term", -1), ("price", 10**9)],
)
def test_a_value_that_nothing_can_have_is_refused(lists, finds, field, value):
    """Never ignored: a condition that vanished would find too much."""
    lists("plan")
    with pytest.raises(Refused) as caught:
        finds(**{field: value})
    assert caught.value.code == "filter_unusable"
    assert caught.value.values["field"] == field


def test_one_size_is_reckoned_once(lists, finds):
    """The next page of the same size takes the same rows."""
    lists("plan")
    assert finds().at is finds(term=12).at
    assert finds().at is not finds(size=Size(21, 1, 2)).at


def test_all_conditions_together():
    """One that fails decides, one that is unknown leaves it open, none asks for nothing."""
    assert every((), 0b111) == Split(0b111, 0)
    assert every((Split(0b001, 0b010), Split(0b011, 0)), 0b111) == Split(0b001, 0b010)
    assert every((Split(0b001, 0b010), Split(0b001, 0)), 0b111) == Split(0b001, 0)
