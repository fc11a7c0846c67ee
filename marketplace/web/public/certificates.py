"""「適合確認書を確かめる」 Anybody may check a certificate by its number or its sign."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.desk.catalogue import listing
from marketplace.print import certificate_pdf
from marketplace.store import certificates
from marketplace.web import files, visit
from marketplace.web.public import keys
from marketplace.web.public.door import door


@door.get("/certificates")
def certificate_check() -> ResponseReturnValue:
    """「照会」 A number that is listed, or the sign of any certificate, leads to its page."""
    asked = request.args.get("no", "").strip()[:40]
    return redirect(url_for("public.certificate", ref=_ref(asked)), 303) if asked else _form()


@door.get("/certificates/<ref>")
def certificate(ref: str) -> ResponseReturnValue:
    """「適合確認書」 What it says, and whether it holds today."""
    with visit.store().read() as book:
        found = certificates.public_certificate(book, ref)
    published = {"jwks": keys.is_published(keys.KEYS), "status": keys.is_published(keys.STATUS)}
    return render_template("public/certificate.html", certificate=found, published=published)


@door.get("/certificates/<ref>/pdf")
def certificate_file(ref: str) -> ResponseReturnValue:
    """「適合確認書」 As a file to keep."""
    with visit.store().read() as book:
        paper = listing.paper(book, ref)
    made = certificate_pdf(paper.certificate, paper.outcome, paper.body)
    return files.pdf(made, f"certificate-{paper.certificate.number}")


def _form() -> str:
    return render_template("public/certificate_check.html")


def _ref(asked: str) -> str:
    with visit.store().read() as book:
        listed = listing.current(book, visit.today())
    return listed.ref_of(asked) or asked
