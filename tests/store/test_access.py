"""What is another organisation's is missing, and every list is read in the same few statements."""

import inspect
import pkgutil
from contextlib import contextmanager
from importlib import import_module
from itertools import product

import pytest
from sqlalchemy import event

import marketplace.store
from marketplace.domain.certificate import SubmissionState
from marketplace.domain.contract import ApplicationState, ContractState
from marketplace.domain.errors import Missing
from marketplace.domain.price import Size
from marketplace.domain.tier import ServiceClass
from marketplace.store import (
    applications,
    certificates,
    contracts,
    deposits,
    dossiers,
    invoices,
    journal,
    organisations,
    quotes,
    reports,
    submissions,
)

PAPERS = [
    (dossiers.dossier, "dossier"),
    (dossiers.raw_dossier, "dossier"),
    (submissions.submission, "submission"),
    (reports.latest_report, "submission"),
    (certificates.certificate, "certificate"),
]
AGREEMENTS = [
    (applications.application, "application"),
    (contracts.contract, "contract"),
    (invoices.invoice, "invoice"),
    (deposits.deposit, "deposit"),
]
LISTS = [
    submissions.submissions,
    certificates.certificates,
    applications.applications,
    contracts.contracts,
    invoices.invoices,
    quotes.quotes,
]
WITHOUT_ACTOR = {
    "account": "is read of an invoice that was looked up by an actor or named by a gateway",
    "actor": "makes the actor",
    "actors": "makes the actors of the demo",
    "add_deposit": "is told by a gateway, or recorded in an act that has its actor",
    "add_membership": "who belongs where is entered before anybody acts",
    "add_organisation": "who belongs where is entered before anybody acts",
    "add_person": "who belongs where is entered before anybody acts",
    "add_report": "a judgement is made for a submission, not by a person",
    "alone": "says how a unit of work waits",
    "begin_fetch": "is the gateway's, after its webhook",
    "bodies": "names who is told; who certifies is public",
    "business_day": "is the market's own",
    "by_rows": "says how a unit of work waits",
    "catalogue_version": "is the market's own",
    "claim": "is the worker's, after the act",
    "confirmations": "hold for an edition, whoever asks",
    "counts": "is the worker's, after the act",
    "database": "is the market's own",
    "decided_so_far": "counts; it shows no decision",
    "done": "is the worker's, after the act",
    "dossier_for_judging": "is read by the judgement of all offerings, which shows no dossier",
    "edition_events": "hold for everybody, whoever asks",
    "end": "is the gateway's, after its webhook",
    "entry_keys": "pins what is public: a certificate or a trial listing",
    "erase_person": "is done at the person's own wish, or the operator's at the command line",
    "erase_words": "is done at the person's own wish, or the operator's at the command line",
    "facts": "are read by the judgement of a dossier that was asked for by an actor",
    "failed": "is the worker's, after the act",
    "failures": "is the worker's, after the act",
    "head": "is the journal's as a whole; it shows no row",
    "hint": "is the worker's, after a webhook",
    "is_member": "answers yes or no",
    "is_named": "answers yes or no, to the operator who invites a body",
    "is_number_entered": "answers yes or no, to whoever proved an address and signs up",
    "join": "who belongs where is entered by an invitation, before the person acts for it",
    "keep": "is the gateway's webhook; it has nobody",
    "keep_facts": "are kept by the judgement of a dossier that was asked for by an actor",
    "lock": "is done for a gateway, or in an act that has its actor",
    "mark": "is the worker's, after a webhook",
    "may_apply": "is the gateway's, after its webhook",
    "newest": "is read by the judgement of all offerings, which shows no dossier",
    "next_number": "counts inside an act that has its actor",
    "of_session": "is the gateway's, after its webhook",
    "of_kind": "names the operator; who it is is public",
    "opened": "is what the gateway answered to an act that had its actor",
    "organisation": "names a party; who it is is public",
    "payer_name": "is read of a checkout that the gateway named",
    "provider_by_code": "names a party; who it is is public",
    "put": "is left by an act that has its actor",
    "put_in_state": "follows from a payment that a gateway tells, or an act that has its actor",
    "questioned": "is the operator's, at the command line",
    "raise_catalogue_version": "is the market's own",
    "rulings": "settle the judgement of all offerings",
    "rulings_for": "settle the report of a dossier that was asked for by an actor",
    "seal": "is the journal's as a whole; it shows no row",
    "set_business_day": "is the market's own",
    "told_before": "is asked for a gateway",
    "unsettled": "is the worker's round of open checkouts",
    "verify": "is the journal's as a whole; it shows no row",
    "waits_for_session": "is the gateway's, after its webhook",
}
WHO = ("provider", "rival", "certifier", "company", "stranger")
OPEN = ("_", "public_")
INSIDE = ("_row", "_key", "_of", "_of_text")


@pytest.fixture(name="refs")
def _refs(scene):
    """A whole path from dossier to invoice, as the reference of each of its things."""
    invoice = scene.invoiced()
    deposit, _ = scene.paid(invoice)
    contract = scene.read(contracts.contract, scene.world.company, invoice.contract_ref)
    (submission,) = scene.read(submissions.submissions, scene.world.provider)
    return {
        "deposit": deposit.ref,
        "invoice": invoice.ref,
        "contract": contract.ref,
        "application": contract.application.ref,
        "certificate": contract.application.certificate_ref,
        "dossier": contract.application.dossier_ref,
        "submission": submission.ref,
    }


