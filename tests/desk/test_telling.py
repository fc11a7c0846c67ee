"""What an act leaves to be told: one event, and a notice for everybody whom it concerns."""

import json

import pytest
from sqlalchemy import select

from marketplace.desk.contracts.applications import (
    Decline,
    WithdrawApplication,
    decline,
    withdraw_application,
)
from marketplace.desk.contracts.endings import (
    RequestEnd,
    WithdrawContract,
    WithdrawEnd,
    exits,
    request_end,
    withdraw_contract,
    withdraw_end,
)
from marketplace.desk.review import Certify, Refuse, certify, refuse
from marketplace.desk.submission import WithdrawSubmission, withdraw_submission
from marketplace.desk.telling import event_of
from marketplace.domain.errors import Refused
from marketplace.domain.event import Event
from marketplace.mail import letter
from marketplace.store.rows import OrganisationRow, OutboxRow


def left(town):
    """Give what stands in the outbox: kind, whom it is for, payload."""

    def look(book):
        columns = select(OutboxRow.kind, OrganisationRow.ref, OutboxRow.payload, OutboxRow.once)
        joined = columns.join(OrganisationRow, OrganisationRow.key == OutboxRow.org_key)
        return book.session.execute(joined.order_by(OutboxRow.key)).all()

    return [(kind, org, json.loads(text), once) for kind, org, text, once in town.see(look)]


def news(town, before):
    """Give the notices that came after so many errands: code, organisation, person, values."""
    notices = [payload for kind, _, payload, _ in left(town)[before:] if kind == "notice"]
    return [(one["code"], one["org"], one["person"], one["values"]) for one in notices]


def told(actor, code, **values):
    return (code, actor.org.ref, actor.person.ref, values)


ABOUT = {"offering": "みはりUTM", "tier": "1類"}


def test_an_act_leaves_its_event(town):
    made = town.submitted()
    kind, org, payload, _ = left(town)[0]
    assert (kind, org) == ("event", town.provider.org.ref)
    assert event_of(payload) == Event("submit", made.dossier_ref, org, town.now)


def test_every_examiner_is_told_of_a_submission(town):
    town.submitted()
    values = {"offering": "みはりUTM", "tier": "1類"}
    body = (town.examiner, town.second, town.turncoat)
    assert news(town, 0) == [told(one, "submission_received", **values) for one in body]


def do_withdraw_submission(town):
    order = WithdrawSubmission("t", town.submitted().ref)
    wanted = [
        told(one, "submission_withdrawn", **ABOUT)
        for one in (town.examiner, town.second, town.turncoat)
    ]
    return withdraw_submission, "provider", order, wanted


def do_certify(town):
    order = Certify("t", town.submitted().ref, town.today, town.last)
    days = {"valid_from": str(town.today), "valid_until": str(town.last)}
    values = ABOUT | days | {"number": "2026-0001"}
    people = (town.provider, town.turncoat)
    wanted = [told_of(town, one, "submission_certified", values) for one in people]
    return certify, "examiner", order, wanted


def do_refuse(town):
    order = Refuse("t", town.submitted().ref, "資料がない。")
    people = (town.provider, town.turncoat)
    return (
        refuse,
        "examiner",
        order,
        [told_of(town, o, "submission_refused", ABOUT) for o in people],
    )


def told_of(town, actor, code, values):
    """Somebody who also acts for the provider is told as one of the provider's people."""
    return (code, town.provider.org.ref, actor.person.ref, values)


def do_withdraw_application(town):
    order = WithdrawApplication("t", town.applied().ref)
    people = (town.provider, town.turncoat)
    values = {"offering": "みはりUTM"}
    wanted = [told_of(town, one, "application_withdrawn", values) for one in people]
    return withdraw_application, "company", order, wanted


def do_decline(town):
    order = Decline("t", town.applied().ref, "回線を引けません。")
    wanted = [told(town.company, "application_declined", offering="みはりUTM")]
    return decline, "provider", order, wanted


def do_withdraw_contract(town):
    order = WithdrawContract("t", town.accepted().ref, "予算がなくなりました。")
    values = {"offering": "みはりUTM"}
    people = (town.provider, town.turncoat)
    wanted = [told(town.company, "contract_withdrawn", **values)]
    wanted += [told_of(town, one, "contract_withdrawn", values) for one in people]
    return withdraw_contract, "company", order, wanted


def do_request_end(town):
    contract = town.active()
    (usual, *_) = exits(contract, town.today)
    values = {"offering": "みはりUTM", "ends_on": str(usual.ends_on)}
    people = (town.provider, town.turncoat)
    wanted = [told_of(town, one, "contract_ending", values) for one in people]
    return request_end, "company", RequestEnd("t", contract.ref, usual.digest), wanted


def do_withdraw_end(town):
    act, name, order, _ = do_request_end(town)
    town.do(act, town.actors[name], order)
    people = (town.provider, town.turncoat)
    wanted = [told_of(town, one, "contract_kept_on", {"offering": "みはりUTM"}) for one in people]
    return withdraw_end, "company", WithdrawEnd("k", order.contract_ref), wanted


@pytest.mark.parametrize(
    "prepare",
    [
        do_withdraw_submission,
        do_certify,
        do_refuse,
        do_withdraw_application,
        do_decline,
        do_withdraw_contract,
        do_request_end,
        do_withdraw_end,
    ],
)
def test_whoever_is_concerned_is_told_once(town, prepare):
    act, name, order, wanted = prepare(town)
    before = len(left(town))
    for _ in range(2):
        town.do(act, town.actors[name], order)
    assert news(town, before) == wanted
    for code, _, _, values in wanted:
        assert letter(town.company, code, values).text


def test_both_parties_are_told_on_the_way_to_an_invoice(town):
    certificate = town.certified()
    before = len(left(town))
    application = town.applied(certificate)
    assert {one[:2] for one in news(town, before)} == {
        ("application_received", town.provider.org.ref)
    }
    before = len(left(town))
    contract = town.accepted(application)
    values = {"offering": "みはりUTM", "starts_on": "2026-12-01"}
    assert news(town, before) == [told(town.company, "application_accepted", **values)]
    before = len(left(town))
    invoice = town.invoiced(contract)
    values = {"number": invoice.number, "due_on": "2026-12-25"}
    assert news(town, before) == [told(town.company, "invoice_issued", **values)]


def test_no_payload_names_a_person(town):
    town.invoiced()
    kept = json.dumps(left(town), ensure_ascii=False)
    for actor in town.actors.values():
        assert actor.person.email not in kept


def test_an_act_that_is_refused_leaves_nothing(town):
    order = Refuse("t", town.submitted().ref, "")
    town.refuses(Refused, refuse, town.examiner, order)
