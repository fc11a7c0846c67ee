"""A form of a page as a browser would send it untouched."""

import html
import re


def text(answer):
    """Give what is shown."""
    return answer.get_data(as_text=True)


def form(page, at=-1):
    """Every field of one of the forms of what is between head and foot; usually the last."""
    body = re.split(r"<form", text(page).partition("<main")[2].partition("</main>")[0])[at]
    fields = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', body))
    ticked = re.findall(r'type="radio" name="([^"]+)" value="([^"]*)" checked', body)
    notes = dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?([^<]*)</textarea>', body))
    radios = set(re.findall(r'type="(?:radio|checkbox)" name="([^"]+)"', body))
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', body))
    own = {k: v for k, v in fields.items() if k not in radios} | hidden | notes | dict(ticked)
    boxes: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="checkbox" name="([^"]+)" value="([^"]*)" checked', body):
        boxes.setdefault(name, []).append(value)
    return {name: html.unescape(value) for name, value in own.items()} | boxes


def fills(visitor, path, **entered):
    """Open a page and send its last form with something changed."""
    return visitor.client.post(path, data=form(visitor.opens(path)) | entered)
