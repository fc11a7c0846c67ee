"""「決済の誤り」 What can go wrong at a gateway, beside what the market's own tree already says."""

from __future__ import annotations

from marketplace.domain.errors import Refused, Unavailable


class Declined(Refused):
    """「支払いの拒否」 The card was not accepted; nothing was collected."""


class Rejected(Unavailable):
    """「受付の拒否」 The request itself is wrong, or our key is: sending it again helps nobody."""


class OutcomeUnknown(Unavailable):
    """「結果不明」 It was sent and no answer came: only the same key may be sent again."""
