"""A body suspends, reinstates and revokes what it issued; the list follows by date alone."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from conformance.attest.status import Standing
from marketplace.desk import measures
from marketplace.desk.catalogue.listing import current
from marketplace.desk.contracts.applications import Accept, accept
from marketplace.desk.measures import Decide, reinstate, revoke, status_of, suspend
from marketplace.desk.versions import ChangeOffering, change_offering
from marketplace.domain.certificate import MeasureKind
from marketplace.domain.errors import Missing, Refused
from marketplace.store import certificates, contracts, organisations
from marketplace.store.rows import OutboxRow

DAY = timedelta(days=1)
WHY = "証跡の更新がないため。"


def decide(town, found, since=None, **changes):
    order = {"certificate_ref": found.ref, "since": since or town.today, "reason": WHY}
    return Decide(**{"token": town.token()} | order | changes)


def listed(town, day):
    return [one.ref for one in town.see(current, day).entries]


def told(town, code):
    """Give the organisations that a notice was left for."""
    with town.store.read() as book:
        rows = [row.payload for row in book.session.query(OutboxRow) if row.kind == "notice"]
    found = [row if isinstance(row, dict) else json.loads(row) for row in rows]
    return sorted({one["org"] for one in found if one["code"] == code})


def test_a_suspended_certificate_is_not_listed_until_it_is_reinstated(town):
    """The days before and after are as ever; the older act stays written."""
    found = town.certified()
    made = town.do(suspend, town.examiner, decide(town, found, town.today + DAY))
    town.do(reinstate, town.second, decide(town, found, town.today + 5 * DAY))
    assert [one.kind for one in made.measures] == [MeasureKind.SUSPEND]
    days = [town.today + n * DAY for n in range(7)]
    assert [bool(listed(town, day)) for day in days] == [True, *[False] * 4, True, True]
    again = town.see(certificates.public_certificate, found.ref)
    assert [again.is_listed_on(day) for day in days] == [True, *[False] * 4, True, True]
    assert [one.kind for one in again.measures] == [MeasureKind.SUSPEND, MeasureKind.REINSTATE]


def test_a_revocation_is_final(town):
    """Nothing follows it, and what was listed before does not come back."""
    older = town.certified()
    found = town.certified()
    town.do(revoke, town.examiner, decide(town, found))
    assert listed(town, town.today) == []
    assert older.ref != found.ref
    for act in (suspend, reinstate, revoke):
        code, values = town.refuses(Refused, act, town.examiner, decide(town, found))
        assert (code, values["number"]) == ("measure_not_next", found.number)


def test_a_new_certificate_takes_the_place_of_a_revoked_one(town):
    """The way back is a new submission."""
    town.do(revoke, town.examiner, decide(town, town.certified()))
    newer = town.certified()
    assert listed(town, town.today) == [newer.ref]


def test_a_catalogue_that_is_kept_notices_it(town):
    """What was read before the decision is read again after it."""
    found = town.certified()
    (before,) = town.see(current, town.today).entries
    town.do(suspend, town.examiner, decide(town, found, town.today + DAY))
    (after,) = town.see(current, town.today).entries
    assert (before.measures, len(after.measures)) == ((), 1)


@pytest.mark.parametrize("act", [suspend, revoke])
def test_nobody_of_the_providers_house_decides(town, act):
    """Whoever also acts for the provider is refused."""
    found = town.certified()
    code, values = town.refuses(Refused, act, town.turncoat, decide(town, found))
    assert (code, values) == ("own_certificate", {"provider": found.provider.name})


def test_another_body_does_not_decide(town):
    """A certificate is the matter of whoever issued it."""
    found = town.certified()
    body = replace(town.examiner.org, ref="og_other234567other", name="別の機構（架空）")
    with town.store.act() as book:
        organisations.add_organisation(book, body)
    other = town.newcomer("other", body)
    code, values = town.refuses(Refused, suspend, other, decide(town, found))
    assert (code, values) == ("other_body", {"body": town.examiner.org.name})


def test_a_decision_reaches_neither_back_nor_beyond_the_end(town):
    """Nor before the last decision."""
    found = town.certified()
    for since in (town.today - DAY, town.last + DAY):
        code, values = town.refuses(Refused, suspend, town.examiner, decide(town, found, since))
        assert code == "measure_out_of_span"
        assert values == {"first": town.today, "last": town.last}
    town.do(suspend, town.examiner, decide(town, found, town.today + 3 * DAY))
    code, values = town.refuses(Refused, reinstate, town.examiner, decide(town, found))
    assert (code, values["first"]) == ("measure_out_of_span", town.today + 3 * DAY)
    assert town.do(reinstate, town.examiner, decide(town, found, town.today + 3 * DAY))


def test_a_decision_needs_its_reason_and_its_place_in_the_order(town):
    """Nothing is lifted that was not suspended."""
    found = town.certified()
    code, _ = town.refuses(Refused, suspend, town.examiner, decide(town, found, reason=" "))
    assert code == "reason_needed"
    code, _ = town.refuses(Refused, reinstate, town.examiner, decide(town, found))
    assert code == "measure_not_next"
    town.do(suspend, town.examiner, decide(town, found))
    code, _ = town.refuses(Refused, suspend, town.examiner, decide(town, found))
    assert code == "measure_not_next"


def test_contracts_are_untouched_and_both_parties_told(town):
    """The provider and its customer; a company without a contract is not written to."""
    contract = town.active()
    ref = contract.application.entry_ref
    found = town.see(certificates.public_certificate, ref)
    town.do(suspend, town.examiner, decide(town, found))
    assert town.see(contracts.contract, town.company, contract.ref) == contract
    both = sorted([town.company.org.ref, town.provider.org.ref])
    assert told(town, "certificate_suspend") == both
    town.do(revoke, town.examiner, decide(town, found))
    assert told(town, "certificate_revoke") == both


def test_nothing_new_is_agreed_while_it_does_not_hold(town):
    """What was applied for before is not accepted, and the reason is told."""
    made = town.applied()
    found = town.see(certificates.public_certificate, made.entry_ref)
    town.do(suspend, town.examiner, decide(town, found))
    wish = Accept(town.token(), made.ref, town.today + 6 * DAY)
    code, values = town.refuses(Refused, accept, town.provider, wish)
    assert (code, values["kind"]) == ("certificate_not_holding", "効力の停止")
    town.do(reinstate, town.examiner, decide(town, found))
    assert town.do(accept, town.provider, wish)


def test_a_revoked_offering_is_not_changed(town):
    """A new version needs a certificate to stand under."""
    found = town.certified()
    town.do(revoke, town.examiner, decide(town, found, town.today + DAY))
    order = ChangeOffering(town.token(), town.manifest(offering__name="新しい名前"), "m.json")
    assert town.refuses(Refused, change_offering, town.provider, order)[0] == "nothing_certified"


def test_the_status_list_says_what_does_not_hold(town):
    """What stands today, and what begins before the next issue; nothing of what holds."""
    first, second, third, fourth = (
        town.certified(offering__code=code) for code in ("one", "two", "three", "four")
    )
    town.do(suspend, town.examiner, decide(town, first))
    town.do(revoke, town.examiner, decide(town, second, town.today + 7 * DAY))
    town.do(revoke, town.examiner, decide(town, third, town.today + 8 * DAY))
    town.do(suspend, town.examiner, decide(town, fourth))
    town.do(reinstate, town.examiner, decide(town, fourth))
    made = town.see(status_of, town.second, town.today)
    assert (made.issued, made.next_issue) == (town.today, town.today + 7 * DAY)
    assert [(one.number, one.standing, one.since) for one in made.entries] == [
        (first.number, Standing.SUSPENDED, town.today),
        (second.number, Standing.REVOKED, town.today + 7 * DAY),
    ]
    assert made.entries[0].reason == WHY


def test_what_does_not_exist_is_missing(town):
    """A reference that names nothing is not decided of."""
    order = Decide(town.token(), "ct_aaaaaaaaaaaaaaaa", town.today, WHY)
    assert town.refuses(Missing, suspend, town.examiner, order)[0] == "certificate"


def test_a_week_is_how_long_a_list_is_good(town):
    """The promise of the manual."""
    assert measures.STATUS_DAYS == 7
    assert town.see(status_of, town.examiner, town.today).entries == ()
