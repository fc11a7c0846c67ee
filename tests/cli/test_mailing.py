"""The mail server's settings, letters written when they are sent, and the operator's invitation."""

import email
import re
from datetime import UTC, datetime, timedelta
from email.policy import default

import pytest

from marketplace.cli import letters, mailing
from marketplace.cli.config import Given, load
from marketplace.cli.errands import crew_of
from marketplace.cli.letters import Site
from marketplace.desk.accounts.asking import AskReset, AskSignUp, ask_reset, ask_sign_up
from marketplace.desk.accounts.letters import LETTER
from marketplace.desk.accounts.links import key_of
from marketplace.domain.errand import Errand
from marketplace.domain.errors import BadInput, Unavailable
from marketplace.domain.organisation import OrgKind
from marketplace.mail import ConsoleMail, FileMail, Protection, SmtpMail
from marketplace.store import organisations, outbox

KEY = "0123456789abcdef" * 2
SMTP = """mail = "smtp"
[smtp]
host = "mail.example.jp"
sender = "市場 <noreply@example.jp>"
user = "market"
"""
SECRET = {"OTASUKE_SMTP_PASSWORD": "himitsu"}


@pytest.fixture
def written(tmp_path):
    """Give a way to load settings as they stand in a file."""

    def write(text, environ=SECRET):
        (tmp_path / "otasuke.toml").write_text(text, "utf-8")
        return load(Given(data=str(tmp_path)), environ)

    return write


def test_a_mail_server_is_set_up(written):
    settings = written(SMTP)
    found = settings.smtp
    assert (found.host, found.port, found.user) == ("mail.example.jp", 587, "market")
    assert (found.protection, found.password) == (Protection.STARTTLS, "himitsu")
    assert isinstance(mailing.mailer_of(settings), SmtpMail)
    assert "himitsu" not in repr(settings)


@pytest.mark.parametrize(
    ("protection", "port"), [("tls", 465), ("starttls", 587), ('tls"\nport = 2465\n#', 2465)]
)
def test_the_usual_ports(written, protection, port):
    assert written(f'{SMTP}protection = "{protection}"\n').smtp.port == port


@pytest.mark.parametrize(("word", "kind"), [("file", FileMail), ("console", ConsoleMail)])
def test_mail_may_stay_here(written, word, kind):
    assert isinstance(mailing.mailer_of(written(f'mail = "{word}"\n')), kind)


def changed(old, new):
    return SMTP.replace(old, new)


BAD = [
    ('mail = "smtp"\n', "mail: smtp なのに、[smtp] がありません"),
    (SMTP + 'protection = "plain"\n', "途中で読まれます"),
    (SMTP + 'protection = "ssl"\n', "[smtp] protection"),
    (SMTP + "port = 0\n", "[smtp] port"),
    (SMTP + 'port = "25"\n', "[smtp] port"),
    (SMTP + 'password = "x"\n', "OTASUKE_SMTP_PASSWORD に入れてください"),
    (SMTP + 'helo = "x"\n', "[smtp] helo"),
    (changed('host = "mail.example.jp"\n', ""), "[smtp] host"),
    (changed("市場 <noreply@example.jp>", "市場"), "[smtp] sender"),
    (changed("noreply@example.jp", "noreply@例.jp"), "[smtp] sender"),
]


@pytest.mark.parametrize(("text", "words"), BAD)
def test_what_cannot_be_used_is_named(written, text, words):
    with pytest.raises(BadInput) as refused:
        written(text)
    assert words in str(refused.value)


def test_a_user_and_a_password_belong_together(written):
    with pytest.raises(BadInput, match="そろっていません"):
        written(SMTP, {})
    with pytest.raises(BadInput, match="そろっていません"):
        written(changed('user = "market"\n', ""))


def test_on_this_machine_nothing_is_read_along(written):
    text = changed("mail.example.jp", "127.0.0.1") + 'protection = "plain"\n'
    assert written(text).smtp.port == 25


@pytest.fixture
def market(store, world, tmp_path):
    """Give the settings of a market whose mail is written into files."""
    more = f'secret_key = "{KEY}"\npublic_url = "https://market.example.jp"\n'
    (tmp_path / "otasuke.toml").write_text(more, "utf-8")
    return load(Given(data=str(tmp_path)), {})


def mails(settings):
    files = sorted((settings.data / "mail").glob("*.eml"))
    return [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]


