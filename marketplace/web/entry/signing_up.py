"""「登録」 First an address, then a letter, then who it is and for which organisation."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.desk import order as given
from marketplace.desk.accounts import asking, passwords, signing_up
from marketplace.desk.accounts.signing_up import NewOrganisation, SignUp
from marketplace.desk.organisations import MOST_ADDRESS, corporate_number, invoice_number, kana
from marketplace.domain.account import Proof, Ticket
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import OrgKind
from marketplace.web import visit
from marketplace.web.entry.asked import tried
from marketplace.web.entry.linked import link
from marketplace.web.entry.signing_in import begin
from marketplace.web.fields import Fields
from marketplace.web.public.door import door

ORGANISATION = ("org_name", "reading", "address", "corporate_number", "invoice_number", "code")


@door.get("/signup")
def sign_up() -> ResponseReturnValue:
    """「登録」 As whom, and with which address."""
    return render_template("entry/sign_up.html", kinds=asking.OPEN_KINDS)


@door.post("/signup", shows="public.sign_up")
def ask_sign_up() -> ResponseReturnValue:
    """「登録を申し込む」 The same answer, whoever has the address."""
    fields = Fields(request.form)
    email = tried(fields, "email", "メールアドレス", lambda: given.email(fields.text("email")))
    tried(fields, "kind", "使う立場", lambda: asking.kind_of(fields.text("kind")))
    fields.check()
    order = asking.AskSignUp(email or "", fields.text("kind"))
    visit.store().run(asking.ask_sign_up, order, visit.instant())
    return redirect(url_for("public.letter_sent"), 303)


@door.get("/signup/sent")
def letter_sent() -> ResponseReturnValue:
    """「手紙を送りました」 What to do now, and what to do when nothing comes."""
    return render_template("entry/sent.html")


@door.get("/signup/<text>")
def finish_sign_up(text: str) -> ResponseReturnValue:
    """「登録の続き」 The link is used only when the form is sent."""
    with visit.store().read() as book:
        ticket = signing_up.asked_sign_up(book, link(text), visit.instant())
    return render_template("entry/finish.html", ticket=ticket, text=text, least=passwords.LEAST)


@door.post("/signup/<text>", shows="public.finish_sign_up")
def enter_sign_up(text: str) -> ResponseReturnValue:
    """「登録する」 And signed in at once: the address was proved by the link."""
    clicked, fields = link(text), Fields(request.form)
    with visit.store().read() as book:
        ticket = signing_up.asked_sign_up(book, clicked, visit.instant())
    _check(fields, ticket)
    password = passwords.hashed(fields.entered.get("password"), about=_known(fields, ticket))
    said = NewOrganisation(*(fields.text(name) for name in ORGANISATION))
    order = SignUp(clicked, fields.text("person_name"), password, said, visit.market().demo)
    made = visit.store().run(signing_up.sign_up, order, visit.instant())
    return begin(made.person.ref, Proof.PASSWORD, "", second=False)


def _check(fields: Fields, ticket: Ticket) -> None:
    """Every field by itself, so that all that has to be mended is named together."""
    most = signing_up.MOST_PERSON
    _words(fields, "person_name", "お名前", most)
    _words(fields, "org_name", "会社の名前", given.MOST_NAME)
    tried(fields, "reading", "会社の名前の読み", lambda: kana(fields.text("reading"), "reading"))
    _words(fields, "address", "所在地", MOST_ADDRESS)
    number = tried(fields, "corporate_number", "法人番号", lambda: _number(fields, ticket))
    if ticket.kind is OrgKind.PROVIDER:
        tried(fields, "code", "事業者コード", lambda: given.provider_code(fields.text("code")))
        entered = fields.text("invoice_number")
        tried(fields, "invoice_number", "登録番号", lambda: invoice_number(entered, number))
    password = fields.entered.get("password")
    about = _known(fields, ticket)
    tried(fields, "password", "パスワード", lambda: passwords.allowed(password, about))
    fields.check()


def _words(fields: Fields, name: str, label: str, most: int) -> None:
    tried(fields, name, label, lambda: given.words(fields.text(name), name, most))


def _number(fields: Fields, ticket: Ticket) -> str | None:
    number = corporate_number(fields.text("corporate_number"))
    if number is None and ticket.kind is not OrgKind.SME:
        raise Refused("corporate_number_needed")
    return number


def _known(fields: Fields, ticket: Ticket) -> tuple[str, ...]:
    return ticket.email, fields.text("person_name"), fields.text("org_name")
