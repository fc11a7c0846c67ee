"""Documents of Office: known by their list, never unpacked, nothing in them that runs."""

import io
import struct
import zipfile

import pytest

from marketplace.desk.evidence import office as looks
from marketplace.desk.evidence.office import MOST_PARTS, MOST_UNPACKED, trouble_of
from tests.desk.evidence.papers import MAIN, office

look = {kind: trouble_of(main) for kind, main in MAIN.items()}


@pytest.mark.parametrize("kind", MAIN)
def test_a_document_is_taken_as_what_it_is(kind):
    """And not as the other kind."""
    other = next(one for one in MAIN if one != kind)
    assert look[kind](office(kind)) is None
    assert "読めません" in look[other](office(kind))[0]


@pytest.mark.parametrize(
    "more",
    [
        {"xl__vbaProject.bin": b"x"},
        {"xl__embeddings__oleObject1.bin": b"x"},
        {"xl__activeX__activeX1.xml": b"x"},
        {"xl__macrosheets__sheet1.xml": b"x"},
        {"types": b"<Override ContentType='x.sheet.macroEnabled.main+xml'/>"},
        {"word___rels__settings.xml.rels": b"<Relationship Type='x/attachedTemplate'/>"},
    ],
)
def test_what_runs_is_not_taken(more):
    """Macros, parts of other programs, and templates that are fetched."""
    assert "マクロ" in look["xlsx"](office("xlsx", **more))[0]


def test_a_bomb_is_not_opened(monkeypatch):
    """By what the list says it would come to, before anything is unpacked."""
    bomb = office("xlsx", xl__sheet1=bytes(MOST_UNPACKED))
    many = office("xlsx", **{f"p{n}": b"" for n in range(MOST_PARTS)})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    assert len(bomb) < 1_000_000
    assert "大きくなりすぎる" in look["xlsx"](bomb)[0]
    assert "大きくなりすぎる" in look["xlsx"](many)[0]


def test_a_long_list_is_not_read(monkeypatch):
    """Its length stands at the end; the list would fill the memory."""
    raw = office("xlsx")
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("read"))
    at = raw.rfind(b"PK\x05\x06")
    long = raw[: at + 12] + struct.pack("<I", looks.MOST_LISTED + 1) + raw[at + 16 :]
    assert "大きくなりすぎる" in look["xlsx"](long)[0]
    large = raw[:at] + b"PK\x06\x07" + bytes(16) + raw[at:]
    assert "大きくなりすぎる" in look["xlsx"](large)[0]
    assert look["xlsx"](raw[:at])


def test_a_list_that_lies_is_not_believed():
    """A part that is said to be small is read no further than such parts go."""
    assert "読めません" in look["xlsx"](office("xlsx", types=bytes(looks.MOST_READ + 1)))[0]


@pytest.mark.parametrize(
    "raw", [b"PK\x03\x04", b"PK\x03\x04" + bytes(100), b"PK\x05\x06" + bytes(18)]
)
def test_a_broken_one_is_told(raw):
    """It does not break the reader."""
    assert look["xlsx"](raw)


def test_parts_under_one_name_are_not_taken():
    """Programs differ in which of the two they show."""
    made = io.BytesIO(office("xlsx"))
    with zipfile.ZipFile(made, "a") as folder, pytest.warns(UserWarning, match="Duplicate"):
        folder.writestr(MAIN["xlsx"], b"<other/>")
    assert "読めません" in look["xlsx"](made.getvalue())[0]


def test_a_locked_one_is_not_taken():
    """What cannot be read cannot be looked at."""
    raw = bytearray(office("xlsx"))
    raw[raw.rfind(b"PK\x01\x02") + 8] |= 1
    assert "読めません" in look["xlsx"](bytes(raw))[0]
