"""Each act and view belongs to an audience, and each thing to an organisation."""

from datetime import date
from importlib import import_module
from pkgutil import walk_packages

import pytest

from marketplace import desk
from marketplace.desk import (
    attesting,
    confirming,
    enforcing,
    measures,
    review,
    submission,
    trials,
    versions,
)
from marketplace.desk.access import ACTS
from marketplace.desk.catalogue import listing
from marketplace.desk.contracts import (
    applications,
    billing,
    collecting,
    deposits,
    endings,
    quotes,
    records,
)
from marketplace.desk.diagnosis import profiling, replying, starting, viewing
from marketplace.desk.waiting import waiting
from marketplace.domain.errors import MarketError, Missing, Refused
from marketplace.domain.organisation import OrgKind
from marketplace.domain.price import Size
from marketplace.domain.record import Search
from marketplace.domain.verdict import Verdict

DAY = date(2026, 11, 25)
SIZE = Size(1, 0, 1)
KINDS = {
    "company": OrgKind.SME,
    "provider": OrgKind.PROVIDER,
    "examiner": OrgKind.CERTIFIER,
    "buyer": OrgKind.BUYER,
    "operator": OrgKind.OPERATOR,
}

# Written by hand: act → who may do it.
MAY = {
    "submit": "provider",
    "withdraw_submission": "provider",
    "rule": "examiner",
    "confirm": "examiner",
    "withdraw_confirmation": "examiner",
    "certify": "examiner",
    "refuse": "examiner",
    "put_edition": "examiner",
    "withdraw_edition_proposal": "examiner",
    "suspend": "examiner",
    "reinstate": "examiner",
    "revoke": "examiner",
    "withdraw_listing": "provider",
    "change_offering": "provider",
    "ask_trial": "provider",
    "withdraw_trial": "provider",
    "start_checkout": "company",
    "quote": "company",
    "sign": "company",
    "withdraw_application": "company",
    "accept": "provider",
    "decline": "provider",
    "issue_invoice": "provider",
    "record_deposit": "provider",
    "reverse_deposit": "provider",
    "request_end": "company",
    "withdraw_end": "company",
    "withdraw_contract": "company provider",
    "start_diagnosis": "company",
    "state_profile": "company",
    "reply": "company",
    "reply_item": "company",
    "finish_diagnosis": "company",
}
MAY_SEE = {
    "pre_check": {"provider"},
    "review": {"provider", "examiner"},
    "confirmations_of": {"examiner"},
    "editions_of": {"examiner"},
    "status_of": {"examiner"},
    "records": {"provider", "company"},
    "attestation": {"examiner"},
    "waiting": {"provider", "examiner", "company"},
    "diagnosis": {"company"},
    "diagnoses": {"company"},
}
NOWHERE = "xx_aaaaaaaaaaaaaaaa"
ORDERS = {
    "submit": lambda _: submission.Submit("t", b"", ""),
    "withdraw_submission": lambda ref: submission.WithdrawSubmission("t", ref),
    "rule": lambda ref: review.Rule("t", ref, "OTK-02-4", Verdict.CONFORMS, "理由"),
    "confirm": lambda ref: confirming.Confirm("t", "otasuke/2.0", ref, "1", "基準", "2"),
    "withdraw_confirmation": lambda ref: confirming.WithdrawConfirmation("t", "otasuke/2.0", ref),
    "certify": lambda ref: review.Certify("t", ref, DAY, DAY),
    "refuse": lambda ref: review.Refuse("t", ref, "理由"),
    "put_edition": lambda ref: enforcing.PutEdition("t", ref, "in_force", DAY, "理由"),
    "withdraw_edition_proposal": lambda ref: enforcing.WithdrawEditionProposal("t", ref),
    "suspend": lambda ref: measures.Decide("t", ref, DAY, "理由"),
    "reinstate": lambda ref: measures.Decide("t", ref, DAY, "理由"),
    "revoke": lambda ref: measures.Decide("t", ref, DAY, "理由"),
    "withdraw_listing": lambda ref: listing.WithdrawListing("t", ref),
    "change_offering": lambda _: versions.ChangeOffering("t", b"", ""),
    "ask_trial": lambda _: trials.AskTrial("t", b"", ""),
    "withdraw_trial": lambda ref: trials.WithdrawTrial("t", ref),
    "start_checkout": lambda ref: collecting.StartCheckout("t", ref, 0),
    "quote": lambda ref: quotes.MakeQuote("t", ref, "basic", SIZE, 12),
    "sign": lambda ref: applications.SignQuote("t", ref, "", (), ""),
    "withdraw_application": lambda ref: applications.WithdrawApplication("t", ref),
    "accept": lambda ref: applications.Accept("t", ref, DAY),
    "decline": lambda ref: applications.Decline("t", ref, "理由"),
    "issue_invoice": lambda ref: billing.IssueInvoice("t", ref),
    "record_deposit": lambda ref: deposits.RecordDeposit("t", ref, 1, DAY, "カイシャ"),
    "reverse_deposit": lambda ref: deposits.ReverseDeposit("t", ref, "理由"),
    "request_end": lambda ref: endings.RequestEnd("t", ref, ""),
    "withdraw_end": lambda ref: endings.WithdrawEnd("t", ref),
    "withdraw_contract": lambda ref: endings.WithdrawContract("t", ref, "理由"),
    "start_diagnosis": lambda _: starting.StartDiagnosis("t", None),
    "state_profile": lambda ref: profiling.StateProfile("t", ref, 0),
    "reply": lambda ref: replying.GiveReply("t", ref, ()),
    "reply_item": lambda ref: replying.GiveItemReply("t", ref, ()),
    "finish_diagnosis": lambda ref: starting.FinishDiagnosis("t", ref),
}


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


