"""Pages before a sign-in: they hang on the public door, and say nothing of who has an account."""

from marketplace.web.entry import (
    inviting,
    moving,
    oidc,
    passkey,
    resetting,
    second,
    signing_in,
    signing_up,
)
from marketplace.web.public import door

__all__ = [
    "door",
    "inviting",
    "moving",
    "oidc",
    "passkey",
    "resetting",
    "second",
    "signing_in",
    "signing_up",
]
