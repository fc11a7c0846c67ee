"""「形の検査」 Addresses and forms that no page of ours makes are refused before a view runs."""

from __future__ import annotations

import re

from flask import abort, current_app, request

from marketplace.domain.errors import Refused

MOST_SEGMENT = 200
"""Characters between two slashes: the longest reference or name has fewer."""

MOST_QUERY = 8_000
"""Characters of a query; every condition of the catalogue ticked at once has fewer."""

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd]")
MACHINES = frozenset({"webhooks", "api", "company-api"})
"""Audiences that read what they get by rules of their own."""

SEVERAL = frozenset(
    f"sme.{name}" for name in ("state_numbers", "state_measure", "confirm", "take_in", "assign")
)
"""Forms in which a field may be ticked more than once."""


def look() -> None:
    """404 for an address of nothing, 414 for an endless one, 400 and 422 for a forged form."""
    if CONTROL.search(request.path) or any(len(p) > MOST_SEGMENT for p in request.path.split("/")):
        abort(404)
    if len(request.query_string) > MOST_QUERY:
        abort(414)
    if current_app.extensions["audiences"].get(request.endpoint) in MACHINES:
        return
    if any("\x00" in text for pair in request.args.items(multi=True) for text in pair):
        abort(400)
    _form()


def _form() -> None:
    """What is entered can be kept as text, and a field is said once."""
    for name, values in request.form.lists():
        if "\x00" in name or any("\x00" in value for value in values):
            raise Refused("field_unreadable", field=name[:40])
        if len(values) > 1 and request.endpoint not in SEVERAL:
            raise Refused("field_twice", field=name[:40])
