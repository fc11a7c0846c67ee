"""The whole path, in the words of those who walk it."""

from datetime import date

from marketplace.desk.catalogue.listing import catalogue, offering
from marketplace.desk.contracts.applications import Accept, accept, sign
from marketplace.desk.contracts.billing import IssueInvoice, issue_invoice
from marketplace.desk.contracts.deposits import RecordDeposit, record_deposit
from marketplace.desk.contracts.quotes import MakeQuote, quote
from marketplace.desk.review import Certify, Rule, certify, review, rule
from marketplace.desk.submission import Submit, pre_check, submit
from marketplace.desk.waiting import waiting
from marketplace.domain.certificate import SubmissionState
from marketplace.domain.contract import ContractState
from marketplace.domain.price import Size
from marketplace.domain.verdict import Verdict
from marketplace.payments import gateway
from marketplace.store.journal import entries

SIZE = Size(pcs=20, servers=1, networks=2)


def test_from_a_dossier_to_an_invoice(town):
    """A provider submits, a person rules, the body certifies, a company applies and is billed."""
    submission = a_provider_submits(town)
    certificate = the_body_certifies(town, submission)
    application = a_company_applies(town, certificate)
    the_provider_accepts_and_bills(town, application)
    # Everybody's own part of it stands in the journal.
    parts = {
        name: [entry.act for entry in town.see(entries, town.actors[name], 10)]
        for name in ("provider", "examiner", "company")
    }
    assert parts == {
        "provider": ["record_deposit", "issue_invoice", "accept", "submit"],
        "examiner": ["certify", "rule"],
        "company": ["sign", "quote"],
    }


def a_provider_submits(town):
    """Its service also uses a tool that only a person can judge; it knows so beforehand."""
    raw = town.manifest(monitoring__tools=["UTM", "NDR"])
    (before,) = pre_check(town.provider, raw, "mihari.json", town.today)
    assert before.verdict is Verdict.NEEDS_PERSON
    (submission,) = town.do(submit, town.provider, Submit("t-submit", raw, "mihari.json"))
    assert submission.state is SubmissionState.SUBMITTED
    assert town.see(catalogue, town.today, SIZE, 24) == ()
    return submission


def the_body_certifies(town, submission):
    """It finds the submission waiting, and one of its examiners rules first."""
    (task,) = town.see(waiting, town.examiner, town.today)
    assert (task.target, task.ref) == ("submission", submission.ref)
    answer = Rule("t-rule", submission.ref, "OTK-02-4", Verdict.CONFORMS, "資料で確かめた。")
    town.do(rule, town.examiner, answer)
    town.rest_ruled(submission)
    seen = town.see(review, town.provider, submission.ref, town.today)
    assert seen.outcome.verdict is Verdict.CONFORMS
    assert [r.reason for r in seen.rulings if r.clause == "OTK-02-4"] == ["資料で確かめた。"]
    order = Certify("t-certify", submission.ref, town.today, town.last)
    certificate = town.do(certify, town.examiner, order)
    assert certificate.dossier == submission.dossier
    return certificate


def a_company_applies(town, certificate):
    """The offering is listed at once; the company compares at its own size."""
    (row,) = town.see(catalogue, town.today, SIZE, 24)
    assert row.breakdown.total_ex_tax == 2 * 9800 * 24
    page = town.see(offering, certificate.ref, town.today)
    assert page.outcome.verdict is Verdict.CONFORMS
    wish = MakeQuote("t-quote", certificate.ref, row.listing.plan.code, SIZE, months=24)
    quoted = town.do(quote, town.company, wish)
    application = town.do(sign, town.company, town.signed(quoted))
    assert application.breakdown == quoted.breakdown == row.breakdown
    return application


def the_provider_accepts_and_bills(town, application):
    """The company learns what to pay, to whom and how."""
    order = Accept("t-accept", application.ref, date(2026, 12, 1))
    contract = town.do(accept, town.provider, order)
    assert contract.state is ContractState.AWAITING_PAYMENT
    assert (contract.starts_on, contract.term_ends_on) == (date(2026, 12, 1), date(2028, 11, 30))
    invoice = town.do(issue_invoice, town.provider, IssueInvoice("t-bill", contract.ref))
    assert invoice.total_in_tax == 2 * 9800 * 110 // 100
    (unpaid,) = town.see(waiting, town.company, town.today)
    assert (unpaid.target, unpaid.ref) == ("invoice", invoice.ref)
    assert any("1234567" in line for line in gateway(contract.gateway).instructions(contract))
    money = RecordDeposit("t-paid", invoice.ref, 21_560, town.today, "ミナトセイコウ")
    paid = town.do(record_deposit, town.provider, money)
    assert (paid.began, paid.contract.state) == (True, ContractState.ACTIVE)
    assert town.see(waiting, town.company, town.today) == ()
