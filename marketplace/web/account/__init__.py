"""Pages of the own account: who one is, how one signs in, and for whom one acts."""

from marketplace.web.account import (
    changing,
    closing,
    home,
    identities,
    organisations,
    passkeys,
    second_factors,
    sessions,
)
from marketplace.web.account.door import door

__all__ = [
    "changing",
    "closing",
    "door",
    "home",
    "identities",
    "organisations",
    "passkeys",
    "second_factors",
    "sessions",
]
