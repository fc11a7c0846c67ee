"""Mail: the port, and two adapters that send nothing over a network."""

from __future__ import annotations

from marketplace.mail.adapters import ConsoleMail, FileMail
from marketplace.mail.letters import letter
from marketplace.mail.port import Mail, Mailer

__all__ = ["ConsoleMail", "FileMail", "Mail", "Mailer", "letter"]
