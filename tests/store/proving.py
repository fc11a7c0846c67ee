"""One row of each kind: how somebody proves who they are, papers, and the operator's pages."""

from datetime import timedelta

from marketplace.domain.account import (
    LASTS,
    Errand,
    Identity,
    Passkey,
    Proof,
    SignedIn,
    Ticket,
    Totp,
)
from marketplace.domain.evidence_file import Arrived
from marketplace.domain.notice import Notice, NoticePage
from marketplace.domain.organisation import OrgKind, Role
from marketplace.store import evidence_files, notices
from marketplace.store.accounts import (
    attempts,
    identities,
    passkeys,
    passwords,
    sessions,
    tickets,
    totp,
)


def session(actor, now, ref="ss_aaaaaaaaaaaaaaaa", hours=12, **changes):
    """Give a session of somebody, from now on."""
    usual = {"proof": Proof.PASSWORD, "second": False, "agent": "試験のブラウザー"}
    usual |= {"began_at": now, "ends_at": now + timedelta(hours=hours), "org": actor.org.ref}
    return SignedIn(ref=ref, person=actor.person.ref, **usual | changes)


def ticket(errand, now, ref="tk_aaaaaaaaaaaaaaaa", email="new@example.jp", **more):
    """Give a ticket that is good from now on."""
    return Ticket(ref, errand, email, now, now + LASTS[errand], **more)


def everything_proved(scene):
    """One row in every table of accounts."""
    actor, now = scene.world.company, scene.now
    ref = actor.person.ref
    invitation = {"org": actor.org.ref, "role": Role.VIEWER}
    for act, *args in (
        (sessions.begin, session(actor, now), "token"),
        (passwords.put, ref, "$argon2id$…", now),
        (attempts.note, "email:nobody@example.jp", now),
        (tickets.issue, ticket(Errand.SIGN_UP, now, kind=OrgKind.BUYER)),
        (tickets.issue, ticket(Errand.INVITE, now, "tk_bbbbbbbbbbbbbbbb", **invitation)),
        (totp.put_totp, ref, Totp(b"sealed", now, 1)),
        (totp.put_codes, ref, ("d" * 64,)),
        (passkeys.add_passkey, ref, Passkey("pk_a", b"id", b"key", 0, "電話", now)),
        (identities.add_identity, ref, Identity("https://id.example.jp", "1", now)),
    ):
        scene.act(act, *args)


def papers_and_pages(scene, dossier):
    """A file that came with a dossier, and a page that the operator wrote."""
    world, now = scene.world, scene.now
    came = Arrived("証跡.pdf", "application/pdf", b"%PDF-", "d" * 64)
    scene.act(evidence_files.keep, world.provider, dossier, (came,), now=now)
    page = Notice(NoticePage.TERMS, 1, "本文", now)
    scene.act(notices.add_notice, world.operator, page)


def everything_else(scene, dossier):
    """Both of these."""
    everything_proved(scene)
    papers_and_pages(scene, dossier)
