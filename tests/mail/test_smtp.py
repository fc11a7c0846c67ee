"""A mail server takes our messages, over TLS; what it refuses is told without any address."""

import email
import socket
from email.policy import default

import pytest

from marketplace.domain.errors import Refused, Unavailable
from marketplace.mail import Mail, Protection, SmtpMail, SmtpSettings
from marketplace.mail.adapters import name_of
from tests.mail.post_office import certified, open_office

MAIL = Mail("a@example.jp", "登録の続き", "本文です。\n二行目。\n")
SENDER = "お助け隊マーケット <noreply@market.example.jp>"


def settings(office, protection=Protection.PLAIN, **more):
    return SmtpSettings("127.0.0.1", office.port, SENDER, protection, **more)


def read(raw):
    return email.message_from_bytes(raw, policy=default)


def test_a_message_is_handed_in_as_it_was_written():
    with open_office() as office:
        SmtpMail(settings(office)).send(MAIL, "k1")
    message = read(office.messages[0])
    assert (message["To"], message["Subject"]) == (MAIL.to, MAIL.subject)
    assert message["From"].addresses[0].addr_spec == "noreply@market.example.jp"
    assert message["Message-ID"] == f"<{name_of('k1')}@market.example.jp>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n") == MAIL.text
    assert not any(line.startswith("AUTH") for line in office.heard)


@pytest.mark.parametrize("protection", [Protection.TLS, Protection.STARTTLS])
def test_over_tls_with_a_password(tmp_path, protection):
    server, client = certified(tmp_path)
    more = {"context": server, "starttls": protection is Protection.STARTTLS}
    with open_office(**more) as office:
        wanted = settings(office, protection, user="market", password="himitsu")
        SmtpMail(wanted, client).send(MAIL, "k1")
    assert len(office.messages) == 1
    assert any(line.startswith("AUTH PLAIN") for line in office.heard)
    assert ("STARTTLS" in office.heard) is (protection is Protection.STARTTLS)


@pytest.mark.parametrize("protection", [Protection.TLS, Protection.STARTTLS])
def test_nobody_unknown_is_told_anything(tmp_path, protection):
    """A certificate that nobody vouches for: neither the password nor the message goes out."""
    server, _ = certified(tmp_path)
    more = {"context": server, "starttls": protection is Protection.STARTTLS}
    with open_office(**more) as office:
        wanted = settings(office, protection, user="market", password="himitsu")
        with pytest.raises(Unavailable, match="mail_unreachable"):
            SmtpMail(wanted).send(MAIL, "k1")
    assert office.messages == []
    assert not any("AUTH" in line for line in office.heard)


def test_a_server_without_tls_is_not_used_in_the_clear():
    with open_office() as office, pytest.raises(Unavailable, match="mail_unreachable"):
        SmtpMail(settings(office, Protection.STARTTLS)).send(MAIL, "k1")
    assert office.messages == []


@pytest.mark.parametrize(
    ("reply", "error", "code"),
    [
        ("550 no such user", Refused, "mail_refused"),
        ("450 come again", Unavailable, "mail_put_off"),
    ],
)
def test_what_the_server_says_of_an_address(reply, error, code):
    with (
        open_office(replies={"RCPT": reply}) as office,
        pytest.raises(error, match=code) as refused,
    ):
        SmtpMail(settings(office)).send(MAIL, "k1")
    assert MAIL.to not in str(refused.value)
    assert office.messages == []


@pytest.mark.parametrize("verb", ["MAIL", "DATA", "EHLO", "AUTH"])
def test_a_server_that_cannot_is_asked_again_later(verb):
    replies = {verb: "451 later"} | ({"HELO": "451 later"} if verb == "EHLO" else {})
    with open_office(replies=replies) as office:
        wanted = settings(office, user="market", password="himitsu")
        with pytest.raises(Unavailable, match="mail_unreachable"):
            SmtpMail(wanted).send(MAIL, "k1")


def test_a_server_that_is_not_there():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    wanted = SmtpSettings("127.0.0.1", port, SENDER, Protection.PLAIN)
    with pytest.raises(Unavailable, match="mail_unreachable"):
        SmtpMail(wanted).send(MAIL, "k1")


def test_the_password_is_not_shown():
    wanted = SmtpSettings("h", 25, SENDER, user="market", password="himitsu")
    assert "himitsu" not in repr(wanted) + repr(SmtpMail(wanted))
