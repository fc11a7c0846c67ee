"""The tables of the market; a row never leaves the store."""

from __future__ import annotations

from marketplace.store.rows.account import (
    AttemptRow,
    IdentityRow,
    PasskeyRow,
    PasswordRow,
    RecoveryCodeRow,
    SessionRow,
    TicketRow,
    TotpRow,
)
from marketplace.store.rows.assessment import (
    AssessmentFileRow,
    AssessmentReplyRow,
    AssessmentRow,
)
from marketplace.store.rows.checkout import CheckoutRow, InboxRow
from marketplace.store.rows.columns import Row
from marketplace.store.rows.contract import ApplicationRow, ContractRow, EndingRow
from marketplace.store.rows.dossier import DossierRow, FactsRow, OfferingRow
from marketplace.store.rows.evidence import EvidenceFileRow
from marketplace.store.rows.invoice import (
    DepositRow,
    InvoiceLineRow,
    InvoiceRow,
    InvoiceTaxRow,
)
from marketplace.store.rows.ledger import CounterRow, JournalRow, MarketRow, TokenRow
from marketplace.store.rows.notice_page import NoticePageRow
from marketplace.store.rows.organisation import (
    CompanySizeRow,
    MembershipRow,
    OrganisationRow,
    PersonRow,
)
from marketplace.store.rows.outbox import OutboxRow
from marketplace.store.rows.quote import QuoteRow, SignatureRow
from marketplace.store.rows.register import (
    CertificateRow,
    ConfirmationRow,
    EditionEventRow,
    MeasureRow,
    ReportRow,
    RulingRow,
    SubmissionRow,
)
from marketplace.store.rows.seal import SealRow
from marketplace.store.rows.trial import TrialListingRow
from marketplace.store.rows.version import VersionRow

__all__ = [
    "ApplicationRow",
    "AssessmentFileRow",
    "AssessmentReplyRow",
    "AssessmentRow",
    "AttemptRow",
    "CertificateRow",
    "CheckoutRow",
    "CompanySizeRow",
    "ConfirmationRow",
    "ContractRow",
    "CounterRow",
    "DepositRow",
    "DossierRow",
    "EditionEventRow",
    "EndingRow",
    "EvidenceFileRow",
    "FactsRow",
    "IdentityRow",
    "InboxRow",
    "InvoiceLineRow",
    "InvoiceRow",
    "InvoiceTaxRow",
    "JournalRow",
    "MarketRow",
    "MeasureRow",
    "MembershipRow",
    "NoticePageRow",
    "OfferingRow",
    "OrganisationRow",
    "OutboxRow",
    "PasskeyRow",
    "PasswordRow",
    "PersonRow",
    "QuoteRow",
    "RecoveryCodeRow",
    "ReportRow",
    "Row",
    "RulingRow",
    "SealRow",
    "SessionRow",
    "SignatureRow",
    "SubmissionRow",
    "TicketRow",
    "TokenRow",
    "TotpRow",
    "TrialListingRow",
    "VersionRow",
]
