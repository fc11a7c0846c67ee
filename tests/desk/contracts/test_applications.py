"""A company signs a quote; the provider accepts or declines; either in time."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from marketplace.desk.catalogue.listing import WithdrawListing, withdraw_listing
from marketplace.desk.contracts.applications import (
    Accept,
    Decline,
    WithdrawApplication,
    accept,
    decline,
    sign,
    withdraw_application,
)
from marketplace.domain.contract import ApplicationState, ContractState
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.quote import consents_of
from marketplace.store import applications, contracts
from marketplace.store.rows import ApplicationRow

DAY = timedelta(days=1)


def test_an_application_is_the_quote_as_it_was(town):
    """With who signed it, when, for which words, and how it will be paid."""
    quoted = town.quoted()
    made = town.do(sign, town.company, town.signed(quoted))
    assert made.state is ApplicationState.APPLIED
    assert made.answer_by == date(2026, 12, 9)
    for part in ("plan", "size", "months", "breakdown", "certificate_ref", "dossier_ref"):
        assert getattr(made, part) == getattr(quoted, part)
    signature = made.signature
    assert (signature.quote_ref, signature.digest) == (quoted.ref, quoted.digest)
    assert (signature.person, signature.gateway) == ("company", "bank_invoice")
    assert signature.consents == tuple(one.code for one in consents_of(quoted.offering))
    assert not made.provisional
    town.certified(plans__0__prices__0__amount=9900)
    assert town.see(applications.application, town.company, made.ref) == made


def test_every_consent_is_given_by_itself(town):
    """What is not ticked is named; more than is asked for is not kept."""
    quoted = town.quoted()
    codes = tuple(one.code for one in consents_of(quoted.offering))
    assert codes == ("terms", "company_data", "collected", "communications")
    for left_out in codes:
        given = tuple(code for code in codes if code != left_out)
        bad = town.signed(quoted, consents=given)
        code, values = town.refuses(Refused, sign, town.company, bad)
        assert (code, values["field"]) == ("not_agreed", f"consent_{left_out}")
    for nothing in ((), None, "terms", [*codes]):
        bad = town.signed(quoted, consents=nothing)
        assert town.refuses(Refused, sign, town.company, bad)[0] == "not_agreed"
    made = town.do(sign, town.company, town.signed(quoted, consents=(*codes, "everything")))
    assert made.signature.consents == codes


def test_another_digest_is_not_what_was_shown(town):
    """Forged, of another quote, or none."""
    quoted, other = town.quoted(certificate := town.certified()), town.quoted(certificate)
    for digest in ("", "0" * 64, other.digest, None, quoted.digest.upper()):
        bad = town.signed(quoted, digest=digest)
        assert town.refuses(Refused, sign, town.company, bad)[0] == "quote_differs"
    assert town.do(sign, town.company, town.signed(quoted))


def test_a_way_of_paying_must_be_offered(town):
    """By this provider."""
    quoted = town.quoted()
    for name in ("", "cash", None, 3):
        bad = town.signed(quoted, gateway=name)
        code, values = town.refuses(Refused, sign, town.company, bad)
        assert (code, values) == ("gateway_not_offered", {"provider": town.provider.org.name})


def test_a_signed_quote_is_signed(town):
    """A second signature is told of the first, also after a withdrawal."""
    quoted = town.quoted()
    made = town.do(sign, town.company, town.signed(quoted))
    partner = town.newcomer("partner", town.company.org)
    told = {"by": "company", "on": town.today, "ref": made.ref}
    bad = town.signed(quoted)
    assert town.refuses(Conflict, sign, partner, bad) == ("already_signed", told)
    town.do(withdraw_application, town.company, WithdrawApplication("t", made.ref))
    assert town.refuses(Conflict, sign, partner, town.signed(quoted))[0] == "already_signed"


def test_a_quote_of_another_company_is_missing(town):
    """Nobody signs for the neighbours."""
    bad = town.signed(town.quoted())
    assert town.refuses(Missing, sign, town.neighbour, bad)[0] == "quote"


def test_a_provisional_application_is_not_accepted(town):
    """It waits for its certificate; it may be declined or withdrawn."""
    made = town.applied()
    with town.store.act() as book:
        book.session.execute(update(ApplicationRow).values(provisional=True))
    kept = town.see(applications.application, town.provider, made.ref)
    assert kept.provisional
    bad = Accept("bad", made.ref, town.today)
    code, values = town.refuses(Refused, accept, town.provider, bad)
    assert (code, values) == ("still_provisional", {"offering": "みはりUTM"})
    assert town.do(decline, town.provider, Decline("t", made.ref, "受けられません。"))


def test_a_company_takes_its_application_back(town):
    """While nobody has answered, and once."""
    made = town.applied()
    order = WithdrawApplication("t", made.ref)
    after = town.do(withdraw_application, town.company, order)
    assert after.state is ApplicationState.WITHDRAWN
    for act, actor, late in (
        (withdraw_application, town.company, WithdrawApplication("t2", made.ref)),
        (accept, town.provider, Accept("t3", made.ref, town.today)),
        (decline, town.provider, Decline("t4", made.ref, "満員です。")),
    ):
        code, values = town.refuses(Conflict, act, actor, late)
        assert (code, values) == ("state_moved", {"state": ApplicationState.WITHDRAWN})


def test_a_provider_declines_with_a_reason(town):
    """The company reads why."""
    made = town.applied()
    for reason in ("", None, "あ" * 2001, "a\x00"):
        bad = Decline("bad", made.ref, reason)
        assert town.refuses(Refused, decline, town.provider, bad)[0].startswith("reason_")
    after = town.do(decline, town.provider, Decline("t", made.ref, "回線を引けません。"))
    assert (after.state, after.reason) == (ApplicationState.DECLINED, "回線を引けません。")


def test_an_accepted_application_is_a_contract(town):
    """The term ends with the day before the corresponding one, on the pinned terms."""
    made = town.applied(months=12)
    start = date(2027, 1, 31)
    contract = town.do(accept, town.provider, Accept("t", made.ref, start))
    assert (contract.state, contract.gateway) == (ContractState.AWAITING_PAYMENT, "bank_invoice")
    assert (contract.signed_on, contract.starts_on) == (town.today, start)
    assert contract.term_ends_on == date(2028, 1, 30)
    assert contract.application.state is ApplicationState.ACCEPTED
    assert contract.application.breakdown == made.breakdown
    for actor in (town.company, town.provider):
        assert town.see(contracts.contract, actor, contract.ref) == contract
    late = Accept("t2", made.ref, start)
    assert town.refuses(Conflict, accept, town.provider, late)[0] == "state_moved"


def test_a_wrong_start_is_refused(town):
    """Today is the earliest."""
    made = town.applied()
    no_day = (date(2200, 1, 1), None, "2026-12-01", datetime(2026, 12, 1))  # noqa: DTZ001
    for code, start in [
        ("starts_in_the_past", date(2026, 11, 24)),
        *(("date_out_of_range", start) for start in no_day),
    ]:
        bad = Accept("bad", made.ref, start)
        assert town.refuses(Refused, accept, town.provider, bad)[0] == code
    assert town.do(accept, town.provider, Accept("t", made.ref, town.today))


def test_an_answer_comes_in_time(town):
    """An application lapses with the period for its answer; then nobody can move it."""
    made = town.applied()
    day = made.answer_by + DAY
    assert made.state_on(day) is ApplicationState.EXPIRED
    for act, actor, late in (
        (accept, town.provider, Accept("t1", made.ref, day)),
        (decline, town.provider, Decline("t2", made.ref, "遅れました。")),
        (withdraw_application, town.company, WithdrawApplication("t3", made.ref)),
    ):
        code, values = town.refuses(Refused, act, actor, late, town.on(day))
        assert (code, values) == ("answer_too_late", {"answer_by": made.answer_by})
    order = Accept("t", made.ref, made.answer_by)
    assert town.do(accept, town.provider, order, town.on(made.answer_by))


def test_a_lapsed_certificate_makes_no_contract(town):
    """It has to be valid when the second party signs; an ended listing does no harm."""
    first = town.applied(town.certified(last=town.today))
    second = town.applied(certificate := town.certified(offering__code="other"))
    tomorrow = town.on(town.today + DAY)
    bad = Accept("bad", first.ref, tomorrow.date())
    code, values = town.refuses(Refused, accept, town.provider, bad, tomorrow)
    assert (code, values) == ("certificate_lapsed", {"valid_until": town.today})
    town.do(withdraw_listing, town.provider, WithdrawListing("w", certificate.ref), tomorrow)
    order = Accept("t", second.ref, tomorrow.date())
    assert town.do(accept, town.provider, order, tomorrow)


@pytest.mark.parametrize(
    ("name", "refused"),
    [("unpayable", "no_invoice_number"), ("accountless", "no_bank_account"), ("rival", None)],
)
def test_a_provider_needs_what_an_invoice_needs(town, name, refused):
    """The provider itself issues the invoice and is paid."""
    provider = town.actors[name]
    raw = town.manifest(provider__code=provider.org.code)
    made = town.applied(town.certified(town.submitted_raw(provider, raw)))
    order = Accept("t", made.ref, town.today)
    if refused is None:
        assert town.do(accept, provider, order)
        return
    code, values = town.refuses(Refused, accept, provider, order)
    assert (code, values) == (refused, {"provider": provider.org.name})


def test_both_parties_see_it_and_nobody_else(town):
    """Not even the certifying body."""
    made = town.accepted(town.applied())
    for name in ("neighbour", "rival", "examiner", "buyer", "operator"):
        assert town.see(applications.applications, town.actors[name]) == ()
        with pytest.raises(Missing):
            town.see(contracts.contract, town.actors[name], made.ref)
