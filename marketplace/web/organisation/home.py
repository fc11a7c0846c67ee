"""「組織の情報」 What the organisation says of itself; its ADMIN changes it."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk import organisations as desk
from marketplace.domain.codes import is_corporate_invoice_number
from marketplace.domain.organisation import Actor, BankAccount, Organisation, OrgKind
from marketplace.store import organisations
from marketplace.web import links, visit
from marketplace.web.organisation.door import door

ACCOUNT = ("bank", "branch", "kind", "number", "holder")


@door.get("/")
def home(actor: Actor) -> ResponseReturnValue:
    """「組織の情報」 For everybody of it; the form is an ADMIN's."""
    with visit.store().read() as book:
        found = organisations.organisation(book, actor.org.ref)
    shown = {"org": found, "doubtful": _is_doubtful(found), "kinds": desk.ACCOUNT_KINDS}
    return render_template("organisation/home.html", **shown)


@door.post("/", shows="organisation.home")
def change_organisation(actor: Actor) -> ResponseReturnValue:
    """「届け出を改める」 Contracts and invoices made before keep what was signed."""
    text = request.form.get
    order = desk.ChangeOrganisation(
        token=visit.token(),
        name=text("name", ""),
        reading=text("reading", ""),
        address=text("address", ""),
        corporate_number=text("corporate_number", ""),
        invoice_number=text("invoice_number", ""),
        account=_account(actor),
    )
    visit.do(desk.change_organisation, actor, order)
    visit.forget()
    return links.done("組織の情報を改めました。", "organisation.home")


def _account(actor: Actor) -> BankAccount | None:
    """「振込先」 None where every field is left empty; the kind has no empty choice."""
    entered = {name: request.form.get(name, "").strip() for name in ACCOUNT}
    typed = any(value for name, value in entered.items() if name != "kind")
    return BankAccount(**entered) if typed and actor.kind is OrgKind.PROVIDER else None


def _is_doubtful(org: Organisation) -> bool:
    """Whether a person has to look at the T-number: its digits do not tell a corporation's."""
    number = org.invoice_number
    return number is not None and not is_corporate_invoice_number(number)
