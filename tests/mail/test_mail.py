"""Mail: plain Japanese to one person, the same message once, and nothing over a network."""

import email
import io
from email.policy import default
from pathlib import Path

import pytest

from marketplace.desk import telling
from marketplace.mail import ConsoleMail, FileMail, Mail, letter
from marketplace.mail.adapters import name_of
from marketplace.mail.letters import FICTIONAL, LETTERS

MAIL = Mail("a@example.jp", "請求書が発行されました", "本文です。\n二行目。\n")


def read(folder):
    files = sorted(folder.glob("*.eml"))
    return [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]


def test_a_message_is_a_file_that_a_mail_program_reads(tmp_path):
    FileMail(tmp_path / "mail").send(MAIL, "k1")
    (message,) = read(tmp_path / "mail")
    assert (message["To"], message["Subject"]) == (MAIL.to, MAIL.subject)
    assert message.get_content().replace("\r\n", "\n") == MAIL.text
    assert message["Message-ID"] == f"<{name_of('k1')}@market.invalid>"
    assert message.get_content_type() == "text/plain"


def test_the_same_key_is_the_same_message(tmp_path):
    mailer = FileMail(tmp_path)
    for key in ("k1", "k1", "k2"):
        mailer.send(MAIL, key)
    assert len(read(tmp_path)) == 2
    assert [file.suffix for file in tmp_path.iterdir()] == [".eml", ".eml"]


def test_messages_are_their_owners(tmp_path):
    FileMail(tmp_path / "mail").send(MAIL, "k1")
    (file,) = (tmp_path / "mail").iterdir()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_message_may_be_shown_instead():
    stream = io.StringIO()
    ConsoleMail(stream).send(MAIL, "k1")
    shown = stream.getvalue()
    assert shown.startswith("To: a@example.jp\nSubject: 請求書が発行されました\n")
    assert shown.endswith(f"\n\n{MAIL.text}\n")


@pytest.mark.parametrize("field", ["to", "subject"])
@pytest.mark.parametrize("end", ["\n", "\r\nBcc: b@example.jp", "\x00"])
def test_a_header_carries_no_other(field, end):
    with pytest.raises(ValueError, match="one printable line"):
        Mail(**{"to": "a@example.jp", "subject": "s", "text": "t", field: f"a{end}"})


def test_every_notice_of_the_desk_has_its_letter():
    source = Path(telling.__file__).read_text("utf-8")
    assert set(LETTERS) == {code for code in LETTERS if f'"{code}"' in source}
    assert source.count('Notice("') == len(LETTERS)


VALUES = {
    "offering": "みはりUTM",
    "tier": "1類",
    "number": "2026-0001",
    "valid_from": "2026-11-25",
    "valid_until": "2028-11-24",
    "answer_by": "2026-12-09",
    "starts_on": "2026-12-01",
    "due_on": "2026-12-25",
    "ends_on": "2027-03-31",
    "since": "2027-01-01",
}


@pytest.mark.parametrize("code", LETTERS)
def test_a_letter_names_nobody_but_its_recipient(people, code):
    mail = letter(people.provider, code, VALUES)
    assert mail.to == people.provider.person.email
    assert mail.subject.startswith("【お助け隊マーケット】")
    assert f"{people.provider.person.name} 様" in mail.text
    assert "{" not in mail.text
    assert FICTIONAL in mail.text
    others = [one for one in people.everybody if one is not people.provider]
    for other in others:
        assert other.person.name not in mail.text
        assert other.person.email not in mail.text


def test_a_letter_without_its_values_is_not_sent(people):
    with pytest.raises(KeyError):
        letter(people.provider, "invoice_issued", {})
    with pytest.raises(KeyError):
        letter(people.provider, "unknown", VALUES)