def seen_by(scene, refs, queries):
    """Name who sees a thing by each of the queries."""
    asked = [(who, *one) for who in WHO for one in queries]
    return {
        (who, query.__name__)
        for who, query, noun in asked
        if sees(scene, query, getattr(scene.world, who), refs[noun])
    }


def sees(scene, query, actor, ref):
    try:
        scene.read(query, actor, ref)
    except Missing:
        return False
    return True


def test_papers_are_seen_by_their_provider_and_the_certifying_body_only(scene, refs):
    names = {query.__name__ for query, _ in PAPERS}
    wanted = {(who, name) for who in ("provider", "certifier") for name in names}
    assert seen_by(scene, refs, PAPERS) == wanted


def test_agreements_are_seen_by_their_two_parties_only(scene, refs):
    names = {query.__name__ for query, _ in AGREEMENTS}
    wanted = {(who, name) for who in ("provider", "company") for name in names}
    assert seen_by(scene, refs, AGREEMENTS) == wanted


def test_what_does_not_exist_is_missing_for_everybody(scene):
    for query, noun in PAPERS + AGREEMENTS:
        for actor in scene.world.everybody:
            assert not sees(scene, query, actor, f"{noun}_nothing")


def test_lists_show_nothing_of_others(scene, refs):
    found = {
        (who, query.__name__)
        for who, query in product(WHO, LISTS)
        if scene.read(query, getattr(scene.world, who))
    }
    papers = set(product(("provider", "certifier"), ("submissions", "certificates")))
    agreed = set(product(("provider", "company"), ("applications", "contracts", "invoices")))
    assert found == papers | agreed | {("company", "quotes")}


def test_acts_on_what_is_another_organisations_are_missing(scene, refs):
    rival, now = scene.world.rival, {"now": scene.now}
    applied, paid = ApplicationState, ContractState
    acts = [
        (submissions.add_submission, (refs["dossier"], ServiceClass.CLASS1), {}),
        (
            submissions.decide_submission,
            (refs["submission"], SubmissionState.WITHDRAWN),
            {"reason": ""},
        ),
        (
            applications.move_application,
            (refs["application"],),
            {"from_state": applied.APPLIED, "to_state": applied.DECLINED, "reason": ""},
        ),
        (
            contracts.move_contract,
            (refs["contract"],),
            {"from_state": paid.AWAITING_PAYMENT, "to_state": paid.ACTIVE},
        ),
    ]
    for act, args, kw in acts:
        with pytest.raises(Missing):
            scene.act(act, rival, *args, **kw, **now)


def test_sizes_and_journals_are_of_the_own_organisation_only(scene):
    company, size = scene.world.company, Size(20, 1, 2)
    scene.act(organisations.set_company_size, company, size, ("13",))
    scene.act(journal.journal, company, "set_size", company.org.ref, body={}, now=scene.now)
    for other in {*scene.world.everybody} - {company}:
        assert scene.read(organisations.company_size, other) is None
        assert scene.read(journal.entries, other, 10) == ()


def public_functions():
    """The functions of the store that others call, with the names of their parameters."""
    names = (module.name for module in pkgutil.iter_modules(marketplace.store.__path__))
    for loaded in (import_module(f"marketplace.store.{name}") for name in names):
        functions = inspect.getmembers(loaded, inspect.isfunction)
        own = ((n, f) for n, f in functions if f.__module__ == loaded.__name__)
        made = ((name, list(inspect.signature(f).parameters)) for name, f in own)
        yield from ((name, given) for name, given in made if is_asked_by_others(name, given))


def is_asked_by_others(name, parameters):
    return "book" in parameters and not name.startswith(OPEN) and not name.endswith(INSIDE)


def test_every_function_takes_the_book_and_then_the_actor():
    found = dict(public_functions())
    assert {name for name, names in found.items() if names[0] != "book"} == set()
    assert {n for n, names in found.items() if names[1:2] != ["actor"]} == set(WITHOUT_ACTOR)


@contextmanager
def statements(store):
    """Collect the statements that a store sends."""
    sent = []

    def sending(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("PRAGMA", "BEGIN")):
            sent.append(statement)

    event.listen(store._engine, "before_cursor_execute", sending)
    yield sent
    event.remove(store._engine, "before_cursor_execute", sending)


def count(scene, query, *args):
    with statements(scene.store) as sent:
        assert scene.read(query, *args)
    return len(sent)


def test_longer_lists_need_no_more_statements(scene):
    scene.invoiced()
    provider = scene.world.provider
    asked = [(query, provider) for query in LISTS if query is not quotes.quotes]
    asked += [(quotes.quotes, scene.world.company), (certificates.public_listed, scene.day)]
    asked += [(organisations.actors,)]
    few = [count(scene, *one) for one in asked]
    for code in ("edr", "ndr", "soc"):
        certified = scene.certified(scene.submitted(scene.dossier_of(code=code)))
        scene.invoiced(scene.contracted(scene.applied(certified)))
    assert [count(scene, *one) for one in asked] == few
    assert few == [1, 2, 1, 2, 4, 1, 3, 1]
