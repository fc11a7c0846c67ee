"""What somebody enters to come in: a password, and what an authenticator shows."""

import re

from marketplace.desk.accounts import codes
from tests.web.conftest import Visitor

PASSWORD = "つながりのない四つの言葉"
SECRET = re.compile(r'<p class="secret"><code>([A-Z2-7 ]+)</code>')
NOTE = re.compile(r'name="note" value="([^"]+)"')
SPARE = re.compile(r"<li><code>([0-9A-Z-]{34})</code></li>")


def text_of(answer):
    return answer.get_data(as_text=True)


def set_up(visitor, at, path="/account/second"):
    """Register an authenticator through the page; gives the secret and the spare codes."""
    page = text_of(visitor.opens(path))
    secret, note = SECRET.search(page)[1].replace(" ", ""), NOTE.search(page)[1]
    entered = {"note": note, "code": codes.code_at(secret, at), "form": "setup"}
    answer = visitor.sends(path, "/account/second", entered)
    assert answer.status_code == 200, text_of(answer)
    return secret, SPARE.findall(text_of(answer))


def signs_in(app, person, **more):
    """Give a password at the first page."""
    visitor = Visitor(app.test_client())
    entered = {"email": person.email, "password": PASSWORD} | more
    return visitor, visitor.sends("/signin", "/signin", entered)