def test_a_worker_writes_a_letter_with_its_link(store, market):
    now = datetime.now(UTC)
    store.run(ask_sign_up, AskSignUp("new@example.jp", "sme"), now)
    crew = crew_of(market, store)
    assert crew.drain() == 1
    (mail,) = mails(market)
    assert mail["To"] == "new@example.jp"
    found = re.search(r"https://market\.example\.jp/signup/(\S+)", mail.get_content())
    assert re.fullmatch(r"tk_[a-z2-7]{16}\.[\w-]{43}", found[1])


def test_nothing_of_a_link_lies_in_the_store(store, market):
    now = datetime.now(UTC)
    store.run(ask_sign_up, AskSignUp("new@example.jp", "sme"), now)
    (errand,) = store.run(outbox.claim, now + timedelta(minutes=1), 9)
    assert set(errand.payload) == {"code", "ticket"}
    assert "@" not in str(errand.payload) + errand.once


def test_a_reset_for_nobody_is_done_without_a_letter(store, market, world):
    now = datetime.now(UTC)
    store.run(ask_reset, AskReset("nobody@example.jp"), now)
    store.run(ask_reset, AskReset(world.company.person.email), now)
    assert crew_of(market, store).drain() == 2
    assert [mail["To"] for mail in mails(market)] == [world.company.person.email]


def test_without_a_key_no_link_is_signed(store, now):
    store.run(ask_sign_up, AskSignUp("new@example.jp", "sme"), now)
    (taken,) = store.run(outbox.claim, now + timedelta(minutes=1), 9)
    do = letters.write(store, ConsoleMail(None), Site("http://x", None), lambda: now)
    with pytest.raises(Unavailable, match="secret_key_missing"):
        do(taken)


def test_a_letter_is_gone_when_its_link_is_over(store, now):
    store.run(ask_sign_up, AskSignUp("new@example.jp", "sme"), now)
    (taken,) = store.run(outbox.claim, now + timedelta(minutes=1), 9)
    later = now + timedelta(days=1)
    do = letters.write(store, ConsoleMail(None), Site("http://x", key_of(KEY)), lambda: later)
    assert isinstance(taken, Errand)
    assert taken.kind == LETTER
    assert do(taken) == letters.GONE


def test_the_worker_forgets_what_is_long_over(store, market, now):
    long_ago = datetime.now(UTC) - timedelta(days=40)
    store.run(ask_reset, AskReset("a@example.jp"), long_ago)
    assert crew_of(market, store).prune() == 1


@pytest.fixture
def operators(run, database_url, monkeypatch, tmp_path):
    """Give a way to call ``otasuke operator`` on a market without people."""
    monkeypatch.setenv("OTASUKE_DATABASE_URL", str(database_url))
    monkeypatch.setenv("OTASUKE_SECRET_KEY", KEY)
    monkeypatch.setenv("OTASUKE_DATA", str(tmp_path))
    return lambda *words: run("operator", *words)


CREATE = ("create", "--name", "市場の運営（架空）", "--mail", "Root@example.jp")


def test_the_first_operator_is_given_a_link(operators, store):
    """Once; more people are invited by another command."""
    assert "まだありません" in operators("invite", "--mail", "b@example.jp").err
    said = operators(*CREATE)
    assert (said.code, said.err) == (0, "")
    assert "root@example.jp を、運営者の管理者として招待しました" in said.out
    assert re.search(r"http://127\.0\.0\.1:8000/invite/tk_\w{16}\.[\w-]{43}\n", said.out)
    again = operators(*CREATE)
    assert (again.code, again.out) == (2, "")
    assert "市場の運営（架空）" in again.err
    assert "operator invite" in again.err
    more = operators("invite", "--mail", "b@example.jp", "--role", "viewer")
    assert "b@example.jp を、運営者の閲覧者として招待しました" in more.out
    with store.read() as book:
        assert len(organisations.of_kind(book, OrgKind.OPERATOR)) == 1


def test_without_a_key_nobody_is_invited(operators, store, monkeypatch):
    monkeypatch.delenv("OTASUKE_SECRET_KEY")
    said = operators(*CREATE)
    assert (said.code, "秘密鍵がない" in said.err) == (2, True)
    with store.read() as book:
        assert organisations.of_kind(book, OrgKind.OPERATOR) == ()


@pytest.mark.parametrize("mail", ["x", "a@b", "a b@example.jp"])
def test_a_wrong_address_creates_nothing(operators, store, mail):
    said = operators("create", "--name", "運営", "--mail", mail)
    assert (said.code, "メールアドレスの形" in said.err) == (2, True)
    with store.read() as book:
        assert organisations.of_kind(book, OrgKind.OPERATOR) == ()
