"""What is secret stands nowhere but where it has to: neither in logs nor in rows nor in cookies."""

import hashlib
import logging
import re
from base64 import urlsafe_b64decode
from zlib import decompress

import pytest
from sqlalchemy import select

from marketplace.desk.accounts.passwords import hashed
from marketplace.domain.account import Proof
from marketplace.domain.errors import Conflict
from marketplace.store.accounts import passwords
from marketplace.store.rows import AttemptRow, PasswordRow, SessionRow

PASSWORD = "planted-correct-horse-battery"
WRONG = "planted-wrong-password"


@pytest.fixture
def knows(store, world, now):
    """Give the company's person a password."""
    with store.act() as book:
        passwords.put(book, world.company.person.ref, hashed(PASSWORD).text, now)
    return world.company


def written(caplog):
    """Give all that any logger wrote."""
    form = logging.Formatter()
    return "\n".join(form.format(record) for record in caplog.records)


def test_nothing_secret_is_written_down(visitor, knows, everything, caplog):
    """Of a sign-in that fails and one that does not, in no line and in no row of any table."""
    caplog.set_level(logging.DEBUG)
    for password in (WRONG, PASSWORD):
        form = {"email": knows.person.email, "password": password}
        answer = visitor.sends("/signin", "/signin", form)
    assert answer.status_code == 303
    with visitor.client.session_transaction() as session:
        token = session["signed_in"][0]
    rows = repr(everything())
    for secret in (PASSWORD, WRONG, token):
        assert secret not in written(caplog)
        assert secret not in rows
    assert hashlib.sha256(token.encode()).hexdigest() in rows


def test_a_password_is_kept_so_that_guessing_is_dear(store, knows):
    """Argon2id with at least 19 MiB and two passes (OWASP), its own salt each time."""
    with store.read() as book:
        kept = book.session.scalars(select(PasswordRow.hash)).one()
    found = re.fullmatch(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$[^$]+\$[^$]+", kept)
    memory, passes = map(int, found.groups())
    assert memory >= 19 * 1024
    assert passes >= 2
    assert hashed(PASSWORD).text != kept


def test_the_cookie_says_nothing_of_anybody(enters, world):
    """A random token and when it was used; everybody can read a signed cookie."""
    visitor = enters(world.company)
    visitor.opens("/sme/")
    (cookie,) = [visitor.client.get_cookie("otasuke").value]
    body = cookie.lstrip(".").split(".")[0]
    raw = urlsafe_b64decode(body + "=" * (-len(body) % 4))
    said = (decompress(raw) if cookie.startswith(".") else raw).decode()
    for known in (world.company.person, world.company.org):
        assert known.ref not in said
        assert known.name not in said
    assert world.company.person.email not in said


def test_a_session_is_no_use_to_who_reads_the_table(store, enters, world):
    """The table holds the digest of the token; as a token it opens nothing."""
    visitor = enters(world.company)
    with store.read() as book:
        row = book.session.scalars(select(SessionRow)).one()
        digest, proof = row.digest, row.proof
    assert (len(digest), proof) == (64, Proof.PASSWORD)
    with visitor.client.session_transaction() as session:
        assert session["signed_in"][0] != digest
        session["signed_in"] = [digest, session["signed_in"][1]]
    assert visitor.opens("/sme/").status_code == 303


def test_a_fault_of_the_database_names_no_values(store, knows, now):
    """What was to be stored does not stand in the words of an error."""

    def twice(book):
        row = book.session.scalars(select(PasswordRow)).one()
        book.session.add(PasswordRow(person_key=row.person_key, hash=WRONG, changed_at=now))

    with pytest.raises(Conflict) as failed:
        store.run(twice)
    words = str(failed.value.__cause__)
    assert "INSERT INTO password" in words
    assert WRONG not in words


def test_what_was_tried_is_kept_as_a_digest(store, visitor, knows):
    """A list of failures is no list of addresses."""
    visitor.sends("/signin", "/signin", {"email": knows.person.email, "password": WRONG})
    with store.read() as book:
        (digest,) = book.session.scalars(select(AttemptRow.digest))
    assert re.fullmatch(r"[0-9a-f]{64}", digest)
