"""Each act and view belongs to an audience and a role, and each thing to an organisation."""

from dataclasses import replace
from importlib import import_module
from itertools import product
from pkgutil import walk_packages

import pytest

from marketplace import desk
from marketplace.desk import (
    attesting,
    confirming,
    directory,
    enforcing,
    journals,
    measures,
    members,
    review,
    submission,
)
from marketplace.desk.access import ACTS
from marketplace.desk.contracts import records
from marketplace.desk.diagnosis import confirming as confirming_again
from marketplace.desk.diagnosis import importing, viewing
from marketplace.desk.homes import body, company, market, provider
from marketplace.desk.planning import planning
from marketplace.desk.planning.planning import WantPlan
from marketplace.desk.waiting import waiting
from marketplace.domain.errors import MarketError, Missing, Refused
from marketplace.domain.organisation import Role
from marketplace.domain.price import Size
from marketplace.domain.record import Search
from marketplace.store import members as kept
from tests.desk.acts import (
    ADMINS_DO,
    EVERYBODYS,
    KINDS,
    MAY,
    MAY_SEE,
    MEMBERS_SEE,
    NOWHERE,
    ORDERS,
    OTHERS,
    VIEWERS_DO,
    WITHOUT_REF,
)


def order_of(act, ref):
    """Make an order for an act that is right in everything but perhaps its ref."""
    return ORDERS[act](ref)


def function_of(act):
    """Find the function of an act."""
    return acts_of_the_desk()[act]


def acts_of_the_desk():
    """Give every act of every module of the desk by its name."""
    found = walk_packages(desk.__path__, f"{desk.__name__}.")
    modules = [import_module(module.name) for module in found]
    return {name: f for module in modules for name, f in vars(module).items() if _is_act(f)}


def _is_act(function):
    """Whether the decorator of acts made it: the function that it makes is called ``once``."""
    return getattr(getattr(function, "__code__", None), "co_name", "") == "once"


def least(act):
    """Give the least role of an act, as it is written by hand."""
    if act in VIEWERS_DO:
        return Role.VIEWER
    return Role.ADMIN if act in ADMINS_DO else Role.MEMBER


def admins(town, *names):
    """Let people be ADMIN in the store; what a request says of their role is another matter."""
    for name in names:
        actor = town.actors[name]
        with town.store.act() as book:
            kept.set_role(book, actor, actor.person.ref, Role.ADMIN)


@pytest.mark.parametrize("act", MAY)
def test_an_act_belongs_to_its_audiences_and_roles(town, act):
    """Everybody else is refused before anything is read; the right one gets further."""
    admins(town, *KINDS)
    before = town.everything()
    for name, role in product(KINDS, Role):
        actor = replace(town.actors[name], role=role)
        with pytest.raises(MarketError) as refused:
            town.do(function_of(act), actor, order_of(act, NOWHERE))
        wanted = ("not_allowed", {"act": act, "kind": KINDS[name]})
        if name in MAY[act].split():
            wanted = low(act, role, least(act))
        is_refused = name not in MAY[act].split() or not role.covers(least(act))
        assert ((refused.value.code, refused.value.values) == wanted) is is_refused, (name, role)
    assert town.everything() == before


@pytest.mark.parametrize("name", KINDS)
def test_a_view_belongs_to_its_audiences(town, name):
    """A page is refused like an act; whoever belongs there may look, in every role."""
    views = views_of(town)
    assert set(views) == set(MAY_SEE)
    for (view, look), role in product(views.items(), Role):
        actor = replace(town.actors[name], role=role)
        wanted = refusal_of(view, name, role)
        if wanted is None:
            town.see(look, actor)
            continue
        with pytest.raises(Refused) as refused:
            town.see(look, actor)
        assert (refused.value.code, refused.value.values) == wanted


def views_of(town):
    """Give a way to look at every view, at something of its own audience."""
    return views_of_papers(town) | views_of_a_diagnosis(town) | views_of_places(town)


def views_of_papers(town):
    found, today = town.submitted(), town.today
    number = town.certified(offering__code="other").number
    manifest = town.manifest()
    return {
        "pre_check": lambda book, actor: submission.pre_check(
            actor, manifest, "m.json", today, book=book
        ),
        "review": lambda book, actor: review.review(book, actor, found.ref, today),
        "attestation": lambda book, actor: attesting.attestation(book, actor, number),
        "confirmations_of": lambda book, actor: confirming.confirmations_of(
            book, actor, "otasuke/2.0"
        ),
        "editions_of": lambda book, actor: enforcing.editions_of(book, actor, today),
        "status_of": lambda book, actor: measures.status_of(book, actor, today),
        "records": lambda book, actor: records.records(book, actor, Search()),
    }


def views_of_a_diagnosis(town):
    ref, raw = town.diagnosed().ref, "評価基準,答え\n".encode()
    wanted = WantPlan(24, size=Size(20, 1, 1), places=("13",))
    return {
        "diagnosis": lambda book, actor: viewing.diagnosis(book, actor, ref),
        "diagnoses": viewing.diagnoses,
        "compared": lambda book, actor: confirming_again.compared(book, actor, ref, ref),
        "import_preview": lambda book, actor: importing.preview(
            book, actor, ref, raw=raw, name="a.csv"
        ),
        "plan": lambda book, actor: planning.plan(book, actor, wanted, town.today),
    }


