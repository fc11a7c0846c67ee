"""Walks through a market as somebody: from page to page, a few of each shape."""

import re
from collections import Counter
from html import unescape
from urllib.parse import parse_qsl, urlsplit

HREF = re.compile(r'href="(/[^"#]*)')
REF = re.compile(r"[a-z]{2,4}_[a-z2-7]{16}")
NUMBER = re.compile(r"/\d[\d-]*(?=/|$)")
MACHINES = ("/static", "/api")
MOST = 2


def walk(visitor, start, inside=("/",)):
    """Give the pages that lead from one to another, as address → HTML; at most two of a shape."""
    todo, seen, shapes, found = [start], {start}, Counter(), {}
    while todo:
        address = todo.pop(0)
        shape = shape_of(address)
        if shapes[shape] >= (1 if shape[1] else MOST):
            continue
        shapes[shape] += 1
        answer = visitor.opens(address)
        if answer.status_code >= 300 or answer.mimetype != "text/html":
            continue
        found[address] = answer.get_data(as_text=True)
        links = {unescape(one) for one in HREF.findall(found[address])} - seen
        seen |= links
        todo += sorted(one for one in links if _is_inside(one, inside))
    return found


def shape_of(address):
    """Give what an address has in common with others of its kind."""
    parts = urlsplit(address)
    path = NUMBER.sub("/1", REF.sub("REF", parts.path))
    return path, tuple(sorted({name for name, _ in parse_qsl(parts.query)}))


def _is_inside(address, inside):
    return address.startswith(inside) and not address.startswith(MACHINES)
