"""What may be answered to whatever was sent."""

MARKUP = "<script>alert(1)</script>"
EXPECTED = {200, 303, 308, 400, 401, 403, 404, 405, 409, 413, 414, 415, 422, 429, 503}


def judged(answer, place, text):
    """Say what is wrong with an answer; nothing where it is one of those that may be."""
    if answer.status_code not in EXPECTED:
        return f"{answer.status_code} {place} {text[:40]!r}"
    page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    if MARKUP in page or ">49<" in page or "Set-Cookie: x" in str(answer.headers):
        return f"shown {place} {text[:40]!r}"
    return None
