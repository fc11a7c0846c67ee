"""The tables of the market; a row never leaves the store."""

from __future__ import annotations

from marketplace.store.rows.assessment import AssessmentReplyRow, AssessmentRow
from marketplace.store.rows.columns import Row
from marketplace.store.rows.contract import ApplicationRow, ContractRow
from marketplace.store.rows.dossier import DossierRow, FactsRow, OfferingRow
from marketplace.store.rows.invoice import InvoiceLineRow, InvoiceRow, InvoiceTaxRow
from marketplace.store.rows.ledger import CounterRow, JournalRow, MarketRow, TokenRow
from marketplace.store.rows.organisation import (
    CompanySizeRow,
    MembershipRow,
    OrganisationRow,
    PersonRow,
)
from marketplace.store.rows.outbox import OutboxRow
from marketplace.store.rows.register import (
    CertificateRow,
    ConfirmationRow,
    ReportRow,
    RulingRow,
    SubmissionRow,
)
from marketplace.store.rows.seal import SealRow
from marketplace.store.rows.version import VersionRow

__all__ = [
    "ApplicationRow",
    "AssessmentReplyRow",
    "AssessmentRow",
    "CertificateRow",
    "CompanySizeRow",
    "ConfirmationRow",
    "ContractRow",
    "CounterRow",
    "DossierRow",
    "FactsRow",
    "InvoiceLineRow",
    "InvoiceRow",
    "InvoiceTaxRow",
    "JournalRow",
    "MarketRow",
    "MembershipRow",
    "OfferingRow",
    "OrganisationRow",
    "OutboxRow",
    "PersonRow",
    "ReportRow",
    "Row",
    "RulingRow",
    "SealRow",
    "SubmissionRow",
    "TokenRow",
    "VersionRow",
]