def views_of_places(town):
    today = town.today
    return {
        "waiting": lambda book, actor: waiting(book, actor, today),
        "home_of_company": lambda book, actor: company.home_of_company(book, actor, today),
        "home_of_provider": lambda book, actor: provider.home_of_provider(book, actor, today),
        "home_of_body": lambda book, actor: body.home_of_body(book, actor, today),
        "state_of_market": lambda book, actor: market.state_of_market(book, actor, town.now),
        "members": lambda book, actor: members.members_of(book, actor, town.now),
        "journal_of": lambda book, actor: journals.journal_of(book, actor, journals.Wanted(), 1),
        "organisations_of": directory.organisations_of,
    }


def refusal_of(view, name, role):
    """Give what a person of this kind and role is told instead of a view; None: it is shown."""
    least = Role.MEMBER if view in MEMBERS_SEE else Role.VIEWER
    if name not in MAY_SEE[view]:
        return "not_allowed", {"act": view, "kind": KINDS[name]}
    return None if role.covers(least) else low(view, role, least)


def low(act, role, wanted):
    """Give the refusal of a role that does not suffice."""
    return "role_too_low", {"act": act, "role": role, "least": wanted}


def test_every_act_of_the_desk_is_in_the_table():
    """No act is without its line, and no line without its act."""
    assert set(acts_of_the_desk()) == set(MAY) == set(ORDERS)
    assert set(ACTS) == set(MAY) | set(MAY_SEE)
    roles = {act: least(act) for act in MAY} | dict.fromkeys(MAY_SEE, Role.VIEWER)
    roles |= dict.fromkeys(MEMBERS_SEE, Role.MEMBER)
    assert {act: role for act, (_, role) in ACTS.items()} == roles


@pytest.mark.parametrize("act", [act for act in MAY if act not in WITHOUT_REF])
def test_what_does_not_exist_is_missing(town, act):
    """A reference that names nothing, or is none, is the same as what one may not see."""
    first = MAY[act].split()[0]
    admins(town, first)
    actor = replace(town.actors[first], role=Role.ADMIN)
    before = town.everything()
    for ref in (NOWHERE, "", "x" * 99, "ap_\x00aaaaaaaaaaaaaaa", None, 3):
        with pytest.raises(Missing):
            town.do(function_of(act), actor, order_of(act, ref))
    assert town.everything() == before


def invited(town):
    """Let the company have invited somebody."""
    admin = replace(town.company, role=Role.ADMIN)
    order = members.Invite(town.token(), "new@example.jp", Role.MEMBER)
    return town.do(members.invite, admin, order)


MADE = {
    "invoice": lambda town: town.invoiced().ref,
    "submission": lambda town: town.submitted().ref,
    "certificate": lambda town: town.certified().ref,
    "application": lambda town: town.applied().ref,
    "contract": lambda town: town.accepted().ref,
    "quote": lambda town: town.quoted().ref,
    "assessment": lambda town: town.diagnosed().ref,
    "invitation": lambda town: invited(town).ref,
    "member": lambda town: town.newcomer("colleague", town.company.org).person.ref,
}


@pytest.mark.parametrize("act", OTHERS)
def test_what_is_another_organisations_is_missing(town, act):
    """A stranger of the right kind and role learns nothing, and its owner gets further."""
    strangers, thing = OTHERS[act]
    owner = MAY[act].split()[0]
    admins(town, owner, *strangers.split())
    order = order_of(act, MADE[thing](town))
    for stranger in strangers.split():
        before = town.everything()
        with pytest.raises(Missing) as missing:
            town.do(function_of(act), replace(town.actors[stranger], role=Role.ADMIN), order)
        assert missing.value.code == thing
        assert town.everything() == before
    assert gets_further(town, function_of(act), replace(town.actors[owner], role=Role.ADMIN), order)


def gets_further(town, function, actor, order):
    """Whether an order is done, or refused for anything but what is not there."""
    try:
        return town.do(function, actor, order) is not None
    except MarketError as error:
        return not isinstance(error, Missing)


def test_every_act_on_a_thing_says_whose_it_is():
    """A new act with a reference is tried with a stranger, or says why there is none."""
    with_ref = set(MAY) - WITHOUT_REF
    assert set(OTHERS) | set(EVERYBODYS) == with_ref
    assert set(OTHERS) & set(EVERYBODYS) == set()


def test_a_provider_sees_only_its_own_review(town):
    """Another provider's submission does not exist for it."""
    found = town.submitted()
    with pytest.raises(Missing):
        town.see(review.review, town.rival, found.ref, town.today)
    assert town.see(review.review, town.provider, found.ref, town.today).submission == found
    assert town.see(review.review, town.examiner, found.ref, town.today).submission == found
