"""A market brought as far as a test needs it, step by step and by the store's own functions."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from marketplace.domain.assessment import Answer, Assessment, Reply
from marketplace.domain.certificate import SubmissionState, TrialListing
from marketplace.domain.checkout import Checkout, CheckoutState, Hint
from marketplace.domain.codes import new_ref
from marketplace.domain.contract import (
    Application,
    ApplicationState,
    Contract,
    ContractState,
    Ending,
    Signature,
)
from marketplace.domain.deposit import Deposit
from marketplace.domain.diagnosis import Diagnosis, DiagnosisState
from marketplace.domain.evidence_file import Arrived
from marketplace.domain.invoice import month_lines
from marketplace.domain.price import Size
from marketplace.domain.quote import Quote, digest_of
from marketplace.domain.tax import TaxCategory
from marketplace.domain.tier import ServiceClass, Star
from marketplace.domain.verdict import EditionRef, Verdict
from marketplace.store import (
    applications,
    assessment_files,
    assessments,
    certificates,
    checkouts,
    contracts,
    deposits,
    dossiers,
    inbox,
    invoices,
    quotes,
    reports,
    submissions,
    trials,
)

EDITION = EditionRef("2.0", 1, "e" * 64)
DAY = date(2026, 11, 25)
RAW = "format: otasuke-manifest/1\n# 受け取ったまま\n".encode()


class Scene:
    """A store with its world, and the steps from a dossier to an invoice."""

    edition = EDITION
    day = DAY
    raw = RAW

    def __init__(self, store, world, dossier_of, now):
        self.store, self.world, self.now = store, world, now
        self.dossier_of = dossier_of
        self.dossier = dossier_of()

    def act(self, function, *args, **kw):
        return self.store.run(function, *args, **kw)

    def read(self, function, *args, **kw):
        with self.store.read() as book:
            return function(book, *args, **kw)

    def diagnosed(self):
        """Give a diagnosis with one reply."""
        edition, company = EditionRef("scs/2026-03-27", 1, "e" * 64), self.world.company
        made = Assessment(edition.slug, Star.THREE)
        kept = Diagnosis("as_a", edition, DiagnosisState.OPEN, made, 0, {}, self.now)
        self.act(assessments.add_diagnosis, company, kept)
        replies = {"1-3-1-1": Reply(Answer.MET)}
        self.act(assessments.add_replies, company, kept, replies, now=self.now)
        came = Arrived("台帳.txt", "text/plain", b"x", "f" * 64)
        named = {"criterion": "1-3-1-1", "came": came, "now": self.now}
        self.act(assessment_files.keep, company, kept.ref, **named)

    def received(self, dossier=None):
        dossier = dossier or self.dossier
        return self.act(
            dossiers.receive_dossier,
            self.world.provider,
            dossier,
            RAW,
            media_type="application/yaml",
            now=self.now,
        )

    def submitted(self, dossier=None, tier=ServiceClass.CLASS1):
        return self.act(
            submissions.add_submission,
            self.world.provider,
            self.received(dossier),
            tier,
            now=self.now,
        )

    def reported(self, submission, record=b"{}"):
        return self.act(
            reports.add_report,
            submission.ref,
            record,
            edition=EDITION,
            verdict=Verdict.CONFORMS,
            day=DAY,
            now=self.now,
        )

    def decided(self, submission, actor, state, reason=""):
        return self.act(
            submissions.decide_submission, actor, submission.ref, state, reason=reason, now=self.now
        )

    def certified(self, submission=None, first=DAY, last=date(2028, 11, 24)):
        submission = submission or self.submitted()
        self.decided(submission, self.world.certifier, SubmissionState.CERTIFIED)
        return self.act(
            certificates.add_certificate,
            self.world.certifier,
            submission,
            EDITION,
            valid_from=first,
            valid_until=last,
            now=self.now,
        )

    def promise(self, certificate):
        """A quote as it is made before it is stored."""
        plan, size = certificate.dossier.offering.plans[0], Size(20, 1, 2)
        made = Quote(
            ref=new_ref("qt"),
            company=self.world.company.org,
            provider=certificate.provider,
            certificate_ref=certificate.ref,
            dossier_ref=certificate.dossier_ref,
            offering=certificate.dossier.offering,
            plan=plan,
            size=size,
            months=12,
            breakdown=plan.tariff.breakdown(size, 12, DAY),
            made_by=self.world.company.person.name,
            made_at=self.now,
            valid_until=DAY + timedelta(days=30),
        )
        return replace(made, digest=digest_of(made))

    def quoted(self, certificate=None):
        made = self.promise(certificate or self.certified())
        return self.act(quotes.add_quote, self.world.company, made)

    def wish(self, certificate):
        """An application as it is made before it is stored."""
        plan, size = certificate.dossier.offering.plans[0], Size(20, 1, 2)
        quote, who = self.quoted(certificate), self.world.company.person.name
        way = ("terms",), "bank_invoice"
        return Application(
            ref=new_ref("ap"),
            company=self.world.company.org,
            provider=certificate.provider,
            certificate_ref=certificate.ref,
            dossier_ref=certificate.dossier_ref,
            offering_name=certificate.dossier.offering.name,
            offering_code=certificate.dossier.offering.code,
            plan=plan,
            size=size,
            months=12,
            breakdown=plan.tariff.breakdown(size, 12, DAY),
            state=ApplicationState.APPLIED,
            applied_at=self.now,
            answer_by=DAY + timedelta(days=14),
            terms=certificate.dossier.offering.terms,
            signature=Signature(quote.ref, quote.digest, who, *way, self.now),
        )

    def applied(self, certificate=None):
        wish = self.wish(certificate or self.certified())
        return self.act(applications.add_application, self.world.company, wish)

    def agreed(self, application):
        """A contract as it is made before it is stored."""
        return Contract(
            ref=new_ref("kt"),
            application=application,
            state=ContractState.AWAITING_PAYMENT,
            gateway="bank_invoice",
            signed_on=DAY,
            starts_on=date(2026, 12, 1),
            term_ends_on=date(2027, 11, 30),
        )

    def paid(self, invoice=None, **changes):
        """Give a deposit of all that an invoice asks for, and what was received then."""
        invoice = invoice or self.invoiced()
        usual = {"gateway": "bank_invoice", "paid_in_tax": invoice.total_in_tax}
        usual |= {"received_on": DAY, "payer_name": "ミナトセイコウ", "ref": new_ref("dp")}
        made = Deposit(invoice_ref=invoice.ref, **usual | changes)
        return made, self.act(deposits.add_deposit, made, now=self.now)

    def trying(self, invoice, attempt=1):
        """A try to collect an invoice by card, kept before the gateway is asked."""
        made = Checkout(
            ref=new_ref("co"),
            contract_ref=invoice.contract_ref,
            invoice_ref=invoice.ref,
            account="acct_mihari",
            attempt=attempt,
            amount_in_tax=invoice.total_in_tax,
            request="{}",
            state=CheckoutState.STARTING,
            expires_at=self.now + timedelta(hours=3),
        )
        company = self.world.company
        return self.act(checkouts.add_checkout, company, made, "stripe", now=self.now)

    def hint(self, event_id="evt_1"):
        """An event as it is kept: verified, and about a session."""
        about = ("checkout.session.completed", "checkout.session", "cs_1", "acct_mihari")
        made = Hint("stripe", event_id, *about, "2026-08-26.dahlia", self.now, b"{}")
        return made, self.act(inbox.keep, made, self.now)

    def everything_agreed(self):
        """One of every row that two sides make together, from a quote to an end."""
        invoice = self.invoiced()
        money, _ = self.paid(invoice)
        self.paid(invoice, paid_in_tax=-money.paid_in_tax, reverses=money.ref, reason="誤り")
        self.trying(invoice)
        self.hint()
        self.ending(self.read(contracts.contract, self.world.company, invoice.contract_ref))
        self.tried()

    def tried(self, dossier=None, since=DAY, until=date(2027, 5, 23)):
        """A trial listing of an offering that has no certificate."""
        dossier = dossier or self.dossier_of(code="mihari-star")
        made = TrialListing(
            ref=new_ref("tl"),
            provider=self.world.provider.org,
            dossier=dossier,
            dossier_ref=self.received(dossier),
            tier=ServiceClass.CLASS1,
            edition=EDITION,
            verdict=Verdict.NEEDS_PERSON,
            since=since,
            until=until,
        )
        return self.act(trials.add_trial, self.world.provider, made, record=b"{}", now=self.now)

    def ending(self, contract=None):
        """A contract whose end its company has asked for, at a price."""
        contract = contract or self.contracted()
        fee, day = (50_000, TaxCategory.OUT_OF_SCOPE), date(2027, 2, 28)
        who = self.world.company.person.name
        made = Ending(new_ref("en"), day, *fee, "e" * 64, who, self.now)
        self.act(contracts.add_ending, self.world.company, contract.ref, made)
        return made

    def contracted(self, application=None):
        agreed = self.agreed(application or self.applied())
        return self.act(contracts.add_contract, self.world.provider, agreed, now=self.now)

    def invoiced(self, contract=None, issued_on=DAY, month=1):
        contract = contract or self.contracted()
        return self.act(
            invoices.add_invoice,
            self.world.provider,
            contract,
            month_lines(contract, month),
            month=month,
            issued_on=issued_on,
            due_on=issued_on + timedelta(days=30),
            now=self.now,
        )


@pytest.fixture
def scene(store, world, dossier_of, now):
    """Give the market of one test."""
    return Scene(store, world, dossier_of, now)
