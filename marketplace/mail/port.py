"""「郵便の口」 What is sent, and the port that every way of sending implements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """「メール」 One plain text to one address; a line break in a header is refused."""

    to: str
    subject: str
    text: str

    def __post_init__(self) -> None:
        """Refuse headers that could carry others."""
        if not (self.to.isprintable() and self.subject.isprintable()):
            raise ValueError("a header is one printable line")


class Mailer(Protocol):
    """「郵便」 One way of sending; the same key is the same message, however often it comes."""

    def send(self, mail: Mail, key: str) -> None:
        """Send, or raise."""
