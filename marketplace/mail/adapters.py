"""Mail that stays on this machine: shown, or written into a folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from pathlib import Path
from typing import TextIO

from marketplace.domain.canonical import digest_bytes
from marketplace.mail.port import Mail

SENDER = "otasuke@market.invalid"
"""No address at all (RFC 2606): nothing answers, and nothing is delivered by mistake."""
NAME_LENGTH = 32


@dataclass(frozen=True, slots=True)
class ConsoleMail:
    """「画面への郵便」 Writes each message to a stream that is already open."""

    stream: TextIO

    def send(self, mail: Mail, key: str) -> None:
        """Show the message and the name it would have as a file."""
        head = f"To: {mail.to}\nSubject: {mail.subject}\nX-Message: {name_of(key)}"
        self.stream.write(f"{head}\n\n{mail.text}\n")
        self.stream.flush()


@dataclass(frozen=True, slots=True)
class FileMail:
    """「ファイルへの郵便」 One .eml a message, whole or not at all, readable by its owner alone."""

    folder: Path

    def send(self, mail: Mail, key: str) -> None:
        """Write the message; a second one of the same key takes its place."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = name_of(key)
        draft = self.folder / f".{name}.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(message_of(mail, key).as_bytes(policy=SMTP))
        draft.replace(self.folder / f"{name}.eml")


def name_of(key: str) -> str:
    """The name of a message: the same key, the same name, and nothing of the key in it."""
    return digest_bytes(key.encode())[:NAME_LENGTH]


def message_of(mail: Mail, key: str, sender: str = SENDER) -> EmailMessage:
    """What a mail program reads; its id is of the sender's domain and says nothing of the key."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Message-ID"] = f"<{name_of(key)}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    return message