@pytest.mark.parametrize("act", MAY)
def test_an_act_belongs_to_one_audience(town, act):
    """Everybody else is refused before anything is read; the right one gets further."""
    function, order = function_of(act), order_of(act, NOWHERE)
    for name, kind in KINDS.items():
        code, values = town.refuses(MarketError, function, town.actors[name], order)
        if name in MAY[act].split():
            assert code != "not_allowed"
        else:
            assert (code, values) == ("not_allowed", {"act": act, "kind": kind})


@pytest.mark.parametrize("name", KINDS)
def test_a_view_belongs_to_its_audiences(town, name):
    """A page is refused like an act."""
    actor, found = town.actors[name], town.submitted()
    number = town.certified(offering__code="other").number
    diagnosed = town.diagnosed().ref
    views = {
        "pre_check": lambda book: submission.pre_check(
            actor, town.manifest(), "m.json", town.today, book=book
        ),
        "review": lambda book: review.review(book, actor, found.ref, town.today),
        "attestation": lambda book: attesting.attestation(book, actor, number),
        "confirmations_of": lambda book: confirming.confirmations_of(book, actor, "otasuke/2.0"),
        "editions_of": lambda book: enforcing.editions_of(book, actor, town.today),
        "status_of": lambda book: measures.status_of(book, actor, town.today),
        "records": lambda book: records.records(book, actor, Search()),
        "waiting": lambda book: waiting(book, actor, town.today),
        "diagnosis": lambda book: viewing.diagnosis(book, actor, diagnosed),
        "diagnoses": lambda book: viewing.diagnoses(book, actor),
    }
    for view, look in views.items():
        if name in MAY_SEE[view]:
            town.see(look)
            continue
        with pytest.raises(Refused) as refused:
            town.see(look)
        assert refused.value.code == "not_allowed"
        assert refused.value.values == {"act": view, "kind": KINDS[name]}


def test_every_act_of_the_desk_is_in_the_table():
    """No act is without its line, and no line without its act."""
    assert set(acts_of_the_desk()) == set(MAY)
    assert set(ACTS) == set(MAY) | set(MAY_SEE)


def _is_act(function):
    return hasattr(function, "__wrapped__") and function.__module__.startswith(desk.__name__)


WITHOUT_REF = {"submit", "change_offering", "ask_trial", "start_diagnosis"}


@pytest.mark.parametrize("act", [act for act in MAY if act not in WITHOUT_REF])
def test_what_does_not_exist_is_missing(town, act):
    """A reference that names nothing, or is none, is the same as what one may not see."""
    for ref in (NOWHERE, "", "x" * 99, "ap_\x00aaaaaaaaaaaaaaa", None, 3):
        order, first = order_of(act, ref), MAY[act].split()[0]
        town.refuses(Missing, function_of(act), town.actors[first], order)


MADE = {
    "invoice": "invoiced",
    "submission": "submitted",
    "certificate": "certified",
    "application": "applied",
    "contract": "accepted",
    "assessment": "diagnosed",
}


@pytest.mark.parametrize(
    ("act", "stranger", "thing"),
    [
        ("withdraw_submission", "rival", "submission"),
        ("withdraw_listing", "rival", "certificate"),
        ("withdraw_application", "neighbour", "application"),
        ("accept", "rival", "application"),
        ("decline", "rival", "application"),
        ("issue_invoice", "rival", "contract"),
        ("record_deposit", "rival", "invoice"),
        ("withdraw_contract", "rival", "contract"),
        ("withdraw_contract", "neighbour", "contract"),
        ("state_profile", "neighbour", "assessment"),
        ("reply", "neighbour", "assessment"),
        ("reply_item", "neighbour", "assessment"),
        ("finish_diagnosis", "neighbour", "assessment"),
    ],
)
def test_what_is_another_organisations_is_missing(town, act, stranger, thing):
    """A stranger of the right kind learns nothing, and its owner may."""
    order = order_of(act, getattr(town, MADE[thing])().ref)
    code, _ = town.refuses(Missing, function_of(act), town.actors[stranger], order)
    assert code == thing
    assert town.do(function_of(act), town.actors[MAY[act].split()[0]], order)


def test_a_provider_sees_only_its_own_review(town):
    """Another provider's submission does not exist for it."""
    found = town.submitted()
    with pytest.raises(Missing):
        town.see(review.review, town.rival, found.ref, town.today)
    assert town.see(review.review, town.provider, found.ref, town.today).submission == found
    assert town.see(review.review, town.examiner, found.ref, town.today).submission == found
