"""「書面」 Papers to keep: of a contract, 適合確認書, 診断の結果 and 緊急カード, and together."""

from marketplace.print.bundle import bundle
from marketplace.print.certificate import certificate_pdf
from marketplace.print.contract import contract_pdf
from marketplace.print.diagnosis import diagnosis_pdf
from marketplace.print.emergency import emergency_pdf
from marketplace.print.insured import insurance_line
from marketplace.print.invoice import invoice_pdf
from marketplace.print.quote import quote_pdf

__all__ = [
    "bundle",
    "certificate_pdf",
    "contract_pdf",
    "diagnosis_pdf",
    "emergency_pdf",
    "insurance_line",
    "invoice_pdf",
    "quote_pdf",
]
