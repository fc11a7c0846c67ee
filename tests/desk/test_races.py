"""Two people at once: exactly one of them is first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from marketplace.desk.confirming import Confirm, confirm
from marketplace.desk.contracts.applications import (
    Accept,
    WithdrawApplication,
    accept,
    sign,
    withdraw_application,
)
from marketplace.desk.contracts.billing import IssueInvoice, issue_invoice
from marketplace.desk.contracts.deposits import RecordDeposit, record_deposit
from marketplace.desk.submission import Submit, submit
from marketplace.domain.contract import ApplicationState
from marketplace.domain.errors import MarketError
from marketplace.store import applications, contracts


def at_once(town, *wishes):
    """Do acts in threads that start together; give each one's value or error."""
    start = Barrier(len(wishes))

    def go(wish):
        start.wait()
        try:
            return town.do(*wish)
        except MarketError as error:
            return error

    with ThreadPoolExecutor(len(wishes)) as threads:
        return list(threads.map(go, wishes))


def errors(results):
    return [one.code for one in results if isinstance(one, MarketError)]


def test_an_application_is_accepted_or_withdrawn(town):
    """Never both, and never neither."""
    certificate = town.certified()
    for turn in range(4):
        made = town.applied(certificate)
        accepted, withdrawn = at_once(
            town,
            (accept, town.provider, Accept(f"a{turn}", made.ref, town.today)),
            (withdraw_application, town.company, WithdrawApplication(f"w{turn}", made.ref)),
        )
        assert errors([accepted, withdrawn]) == ["state_moved"]
        signed = town.see(contracts.contracts, town.company)
        mine = [one for one in signed if one.application.ref == made.ref]
        state = town.see(applications.application, town.company, made.ref).state
        if isinstance(accepted, MarketError):
            assert (mine, state) == ([], ApplicationState.WITHDRAWN)
        else:
            assert (mine, state) == ([accepted], ApplicationState.ACCEPTED)


def test_a_double_click_is_one_application(town):
    """The same token from two threads makes one row; both get the same answer."""
    wish = town.signed(town.quoted(), token="twice")
    one, other = at_once(town, (sign, town.company, wish), (sign, town.company, wish))
    assert one == other
    assert town.counts()["application"] == 1


def test_two_people_sign_one_quote(town):
    """One application; the slower one is told who was first, and when."""
    certificate = town.certified()
    for turn in range(4):
        made, partner = town.quoted(certificate), town.newcomer(f"p{turn}", town.company.org)
        people = (town.company, partner)
        results = at_once(town, *((sign, who, town.signed(made)) for who in people))
        assert errors(results) == ["already_signed"]
        (signed,) = [one for one in results if not isinstance(one, MarketError)]
        (late,) = [one for one in results if isinstance(one, MarketError)]
        told = {"by": signed.signature.person, "on": town.today, "ref": signed.ref}
        assert late.values == told
        assert town.counts()["application"] == town.counts()["signature"] == turn + 1


def test_of_two_payments_at_once_one_begins_the_service(town):
    """Both are kept, the contract moves once, and its people are told once."""
    invoice = town.invoiced()
    orders = [
        RecordDeposit(f"d{n}", invoice.ref, invoice.total_in_tax, town.today, "ミナトセイコウ")
        for n in range(4)
    ]
    results = at_once(town, *((record_deposit, town.provider, order) for order in orders))
    assert sorted(one.began for one in results) == [False, False, False, True]
    assert town.counts()["deposit"] == 4
    assert max(one.account.over_in_tax for one in results) == 3 * invoice.total_in_tax


def test_two_submissions_of_one_offering_are_one(town):
    """The slower one is told."""
    wishes = [(submit, town.provider, Submit(f"s{n}", town.manifest(), "m.json")) for n in (1, 2)]
    assert errors(at_once(town, *wishes)) == ["already_submitted"]
    assert town.counts()["submission"] == 1


def test_two_invoices_of_one_contract_are_one(town):
    """A number is not lost either."""
    contract = town.accepted()
    wishes = [(issue_invoice, town.provider, IssueInvoice(f"i{n}", contract.ref)) for n in (1, 2)]
    assert errors(at_once(town, *wishes)) == ["invoice_too_early"]
    other = town.accepted(town.applied(town.certified(offering__code="other")))
    assert town.invoiced(other).number == "2026-0002"


def test_a_clause_is_confirmed_once(town):
    """Of two people at the same time one is first; of two who agree with it, one completes it."""
    third = town.newcomer("third", town.examiner.org)
    clauses = ["OTK-01-1", "OTK-02-0", "OTK-02-1", "OTK-02-3"]
    for clause in clauses:
        first, second, last = at_once(
            town,
            *(
                (confirm, who, Confirm(f"{clause}{n}", "otasuke/2.0", clause, "1", "基準", "2"))
                for n, who in enumerate((town.examiner, town.second, third))
            ),
        )
        assert errors([first, second, last]) == ["already_confirmed"]
        done = [one for one in (first, second, last) if not isinstance(one, MarketError)]
        assert sorted(one.complete for one in done) == [False, True]
        assert sorted(len(one.confirmation.by) for one in done) == [1, 2]


def test_one_person_at_two_screens_is_one_person(town):
    """However fast it is."""
    orders = [Confirm(f"s{n}", "otasuke/2.0", "OTK-01-1", "1", "基準", "2") for n in (1, 2)]
    results = at_once(town, *((confirm, town.examiner, order) for order in orders))
    assert errors(results) == ["second_person_needed"]
