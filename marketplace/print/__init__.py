"""「書面」 Papers to keep: 請求書, 契約内容の控え and 適合確認書, as PDF."""

from marketplace.print.certificate import certificate_pdf
from marketplace.print.contract import contract_pdf
from marketplace.print.invoice import invoice_pdf

__all__ = ["certificate_pdf", "contract_pdf", "invoice_pdf"]
