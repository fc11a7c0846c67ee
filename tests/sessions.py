"""A session as the store keeps it, for tests that do not sign in through the form."""

from marketplace.desk.accounts.sessions import Begin, begin, choose
from marketplace.domain.account import Proof
from marketplace.web.visit import SIGNED_IN

BROWSER = "試験のブラウザー"


def session_of(app, actor, *, second=True):
    """Give what the cookie of a new session of somebody holds."""
    config = app.extensions["market"]
    now, order = config.clock(), Begin(actor.person.ref, Proof.PASSWORD, second, BROWSER)
    began = config.store.run(begin, order, now)
    config.store.run(choose, began.signed, actor.org.ref, now)
    return {SIGNED_IN: [began.token, int(now.timestamp())]}


def signed(app, session):
    """Give a cookie as the application would write it."""
    return app.session_interface.get_signing_serializer(app).dumps(session)
