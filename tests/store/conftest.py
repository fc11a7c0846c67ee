"""A market brought as far as a test needs it, step by step and by the store's own functions."""

from datetime import date, timedelta

import pytest

from marketplace.domain.assessment import Answer, Assessment, Reply
from marketplace.domain.certificate import SubmissionState
from marketplace.domain.codes import new_ref
from marketplace.domain.contract import Application, ApplicationState, Contract, ContractState
from marketplace.domain.diagnosis import Diagnosis, DiagnosisState
from marketplace.domain.invoice import first_invoice_lines
from marketplace.domain.price import Size
from marketplace.domain.tier import ServiceClass, Star
from marketplace.domain.verdict import EditionRef, Verdict
from marketplace.store import (
    assessments,
    certificates,
    contracts,
    dossiers,
    invoices,
    reports,
    submissions,
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

    def wish(self, certificate):
        """An application as it is made before it is stored."""
        plan, size = certificate.dossier.offering.plans[0], Size(20, 1, 2)
        return Application(
            ref=new_ref("ap"),
            company=self.world.company.org,
            provider=certificate.provider,
            certificate_ref=certificate.ref,
            dossier_ref=certificate.dossier_ref,
            offering_name=certificate.dossier.offering.name,
            plan=plan,
            size=size,
            months=12,
            breakdown=plan.tariff.breakdown(size, 12, DAY),
            state=ApplicationState.APPLIED,
            applied_at=self.now,
            answer_by=DAY + timedelta(days=14),
        )

    def applied(self, certificate=None):
        wish = self.wish(certificate or self.certified())
        return self.act(contracts.add_application, self.world.company, wish)

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

    def contracted(self, application=None):
        agreed = self.agreed(application or self.applied())
        return self.act(contracts.add_contract, self.world.provider, agreed, now=self.now)

    def invoiced(self, contract=None, issued_on=DAY):
        contract = contract or self.contracted()
        return self.act(
            invoices.add_invoice,
            self.world.provider,
            contract,
            first_invoice_lines(contract),
            issued_on=issued_on,
            due_on=issued_on + timedelta(days=30),
            now=self.now,
        )


@pytest.fixture
def scene(store, world, dossier_of, now):
    """Give the market of one test."""
    return Scene(store, world, dossier_of, now)
