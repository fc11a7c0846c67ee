"""The way to an issuer and back, as a browser goes it."""

from tests.web.accounts.entering import text_of
from tests.web.accounts.issuer import address_of

START, PERSON = "/signin/oidc/town", "/signin/oidc/town/person"


def goes(visitor, provider, path=START, **claims):
    """Go to the issuer and consent there; gives the address that one is sent back to."""
    answer = visitor.opens(path)
    assert answer.status_code == 303, text_of(answer)
    return address_of(*provider.consents(answer.location, **claims))


def comes_back(visitor, provider, path=START, **claims):
    return visitor.opens(goes(visitor, provider, path, **claims))


def refused(answer, words, status=422):
    assert answer.status_code == status, (answer.status_code, text_of(answer))
    assert words in text_of(answer)


def is_nobody(visitor):
    return visitor.opens("/account/").status_code == 303
