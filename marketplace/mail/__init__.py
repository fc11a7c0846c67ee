"""Mail: the port, two adapters that send nothing over a network, and one for a mail server."""

from __future__ import annotations

from marketplace.mail.account_letters import account_letter
from marketplace.mail.adapters import ConsoleMail, FileMail
from marketplace.mail.letters import letter
from marketplace.mail.port import Mail, Mailer
from marketplace.mail.smtp import Protection, SmtpMail, SmtpSettings

__all__ = [
    "ConsoleMail",
    "FileMail",
    "Mail",
    "Mailer",
    "Protection",
    "SmtpMail",
    "SmtpSettings",
    "account_letter",
    "letter",
]
