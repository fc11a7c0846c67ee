"""「料金・内容を変える」 A new version of what is certified: judged at once, shown at once."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk import versions
from marketplace.desk.catalogue import listing
from marketplace.domain.certificate import Certificate
from marketplace.domain.organisation import Actor
from marketplace.host import read_manifest
from marketplace.store import Book, certificates, dossiers
from marketplace.web import changes, links, manifests, visit
from marketplace.web.fields import BadFields, FieldFault
from marketplace.web.manifests import Sent
from marketplace.web.provider.door import door


@door.get("/certificates/<ref>/change")
def change(actor: Actor, ref: str) -> ResponseReturnValue:
    """「料金・内容を変える」 The manifest that is listed now, to be changed; and what it was."""
    with visit.store().read() as book:
        found = certificates.certificate(book, actor, ref)
        raw, media_type = dossiers.raw_dossier(book, actor, _listed(book, found))
        history = changes.history(versions.versions(book, ref))
    return render_template(
        "provider/change.html",
        certificate=found,
        text=manifests.entered_text() or raw.decode(errors="replace"),
        name=f"manifest.{media_type.rpartition('/')[2]}",
        history=history,
    )


@door.post("/certificates/<ref>/change", shows="provider.change")
def change_now(actor: Actor, ref: str) -> ResponseReturnValue:
    """「変える」 Listed at once where every certified tier conforms; else nothing is changed."""
    sent = manifests.sent()
    with visit.store().read() as book:
        _require_same(certificates.certificate(book, actor, ref), sent)
    made = visit.do(
        versions.change_offering, actor, versions.ChangeOffering(visit.token(), sent.raw, sent.name)
    )
    others = "・".join(tier.label for tier in made.uncertified)
    more = f" {others} は、別に申請してください。" if others else ""
    return links.done(f"新しい内容を載せました。{more}", "provider.change", ref=ref)


def _listed(book: Book, found: Certificate) -> str:
    """The version that is listed under a certificate today, else the one it was issued for."""
    listed = {one.ref: one for one in listing.current(book, visit.today()).entries}
    return listed.get(found.ref, found).dossier_ref


def _require_same(found: Certificate, sent: Sent) -> None:
    """Refuse the manifest of another offering, which would change that one."""
    code, wanted = read_manifest(sent.raw, sent.name).offering.code, found.dossier.offering.code
    if code != wanted:
        message = f"サービスのコードが「{code}」です。この画面では「{wanted}」だけを変えられます"
        raise BadFields((FieldFault("manifest", "マニフェスト", message),))
