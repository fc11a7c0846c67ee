"""「メールサーバー」 Hands messages to one server; a refusal is the worker's to try again.

The server is asked on a connection that nobody reads along, except on this machine (RFC 8314).
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from marketplace.domain.errors import Refused, Unavailable
from marketplace.mail.adapters import message_of
from marketplace.mail.port import Mail

SECONDS = 20
"""How long one answer of the server may take; the worker tries again later."""

NEVER = range(550, 560)
"""Replies that mean this message will not be taken however often it comes (RFC 5321, 4.2.1)."""


class Protection(StrEnum):
    """「通信の守り」 TLS from the first byte, TLS after asking, or none on this machine alone."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """「メールサーバーの設定」 Where it is, as whom we hand in, and from whom the messages are."""

    host: str
    port: int
    sender: str
    protection: Protection = Protection.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SmtpMail:
    """「メールサーバーへの郵便」 One connection a message: they are few, and far between."""

    settings: SmtpSettings
    context: ssl.SSLContext | None = None

    def send(self, mail: Mail, key: str) -> None:
        """Hand one message in; the same key has the same Message-ID, so that doubles are known."""
        message = message_of(mail, key, self.settings.sender)
        try:
            with self._server() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _refused(error) from None
        except (OSError, smtplib.SMTPException) as error:
            raise Unavailable("mail_unreachable", reason=type(error).__name__) from None

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        said, context = self.settings, self.context or ssl.create_default_context()
        if said.protection is Protection.TLS:
            opened: smtplib.SMTP = smtplib.SMTP_SSL(
                said.host, said.port, timeout=SECONDS, context=context
            )
        else:
            opened = smtplib.SMTP(said.host, said.port, timeout=SECONDS)
        with opened as server:
            if said.protection is Protection.STARTTLS:
                server.starttls(context=context)
            if said.user:
                server.login(said.user, said.password)
            yield server


def _refused(error: smtplib.SMTPRecipientsRefused) -> Refused | Unavailable:
    """The address is wrong for good, or the server asks us to come again; no address is told."""
    codes = [code for code, _ in error.recipients.values()]
    final = all(code in NEVER for code in codes)
    return Refused("mail_refused", reply=codes[0]) if final else Unavailable("mail_put_off")
