"""「書面」 Papers to keep: 見積書, 請求書, 契約内容の控え and 適合確認書, as PDF, and together."""

from marketplace.print.bundle import bundle
from marketplace.print.certificate import certificate_pdf
from marketplace.print.contract import contract_pdf
from marketplace.print.insured import insurance_line
from marketplace.print.invoice import invoice_pdf
from marketplace.print.quote import quote_pdf

__all__ = [
    "bundle",
    "certificate_pdf",
    "contract_pdf",
    "insurance_line",
    "invoice_pdf",
    "quote_pdf",
]
