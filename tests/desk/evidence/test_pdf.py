"""A PDF that does more than show is not taken, wherever it hides that."""

import time
import zlib

import pytest

from marketplace.desk.evidence.pdf import ACTIVE, CARRIES, MOST_INFLATED, trouble
from tests.desk.evidence.papers import packed, pdf

SHOWS = b"3 0 obj\n<< /Type /Page /Contents 4 0 R >>\nendobj\n"


@pytest.mark.parametrize(
    "body",
    [
        SHOWS,
        packed(SHOWS),
        packed(b"\x00/JS/Launch", b"/Type /XObject /Subtype /Image"),
        b"<< /OpenAction [1 0 R /Fit] >>",
        b"(/JavaScripture) /LaunchPad",
        b"/Name#20with#20blanks",
        b"\x93/JS\x00 of some compressed bytes",
    ],
)
def test_what_only_shows_is_taken(body):
    """Pages, pictures, packed objects, and the page on which it begins."""
    assert trouble(pdf(body)) is None


@pytest.mark.parametrize("name", [name for name in ACTIVE if name != b"JS"])
def test_what_does_more_is_named(name):
    """In the open, by an escaped name, and packed away."""
    escaped = b"#%02x" % name[0] + name[1:]
    for spelt in (name, escaped):
        said = CARRIES.format(what=ACTIVE[name])
        for body in (b"<< /S /" + spelt + b" >>", packed(b"5 0 << /S/" + spelt + b"(x) >>")):
            message, remedy = trouble(pdf(body))
            assert message == said
            assert remedy


def test_a_script_is_found_under_its_short_name():
    """Where it is packed away, nothing stands there by chance."""
    assert "JavaScript" in trouble(pdf(packed(b"<< /JS (app.alert) >>")))[0]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"trailer << /Encrypt 5 0 R >>", "暗号化"),
        (packed(b"", made=b"not deflated at all"), "確かめられません"),
        (packed(b"", made=zlib.compress(bytes(999))[:-6]), "確かめられません"),
        (b"9 0 obj << /Type /Obj#53tm >>\nstream\nx", "確かめられません"),
        (packed(b"", made=zlib.compress(bytes(MOST_INFLATED + 1))), "確かめられません"),
    ],
)
def test_what_cannot_be_looked_into_is_not_taken(body, word):
    """Locked, broken, cut short, endless or too large when it is unpacked."""
    assert word in trouble(pdf(body))[0]


def test_a_file_behind_the_end_is_not_taken():
    """It would be another kind of file for whoever reads from the back."""
    assert "確かめられません" in trouble(pdf(tail=b"\n%%EOF\n" + bytes(3000)))[0]
    assert "確かめられません" in trouble(b"%PDF-1.7\n")[0]


@pytest.mark.parametrize("unit", [b"stream\n", b"obj << /ObjStm ", b"/#4a", b"endstream", b"%%EOF"])
def test_a_hostile_file_takes_no_longer_than_another(unit):
    """Ten megabytes of whatever would make a careless reader slow."""
    raw = pdf(unit * (10_000_000 // len(unit)))
    begun = time.process_time()
    trouble(raw)
    assert time.process_time() - begun < 5
